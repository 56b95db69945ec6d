from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS = {
    "valid": _("Valid"),
    "revoked": _("Revoked"),
    "expired": _("Expired"),
    "replaced": _("Replaced"),
    "unknown": _("Unknown"),
}
SIGNS = {"valid": "best", "revoked": "critical", "expired": "poor", "replaced": "poor", "unknown": "question"}


@register.filter
def certificate_word(state: str) -> Promise:
    return WORDS[state]


@register.filter
def certificate_sign(state: str) -> str:
    return SIGNS[state]
