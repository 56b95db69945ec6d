"""What was found in a name, in words: which field, and by which sign."""

import unicodedata

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.making.names import Finding
from courses.cohorts.models import Cohort

_WORDS = {
    "empty": gettext_lazy("%(field)s is empty."),
    "invisible": gettext_lazy("%(field)s has signs that nobody sees: %(signs)s."),
    "strange": gettext_lazy("%(field)s has signs that no name has: %(signs)s."),
    "mixed": gettext_lazy("%(field)s has letters of another alphabet that look alike: %(signs)s."),
    "not_latin": gettext_lazy("%(field)s has letters that are not Latin: %(signs)s."),
    "one_letter": gettext_lazy("%(field)s has one letter only."),
    "glyph": gettext_lazy("%(field)s has a sign that no font of the certificate has: %(signs)s."),
    "too_long": gettext_lazy("%(field)s is too long for the page."),
    "one_word": gettext_lazy("%(field)s is one word: is the surname missing?"),
    "unconfirmed": gettext_lazy("The holder has not confirmed the name."),
    "twice": gettext_lazy("The same name stands in the cohort with the number %(other)s."),
}
# Signs that show themselves are printed beside their code; those that hide or steer are not.
_HIDDEN = ("C", "Z")


def told(finding: Finding) -> str:
    """Return the finding in words, in the language that is active."""
    about = {"field": _field(finding), "signs": signs_told(finding.signs), "other": finding.other}
    return str(_WORDS[finding.code]) % about


def signs_told(signs: str) -> str:
    """Return each sign with its code and, where it cannot be seen, its name in Unicode."""
    return ", ".join(_sign(sign) for sign in signs)


def _sign(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    if unicodedata.category(sign)[0] in _HIDDEN:
        called = unicodedata.name(sign, _("control sign"))
        return f"{code} {called}"
    return f"“{sign}” ({code})"


def _field(finding: Finding) -> str:
    label = field_label(finding.field)
    return label[:1].upper() + label[1:]


def field_label(name: str) -> str:
    """Return what a field of the certificate is called in the admin; courses and the like keep the renderer's name."""
    for model in (get_user_model(), Cohort):
        if name in {field.name for field in model._meta.fields}:
            return str(model._meta.get_field(name).verbose_name)
    return name
