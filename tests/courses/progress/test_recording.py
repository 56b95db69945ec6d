import json
from datetime import timedelta
from decimal import Decimal

import pytest

from assessments.models import Statement
from assessments.xapi import vocabulary
from assessments.xapi.validation import InvalidStatement
from courses.progress import statements
from courses.progress.models import LessonProgress, UnitResult
from courses.progress.recording import UnitsNotPassed, complete_lesson, finish_activity, open_lesson
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON, complete_course, place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(trainee, manual_key):
    return (
        make_cohort(course_keys=[manual_key], people=[trainee])
        .enrolments.select_related("user", "cohort")
        .get()
    )


@pytest.fixture
def place(enrolment, manual_key):
    return place_in(enrolment, manual_key)


def told(verb):
    return Statement.objects.filter(verb=verb.iri)


def test_the_first_opening_is_stated_once_and_later_ones_are_not(place):
    progress = open_lesson(place=place, progress=None, at=NOON)
    open_lesson(place=place, progress=None, at=NOON)
    open_lesson(place=place, progress=progress, at=NOON + timedelta(hours=1))
    assert told(vocabulary.EXPERIENCED).count() == 1
    row = LessonProgress.objects.get()
    assert (row.first_opened_at, row.last_opened_at) == (NOON, NOON + timedelta(hours=1))


def test_turning_the_page_within_minutes_writes_nothing(place, django_assert_num_queries):
    progress = open_lesson(place=place, progress=None, at=NOON)
    with django_assert_num_queries(0):
        open_lesson(place=place, progress=progress, at=NOON + timedelta(minutes=2))
    open_lesson(place=place, progress=progress, at=NOON + timedelta(minutes=2), again=True)
    assert LessonProgress.objects.get().last_opened_at == NOON + timedelta(minutes=2)


def test_completing_twice_states_it_once(place):
    assert complete_lesson(place=place, at=NOON) is True
    assert complete_lesson(place=place, at=NOON + timedelta(days=1)) is False
    assert LessonProgress.objects.get().completed_at == NOON
    assert told(vocabulary.COMPLETED).count() == 1


def test_completing_in_one_language_completes_in_all(enrolment, manual_key):
    complete_lesson(place=place_in(enrolment, manual_key, language="ru"), at=NOON)
    assert complete_lesson(place=place_in(enrolment, manual_key, language="en"), at=NOON) is False


def test_a_lesson_with_a_check_waits_for_the_check(enrolment, manual_key):
    check = next(i for i, lesson in enumerate(place_in(enrolment, manual_key).course.lessons) if lesson.units)
    place = place_in(enrolment, manual_key, lesson=check)
    unit = place.lesson.units[0]
    with pytest.raises(UnitsNotPassed):
        complete_lesson(place=place, at=NOON)
    finish_activity(
        place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(50), passed=False, at=NOON
    )
    assert not LessonProgress.objects.completed().exists()
    finish_activity(place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(90), passed=True, at=NOON)
    assert LessonProgress.objects.completed().get().lesson_key == place.lesson.key


def test_the_best_try_stands_and_a_pass_is_never_lost(enrolment, manual_key):
    check = next(i for i, lesson in enumerate(place_in(enrolment, manual_key).course.lessons) if lesson.units)
    place = place_in(enrolment, manual_key, lesson=check)
    key = place.lesson.units[0].key
    for percent, passed in ((Decimal("85.5"), True), (Decimal(40), False)):
        finish_activity(place=place, unit_key=key, kind="check", percent=percent, passed=passed, at=NOON)
    result = UnitResult.objects.get()
    assert (result.tries, result.best_percent, result.passed_at) == (2, Decimal("85.5"), NOON)


def test_the_last_lesson_also_completes_module_and_course(enrolment, manual_key):
    complete_course(enrolment, manual_key)
    course = place_in(enrolment, manual_key).course
    raw = told(vocabulary.COMPLETED).values_list("raw", flat=True)
    activities = {json.loads(one)["object"]["id"] for one in raw}
    assert any(iri.endswith(f"/course/{course.key}") for iri in activities)
    assert any(iri.endswith(f"/module/{course.modules[0].key}") for iri in activities)
    assert len(activities) == len(course.lessons) + len(course.modules) + 1


def test_a_fact_without_its_statement_is_not_written(place, monkeypatch):
    """One transaction: when the store refuses, the progress is not there either."""
    monkeypatch.setattr(statements.vocabulary, "COMPLETED", vocabulary.Verb(iri="not an iri", display="x"))
    with pytest.raises(InvalidStatement):
        complete_lesson(place=place, at=NOON)
    assert not LessonProgress.objects.exists()
