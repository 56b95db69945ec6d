"""The frozen facts of a certificate in another language than it was issued in."""

from django.utils import translation

from certificates.register.models import Certificate
from courses.progress.standings import courses_of


def facts_in(language: str, certificate: Certificate) -> dict:
    """Return the facts with title and courses also in the language, where they were not frozen in it.

    What has no words in the language, or is no longer there, keeps those it has.
    """
    facts = certificate.facts
    if language in facts["title"]:
        return facts
    return facts | {"title": _title(facts["title"], language), "courses": _courses(certificate, language)}


def _title(titles: dict[str, str], language: str) -> dict[str, str]:
    # The English title was translated from this very text when the others were frozen.
    if "en" not in titles:
        return titles
    with translation.override(language):
        return titles | {language: translation.gettext(titles["en"])}


def _courses(certificate: Certificate, language: str) -> list[dict]:
    taken = courses_of(certificate.transcript.enrolment.cohort, language)
    titles = {course.code: course.title for course in taken}
    return [
        line | {"titles": line["titles"] | {language: titles[line["code"]]}}
        if line.get("code") in titles
        else line
        for line in certificate.facts["courses"]
    ]
