"""Cohorts that are closed: who qualifies is settled, and nothing is issued yet."""

from datetime import UTC, datetime

from courses.models import Cohort, Enrolment
from courses.transcripts.closing import close
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import complete_texts

CLOSED_AT = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
SURNAMES = (
    "ABDIEV", "BEKOV", "CHOROEV", "DALIEV", "ERGASHEV", "FOZILOV",
    "GULOV", "HAKIMOV", "ISAEV", "JALOLOV", "KARIMOV", "LATIPOV",
)  # fmt: skip


def make_people(count: int, *, prefix: str = "k", **fields) -> list:
    """Return people whose surnames are in the order they are made in."""
    names = [f"{SURNAMES[number % 12]} {'I' * (number // 12 + 1)}Nur" for number in range(count)]
    return [
        make_person(username=f"{prefix}-{number:03d}", name_native=name, name_latin=name, **fields)
        for number, name in enumerate(names)
    ]


def make_closed_cohort(course, people, *, qualified=None, **fields) -> Cohort:
    """Return a closed cohort without a rule, in which the `qualified` (all if left out) have completed everything."""
    cohort = make_cohort(course_keys=[course.key], people=people, route=None, **fields)
    wanted = people if qualified is None else qualified
    for enrolment in Enrolment.objects.filter(cohort=cohort, user__in=wanted).select_related(
        "user", "cohort"
    ):
        complete_texts(enrolment, course)
    close(cohort=cohort, by=None, at=CLOSED_AT)
    return Cohort.objects.select_related("academy", "rule", "route").get(pk=cohort.pk)
