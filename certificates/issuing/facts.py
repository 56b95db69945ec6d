"""What a certificate says, frozen when it is issued, and handed to the renderer from then on."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from certificates.register.models import Certificate
from certificates.rendering.facts import CertificateFacts, CourseLine
from certificates.rendering.fonts import FontSet
from certificates.verification.lookup import in_language

# The rule, by its code, whose certificate makes a trainer.
TRAINERS = "trainer"


def freeze_facts(*, enrolment, courses_by_language: dict[str, list]) -> dict:
    """Return the JSON kept in Certificate.facts: names, courses, cohort and dates as they are at this moment.

    `courses_by_language` maps each language printed to the outlines of the cohort's courses in it.
    """
    cohort, holder = enrolment.cohort, enrolment.user
    return {
        "title": {language: _title(language, cohort) for language in courses_by_language},
        "name_native": holder.name_native,
        "name_latin": holder.name_latin,
        "academy": cohort.academy.name,
        "country": cohort.country,
        "place": cohort.place,
        "cohort": cohort.title,
        "courses": _courses(courses_by_language),
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "hours": str(cohort.hours),
    }


def _title(language: str, cohort) -> str:
    with translation.override(language):
        return title_of(cohort)


def title_of(cohort) -> str:
    """Return what the certificate of a cohort is called, in the language that is active.

    Trainees get a record of completion; the trainer's certificate belongs to the rule for trainers (curriculum.md 6.2).
    """
    if (cohort.frozen_rule or {}).get("code") == TRAINERS:
        return gettext("Trainer in protection-sensitive border management")
    return gettext("Certificate of completion")


def _courses(courses_by_language: dict[str, list]) -> list[dict]:
    lines: dict = {}
    for language, courses in courses_by_language.items():
        for course in courses:
            line = lines.setdefault(course.key, {"code": course.code, "titles": {}})
            line["titles"][language] = course.title
    return list(lines.values())


def printed_facts(certificate: Certificate) -> CertificateFacts:
    """Return the certificate's frozen facts in the renderer's terms."""
    facts = certificate.facts
    return CertificateFacts(
        number=certificate.number,
        code=certificate.code,
        title=in_language(facts["title"], certificate.language),
        title_english=in_language(facts["title"], "en"),
        name_native=facts["name_native"],
        name_latin=facts["name_latin"],
        academy=facts["academy"],
        country=facts["country"],
        place=facts["place"],
        cohort=facts["cohort"],
        courses=tuple(CourseLine(code=line["code"], titles=line["titles"]) for line in facts["courses"]),
        starts_on=date.fromisoformat(facts["starts_on"]),
        ends_on=date.fromisoformat(facts["ends_on"]),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        hours=Decimal(facts["hours"]),
        language=certificate.language,
        verify_url=verify_url(certificate.code),
    )


def fonts() -> FontSet:
    """Return the fonts that certificates are printed in."""
    return FontSet.in_folder(settings.PANAH_PDF_FONTS)


def verify_url(code: str) -> str:
    """Return the address in the QR code. It names no language: the visitor's own is used."""
    return f"{settings.PANAH_BASE_URL}/verify/{code}/"
