"""What parts, faults and gaps of a design are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from certificates.designs.checking import Fault
from certificates.designs.comparing import Difference
from certificates.designs.models import CertificateDesign
from certificates.designs.placeholders import NAMES
from certificates.rendering.text import MissingGlyph, TextTooLong

FIELDS: Mapping[str, Promise] = {
    "layout": gettext_lazy("Paper"),
    "primary": gettext_lazy("Main colour"),
    "accent": gettext_lazy("Second colour"),
    "valid_months": gettext_lazy("Valid for (months)"),
    "logo": gettext_lazy("Logo"),
    "title": pgettext_lazy("on a certificate", "Title"),
    "confirms": gettext_lazy("Before the name"),
    "completed": gettext_lazy("After the name"),
    "statement": gettext_lazy("Small print"),
    "names": pgettext_lazy("signatory", "Name"),
    "posts": pgettext_lazy("signatory", "Post"),
    "image": gettext_lazy("Picture of the signature"),
}
GAPS: Mapping[str, Promise] = {
    "name": gettext_lazy("name in the person's own script"),
    "name_latin": gettext_lazy("name in Latin letters"),
    "course": gettext_lazy("titles of the courses"),
    "cohort": gettext_lazy("name of the cohort"),
    "place": gettext_lazy("place of the training"),
    "academy": gettext_lazy("name of the academy"),
    "hours": gettext_lazy("number of hours"),
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
    "issued_on": gettext_lazy("day of issue"),
    "valid_until": gettext_lazy("last day it is valid"),
    "number": gettext_lazy("number of the certificate"),
}
# Fields of the renderer that are not of the design.
_PRINTED: Mapping[str, Promise] = {
    "name_native": gettext_lazy("the name"),
    "name_latin": gettext_lazy("the name in Latin letters"),
    "academy": gettext_lazy("the academy"),
    "courses": gettext_lazy("the courses"),
    "title_second": pgettext_lazy("on a certificate", "Title"),
    "signatories": gettext_lazy("the signatories"),
    "nature": gettext_lazy("Small print"),
}


def told_fault(fault: Fault) -> str:
    """Return what is wrong with a text, where, and what may stand there."""
    language = get_language_info(fault.language)["name_local"]
    where = {"field": FIELDS[fault.field], "language": language, "piece": fault.piece}
    if fault.field in ("names", "posts"):
        return _("%(field)s, %(language)s: “%(piece)s” would be printed as it stands. Take it out.") % where
    allowed = ", ".join(f"{{{name}}}" for name in NAMES)
    return _("%(field)s, %(language)s: “%(piece)s” is no placeholder. There are: %(allowed)s.") % (
        where | {"allowed": allowed}
    )


def told_unprintable(error: MissingGlyph | TextTooLong) -> str:
    """Return why the sample cannot be printed."""
    part = error.field.partition("[")[0]
    field = FIELDS.get(part) or _PRINTED.get(part) or part
    if isinstance(error, MissingGlyph):
        return _("%(field)s: the letter “%(letter)s” cannot be printed.") % {
            "field": field,
            "letter": error.character,
        }
    return _("%(field)s: too long, it does not fit on the page.") % {"field": field}


@dataclass(frozen=True)
class ToldDifference:
    """One difference in words: what it is called, and both values as they are shown."""

    label: str
    language: str
    before: str
    after: str
    is_colour: bool


def told_differences(found: Iterable[Difference]) -> list[ToldDifference]:
    """Return differences in words."""
    return [
        ToldDifference(
            label=_label(one),
            language=one.language,
            before=_shown(one.field, one.before),
            after=_shown(one.field, one.after),
            is_colour=one.field in ("primary", "accent"),
        )
        for one in found
    ]


def _label(one: Difference) -> str:
    parts = [str(FIELDS[one.field])]
    if one.index >= 0:
        parts.insert(0, _("Signatory %(number)s") % {"number": one.index + 1})
    if one.language:
        parts.append(get_language_info(one.language)["name_local"])
    return ", ".join(parts)


def _shown(field: str, value) -> str:
    if field == "layout" and value:
        return str(CertificateDesign.Layout(value).label)
    if field in ("logo", "image") and value:
        return _("picture %(name)s") % {"name": value[:8]}
    return str(value)
