"""What a badge says in words, in the language of the certificate."""

from django.utils import translation
from django.utils.translation import pgettext

from certificates.rendering.facts import CertificateFacts
from certificates.verification.lookup import in_language


def courses_in_words(facts: CertificateFacts) -> list[str]:
    """Return the titles of the courses."""
    return [in_language(course.titles, facts.language) for course in facts.courses]


def criteria(facts: CertificateFacts) -> str:
    """Return what had to be done for it."""
    courses = "; ".join(courses_in_words(facts))
    with translation.override(facts.language):
        told = pgettext("badge", "Whoever holds this has completed the following training: %(courses)s.")
        return told % {"courses": courses}
