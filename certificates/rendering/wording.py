"""The words of the form, in the language of the holder and in English."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import pgettext

from certificates.rendering.facts import CertificateFacts, CourseLine

ENGLISH = "en"


@dataclass(frozen=True)
class Bilingual:
    """One text in the holder's language, and in English where that says something else (otherwise empty)."""

    own: str
    english: str = ""


@dataclass(frozen=True)
class Words:
    """Every text of the form that is not a fact."""

    brand: str
    confirms: str
    completed: str
    dates: str
    hours: str
    place: str
    cohort: str
    number: str
    issued_on: str
    valid_until: str
    verify: str
    signature: str
    nature: str
    country: str


def words(facts: CertificateFacts) -> dict[str, Bilingual]:
    """Return every text of the form by its name in Words."""
    own, english = _words(facts.language, facts.country), _words(ENGLISH, facts.country)
    names = [field.name for field in fields(Words)]
    return {name: bilingual(getattr(own, name), getattr(english, name)) for name in names}


def bilingual(own: str, english: str) -> Bilingual:
    return Bilingual(own=own or english, english=english if own and english != own else "")


def course_title(course: CourseLine, language: str) -> Bilingual:
    """Return the title in the language, else in English, else in any, with the English one beside it."""
    english = course.titles.get(ENGLISH, "")
    own = course.titles.get(language) or english or next(iter(course.titles.values()), "")
    return bilingual(own, english)


def on_day(day: date) -> str:
    """Return the Gregorian date as 07.11.2026, in Western digits in every language."""
    return day.strftime("%d.%m.%Y")


def amount(hours: Decimal | int) -> str:
    """Return 40 or 7.5, without needless zeros."""
    return f"{hours:f}".rstrip("0").rstrip(".") if "." in f"{hours:f}" else f"{hours:f}"


def _words(language: str, country: str) -> Words:
    with translation.override(language):
        return Words(
            brand=pgettext("certificate", "Panah"),
            confirms=pgettext("certificate", "This is to confirm that"),
            completed=pgettext("certificate", "has completed the following training"),
            dates=pgettext("certificate", "Dates"),
            hours=pgettext("certificate", "Hours"),
            place=pgettext("certificate", "Place"),
            cohort=pgettext("certificate", "Group"),
            number=pgettext("certificate", "Number"),
            issued_on=pgettext("certificate", "Issued on"),
            valid_until=pgettext("certificate", "Valid until"),
            verify=pgettext("certificate", "Scan to verify this certificate"),
            signature=pgettext("certificate", "Signature and seal of the academy"),
            nature=pgettext(
                "certificate",
                "This is a training certificate. It confers no rank and is not an accreditation by UNHCR.",
            ),
            country=_country(country),
        )


def _country(code: str) -> str:
    names = {
        "AF": pgettext("certificate", "Afghanistan"),
        "KZ": pgettext("certificate", "Kazakhstan"),
        "KG": pgettext("certificate", "Kyrgyzstan"),
        "TJ": pgettext("certificate", "Tajikistan"),
        "TM": pgettext("certificate", "Turkmenistan"),
        "UZ": pgettext("certificate", "Uzbekistan"),
    }
    return names.get(code, code)
