"""The words of the form, in the language of the holder and in the second one."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.utils import translation
from django.utils.translation import gettext, npgettext, pgettext

from certificates.rendering.facts import CertificateFacts, CourseLine, ResultLine

ENGLISH = "en"
# Which words of the form a design's own text stands for.
PHRASES = {"confirms": "confirms", "completed": "completed", "nature": "statement"}


@dataclass(frozen=True)
class Bilingual:
    """One text in the holder's language, and in the second one where that says something else (otherwise empty)."""

    own: str
    second: str = ""


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
    attendance: str
    observed: str
    assessment_language: str
    number: str
    issued_on: str
    valid_until: str
    verify: str
    signature: str
    nature: str
    country: str


def words(facts: CertificateFacts) -> dict[str, Bilingual]:
    """Return every text of the form by its name in Words; a design's own phrases in place of the form's."""
    own, second = _words(facts.language, facts), _words(facts.second_language, facts)
    return {
        field.name: bilingual(getattr(own, field.name), getattr(second, field.name))
        for field in fields(Words)
    }


def bilingual(own: str, second: str) -> Bilingual:
    return Bilingual(own=own or second, second=second if own and second != own else "")


def course_title(course: CourseLine, facts: CertificateFacts) -> Bilingual:
    """Return the title in both languages; where one has none, in English, else in any."""
    spare = course.titles.get(ENGLISH) or next(iter(course.titles.values()), "")
    own = course.titles.get(facts.language) or spare
    return bilingual(own, course.titles.get(facts.second_language) or course.titles.get(ENGLISH, ""))


def result(line: ResultLine, facts: CertificateFacts) -> Bilingual:
    """Return what was achieved: 92 %, the topic of an observed session with its mark of 4, a language's name."""
    return bilingual(_result(line, facts.language), _result(line, facts.second_language))


def alternative(picture: str, facts: CertificateFacts, **gaps: str) -> str:
    """Return what is read aloud for a picture ("logo", "signature", "qr"), in the holder's language."""
    with translation.override(facts.language):
        texts = {
            "logo": pgettext("certificate", "Logo of %(academy)s"),
            "signature": pgettext("certificate", "Signature of %(name)s"),
            "qr": pgettext("certificate", "QR code with the address of the page that verifies"),
        }
    return texts[picture] % gaps


def on_day(day: date) -> str:
    """Return the Gregorian date as 07.11.2026, in Western digits in every language."""
    return day.strftime("%d.%m.%Y")


def amount(hours: Decimal | int) -> str:
    """Return 40 or 7.5, without needless zeros."""
    return f"{hours:f}".rstrip("0").rstrip(".") if "." in f"{hours:f}" else f"{hours:f}"


def _words(language: str, facts: CertificateFacts) -> Words:
    letter = facts.is_letter
    with translation.override(language):
        form = {
            "brand": pgettext("certificate", "Panah"),
            "confirms": _letter_confirms() if letter else pgettext("certificate", "This is to confirm that"),
            "completed": _attended(facts) if letter else _completed(),
            "dates": pgettext("certificate", "Dates"),
            "hours": pgettext("certificate", "Hours"),
            "place": pgettext("certificate", "Place"),
            "cohort": pgettext("certificate", "Group"),
            "attendance": pgettext("certificate", "Attendance"),
            "observed": pgettext("certificate", "Observed session"),
            "assessment_language": pgettext("certificate", "Language of assessment"),
            "number": pgettext("certificate", "Number"),
            "issued_on": pgettext("certificate", "Issued on"),
            "valid_until": pgettext("certificate", "Valid until"),
            "verify": _verify_letter() if letter else _verify(),
            "signature": pgettext("certificate", "Signature and seal of the academy"),
            "nature": _nature_of_letter() if letter else _nature(),
            "country": _country(facts.country),
        }
    for name, phrase in PHRASES.items():
        form[name] = facts.phrases.get(phrase, {}).get(language, "").strip() or form[name]
    return Words(**form)


def _letter_confirms() -> str:
    return pgettext("certificate", "This letter confirms that")


def _completed() -> str:
    return pgettext("certificate", "has completed the following training")


def _attended(facts: CertificateFacts) -> str:
    if facts.hours_attended is None:
        return pgettext("certificate", "has attended the following training")
    # The form of the word follows the hours in all; a part of an hour counts as a whole one there.
    whole = int(Decimal(facts.hours).to_integral_value(ROUND_CEILING))
    return npgettext(
        "certificate",
        "has attended %(attended)s of %(hours)s hour of the following training",
        "has attended %(attended)s of %(hours)s hours of the following training",
        whole,
    ) % {"attended": amount(facts.hours_attended), "hours": amount(facts.hours)}


def _verify() -> str:
    return pgettext("certificate", "Scan to verify this certificate")


def _verify_letter() -> str:
    return pgettext("certificate", "Scan to verify this letter")


def _nature() -> str:
    return pgettext(
        "certificate",
        "This is a training certificate. It confers no rank and is not an accreditation by UNHCR.",
    )


def _nature_of_letter() -> str:
    return pgettext(
        "certificate",
        "This letter confirms attendance. It is not a certificate, confers no rank and is not an accreditation by "
        "UNHCR.",
    )


def _result(line: ResultLine, language: str) -> str:
    if line.kind == "attendance":
        return f"{line.value} %"
    if line.kind == "observed":
        return f"{line.of} ({line.value}/4)" if line.of else f"{line.value}/4"
    with translation.override(language):
        return _language(line.value)


def _language(code: str) -> str:
    """Return what the language of a code is called; anything else as it stands."""
    names = {
        "en": gettext("English"),
        "ru": gettext("Russian"),
        "kk": gettext("Kazakh"),
        "ky": gettext("Kyrgyz"),
        "tg": gettext("Tajik"),
        "tk": gettext("Turkmen"),
        "uz": gettext("Uzbek"),
        "fa-af": gettext("Dari"),
    }
    return names.get(code, code)


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
