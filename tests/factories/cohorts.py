from datetime import date

from assessments.xapi.keys import stable_key
from courses.cohorts.enrolling import enrol, set_courses
from courses.cohorts.models import Cohort
from courses.content.models import Route
from tests.factories.academies import make_academy

# The whole Manual has eighty lessons: a test's cohort takes one module of each course unless it says otherwise.
SEMINAR = ("m4", "c2", "p1")


def seminar() -> Route:
    """Return the route of a seminar, whose modules are enough for a walk from the first lesson to the certificate."""
    keys = [str(stable_key("module", name)) for name in SEMINAR]
    route, created = Route.objects.get_or_create(
        code="seminar", defaults={"module_keys": keys, "position": 9}
    )
    if created:
        route.translations.create(language_code="en", title="Seminar")
    return route


def make_cohort(*, course_keys=(), people=(), **fields) -> Cohort:
    """Return an open cohort that takes the courses (as far as a seminar goes), with the people enrolled."""
    defaults = {
        "title": "Spring cohort",
        "academy": make_academy(),
        "country": "KZ",
        "place": "Almaty",
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 3, 20),
        "hours": 16,
        "route": seminar(),
    }
    cohort = Cohort.objects.create(**{**defaults, **fields})
    set_courses(cohort=cohort, course_keys=[str(key) for key in course_keys])
    for person in people:
        enrol(cohort=cohort, user=person)
    return cohort
