"""Certificates as people get them: through the acts, with a file."""

from datetime import UTC, datetime

from certificates.issuing.issuing import issue_for_qualified
from certificates.models import Certificate
from tests.factories.cohorts import make_cohort
from tests.factories.progress import complete_course

ISSUED_AT = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


def issue_to(person, course_key, *, by=None, at=ISSUED_AT, **fields) -> Certificate:
    """Return the certificate of a person who has completed a course, issued in a cohort of its own."""
    cohort = make_cohort(course_keys=[course_key], people=[person], **fields)
    complete_course(cohort.enrolments.select_related("user", "cohort").get(), course_key)
    return issue_for_qualified(cohort=cohort, by=by, at=at).issued[0]
