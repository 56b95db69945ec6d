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


VERDICT_TITLES = {
    "valid": _("This certificate is valid"),
    "revoked": _("This certificate was revoked"),
    "expired": _("This certificate has expired"),
    "replaced": _("This certificate was replaced by a newer one"),
    "unknown": _("No certificate has this code"),
}
VERDICT_TEXTS = {
    "valid": _("It is in the register, and what stands below was issued."),
    "revoked": _("It was issued, and later taken back. It no longer proves anything."),
    "expired": _("It was issued, and its term has ended."),
    "replaced": _("It was issued, and another certificate has taken its place."),
    "unknown": _(
        "Check the code: it is printed under the square on the certificate. A mistyped letter is enough."
    ),
}


@register.filter
def verdict_title(state: str) -> Promise:
    return VERDICT_TITLES[state]


@register.filter
def verdict_text(state: str) -> Promise:
    return VERDICT_TEXTS[state]
