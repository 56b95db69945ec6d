"""A cohort of many people in many units, made at once: what a matrix is made of, in numbers."""

from datetime import timedelta
from decimal import Decimal

from cms.accounts.models import User
from courses.cohorts.models import Cohort, Enrolment
from courses.content.outline import CHECK
from courses.models import LessonProgress, UnitResult
from courses.progress.standings import courses_of
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON


def make_people(count: int, *, prefix: str = "f-") -> list[User]:
    """Return that many people of the test academy."""
    people = [
        User(
            username=f"{prefix}{number:03}",
            name_native=f"Человек {number:03}",
            name_latin=f"PERSON {number:03}",
            academy=make_academy(),
            language="ru",
            password="!",
        )
        for number in range(count)
    ]
    return User.objects.bulk_create(people)


def make_class(*, course_keys, count: int, **fields) -> Cohort:
    """Return a cohort of that many people, each somewhere else in its units."""
    cohort = make_cohort(course_keys=course_keys, **fields)
    people = make_people(count, prefix=f"f{cohort.pk}-")
    enrolments = Enrolment.objects.bulk_create(Enrolment(cohort=cohort, user=person) for person in people)
    lessons = [lesson for course in courses_of(cohort, "en") for lesson in course.lessons]
    # One scenario can stand in two lessons.
    rows, results = [], {}
    for place, enrolment in enumerate(enrolments):
        for number, lesson in enumerate(lessons):
            stage = (place * 7 + number) % 6
            if stage:
                rows.append(_lesson(enrolment, lesson, done=stage > 3))
            results.update({(enrolment, unit.key): (unit, stage) for unit in lesson.units if stage > 1})
    LessonProgress.objects.bulk_create(rows)
    UnitResult.objects.bulk_create(
        _result(enrolment, unit, stage) for (enrolment, _key), (unit, stage) in results.items()
    )
    return cohort


def _lesson(enrolment, lesson, *, done: bool) -> LessonProgress:
    return LessonProgress(
        enrolment=enrolment,
        lesson_key=lesson.key,
        first_opened_at=NOON - timedelta(days=20),
        last_opened_at=NOON,
        completed_at=NOON if done else None,
    )


def _result(enrolment, unit, stage: int) -> UnitResult:
    tries = stage - 1 if unit.kind == CHECK else stage
    return UnitResult(
        enrolment=enrolment,
        unit_key=unit.key,
        kind=unit.kind,
        tries=tries,
        best_percent=Decimal(15 * stage),
        passed_at=NOON if stage > 3 else None,
        last_finished_at=NOON,
    )
