"""What a certificate says, frozen when it is issued; `printing` hands it to the renderer."""

from django.utils import translation
from django.utils.translation import gettext

from certificates.making.results import hours_of, results_of
from certificates.making.subjects import makes_trainers
from certificates.register.models import Certificate

AWARD = Certificate.Kind.CERTIFICATE


def freeze_facts(
    *, enrolment, courses_by_language: dict[str, list], kind: str = AWARD, second_language: str = "en"
) -> dict:
    """Return the JSON kept in Certificate.facts: names, courses, cohort and dates as they are at this moment.

    `courses_by_language` maps each language to the outlines of the cohort's courses in it. `results` as in
    `results.results_of`. A letter of attendance has none; its `hours` are those of the sessions, its
    `hours_attended` those the person was there.
    """
    cohort, holder = enrolment.cohort, enrolment.user
    return {
        "second_language": second_language,
        "title": _titles(courses_by_language, cohort, kind),
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
    } | _achieved(enrolment, kind)


def _achieved(enrolment, kind: str) -> dict:
    if kind == AWARD:
        return {"results": results_of(enrolment)}
    attended, planned = hours_of(enrolment.transcript)
    return {"hours": str(planned), "hours_attended": str(attended)}


def _titles(languages, cohort, kind: str) -> dict[str, str]:
    """Return {language: title}; languages that have no word of their own for it are left out."""
    found = {}
    for language in languages:
        with translation.override(language):
            found[language] = title_of(cohort) if kind == AWARD else gettext("Letter of attendance")
    return {code: title for code, title in found.items() if code == "en" or title != found.get("en")}


def title_of(cohort) -> str:
    """Return what the certificate of a cohort is called, in the language that is active.

    Trainees get a record of completion; the trainer's certificate belongs to the rule for trainers (curriculum.md 6.2).
    """
    if makes_trainers(cohort.frozen_rule):
        return gettext("Trainer in protection-sensitive border management")
    return gettext("Certificate of completion")


def _courses(courses_by_language: dict[str, list]) -> list[dict]:
    lines: dict = {}
    for language, courses in courses_by_language.items():
        for course in courses:
            line = lines.setdefault(course.key, {"code": course.code, "titles": {}})
            line["titles"][language] = course.title
    return list(lines.values())
