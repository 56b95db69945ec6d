"""Progress written in one moment from several tabs: nothing is lost, nothing is told twice."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest

from assessments.models import Statement
from assessments.xapi import vocabulary
from courses.content.outline import CourseOutline, LessonOutline, ModuleOutline, UnitOutline
from courses.models import Enrolment, LessonProgress, UnitResult
from courses.progress.recording import Place, complete_lesson, finish_activity, open_lesson
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import NOON
from tests.racing import CLICKS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def lesson_outline(number, *units):
    words = {"code": f"M.{number}", "title": f"Lesson {number}", "summary": "", "minutes": 5, "url": "/"}
    return LessonOutline(key=uuid4(), language="en", text_language="en", units=units, **words)


@pytest.fixture
def places():
    """Return {number of the lesson: Place} in a course of one module: two lessons of text, one with two checks."""
    checks = [UnitOutline(kind="check", key=uuid4(), tries=3) for _number in range(2)]
    lessons = (lesson_outline(1), lesson_outline(2), lesson_outline(3, *checks))
    words = {"title": "x", "summary": "", "url": "/", "language": "en"}
    module = ModuleOutline(
        key=uuid4(), code="M", minutes=15, objectives=(), commitment="", lessons=lessons, **words
    )
    course = CourseOutline(key=uuid4(), code="C", audience="", modules=(module,), **words)
    make_cohort(course_keys=[course.key], people=[make_person()])
    enrolment = Enrolment.objects.select_related("user", "cohort").get()
    return {
        number: Place(course=course, module=module, lesson=lesson, enrolment=enrolment, language="en")
        for number, lesson in enumerate(lessons, start=1)
    }


def told(verb, key):
    raw = Statement.objects.filter(verb=verb.iri).values_list("raw", flat=True)
    return sum(json.loads(one)["object"]["id"].endswith(str(key)) for one in raw)


def completing(place):
    return lambda: complete_lesson(place=place, at=NOON)


def passing(place, unit):
    return lambda: finish_activity(
        place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(90), passed=True, at=NOON
    )


def test_clicks_on_done_complete_a_lesson_once(places):
    assert sorted(at_once(completing(places[1]))) == [False] * (CLICKS - 1) + [True]
    assert told(vocabulary.COMPLETED, places[1].lesson.key) == 1


def test_a_lesson_opened_in_one_tab_and_completed_in_another_is_both(places):
    place = places[1]
    results = at_once(completing(place), lambda: open_lesson(place=place, progress=None, at=NOON))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert LessonProgress.objects.get().completed_at == NOON
    assert told(vocabulary.COMPLETED, place.lesson.key) == 1


def test_the_last_two_lessons_completed_in_two_tabs_complete_module_and_course_once(places):
    for unit in places[3].lesson.units:
        passing(places[3], unit)()
    assert at_once(completing(places[1]), completing(places[2])) == [True, True]
    assert told(vocabulary.COMPLETED, places[1].module.key) == 1
    assert told(vocabulary.COMPLETED, places[1].course.key) == 1


def test_two_checks_of_a_lesson_passed_in_two_tabs_complete_it_once(places):
    place = places[3]
    results = at_once(*(passing(place, unit) for unit in place.lesson.units))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert LessonProgress.objects.get().completed_at == NOON
    assert told(vocabulary.COMPLETED, place.lesson.key) == 1


def test_every_try_finished_in_one_moment_is_counted(places):
    unit = places[3].lesson.units[0]
    results = at_once(passing(places[3], unit))
    assert sorted(result.tries for result in results) == list(range(1, CLICKS + 1))
    assert UnitResult.objects.get().tries == CLICKS
