from datetime import date

from courses.cohorts.enrolling import enrol, set_courses
from courses.cohorts.models import Cohort


def make_cohort(*, course_keys=(), people=(), **fields) -> Cohort:
    """Return an open cohort that takes the courses, with the people enrolled."""
    defaults = {
        "title": "Spring cohort",
        "academy": "Test academy",
        "country": "KZ",
        "place": "Almaty",
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 3, 20),
        "hours": 16,
    }
    cohort = Cohort.objects.create(**{**defaults, **fields})
    set_courses(cohort=cohort, course_keys=[str(key) for key in course_keys])
    for person in people:
        enrol(cohort=cohort, user=person)
    return cohort
