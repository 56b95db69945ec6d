"""The fixed words of printed information sheets, in the language of the sheet."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class SheetWords:
    about: str
    know: str
    contacts: str
    unconfirmed: str
    any_officer: str
    scan: str
    checked: str
    draft: str
    nature: str


def sheet_words(language: str, country: str) -> SheetWords:
    """Return the words; `country` is the name of a country in the language, "" for none."""
    with translation.override(language):
        contacts = _("Where to turn in %(country_name)s") if country else _("Where to turn")
        return SheetWords(
            about=_("Information for people on the move · free of charge"),
            know=_("Good to know"),
            contacts=contacts % {"country_name": country},
            unconfirmed=_("This contact is not confirmed yet. Ask any officer."),
            any_officer=_(
                "Ask any officer. Who can help you in each country stands on the page of this sheet."
            ),
            scan=_("This sheet on your phone, in other languages too"),
            checked=pgettext("date follows", "Checked on"),
            draft=_("Draft translation, not yet reviewed by a native speaker."),
            nature=_(
                "Original training content written for this platform; not a reproduction of, "
                "nor endorsed by, UNHCR."
            ),
        )
