"""A cohort on a route sees, counts and is certified for the modules of that route, and nothing else."""

import pytest
from django.utils import timezone

from assessments.xapi.keys import stable_key
from courses.content.outline import course_outline
from courses.content.routes import along, route_outlines
from courses.learning.mine import courses_of
from courses.models import Enrolment, Route
from courses.progress.recording import complete_lesson
from courses.progress.standings import courses_of as courses_to_complete
from courses.progress.standings import standings
from tests.factories.cohorts import make_cohort
from tests.factories.playing import client_of
from tests.factories.progress import complete_course, place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_line(db):
    return Route.objects.get(code="first-line")


@pytest.fixture
def enrolment(trainee, manual_key, code_key, first_line):
    cohort = make_cohort(course_keys=[manual_key, code_key], people=[trainee], route=first_line)
    return Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)


def codes(course):
    return [module.code for module in course.modules]


@pytest.mark.parametrize("language", ["en", "ru", "tg", "fa-af"])
def test_the_three_routes_are_told_in_every_language(language):
    told = route_outlines(language)
    assert [route.code for route in told] == ["first-line", "full", "lecturer"]
    assert {route.language for route in told} == {language}
    assert [len(route.modules) for route in told] == [9, 16, 21]
    assert [module.code for module in told[0].modules] == [
        "M1",
        "D1",
        "M4",
        "M5",
        "M6",
        "M7",
        "C1",
        "C2",
        "C6",
    ]


def test_a_learner_is_shown_the_modules_of_the_route(enrolment):
    assert {course.code: codes(course) for course in courses_of(enrolment.user, "ru")} == {
        "MANUAL": ["M1", "M4", "M5", "M6", "M7"],
        "CODE": ["C1", "C2", "C6"],
    }


def test_after_the_last_lesson_of_a_module_comes_the_next_one_of_the_route(enrolment, manual_key):
    course = place_in(enrolment, manual_key).course
    last = next(module for module in course.modules if module.code == "M1").lessons[-1]
    _before, following = course.neighbours(last.key)
    assert following.code == "M4.1"


def test_a_course_is_completed_with_the_modules_of_the_route(enrolment, manual_key, code_key):
    for key in (manual_key, code_key):
        complete_course(enrolment, key)
    courses = courses_to_complete(enrolment.cohort, "en")
    assert standings(enrolments=[enrolment], courses=courses)[enrolment.pk].is_complete
    assert [course.percent for course in courses_of(enrolment.user, "en")] == [100, 100]


def test_a_module_off_the_route_can_be_read_and_counts_for_nothing(enrolment, manual_key):
    client = client_of(enrolment.user)
    assert client.get("/ru/manual/m8-specific-needs/").status_code == 200
    lesson = course_outline(manual_key, "ru").modules[7].lessons[0]
    assert client.get(lesson.url).status_code == 200
    whole = course_outline(manual_key, "ru")
    place = place_in(enrolment, manual_key)
    place = type(place)(
        course=whole, module=whole.modules[7], lesson=lesson, enrolment=enrolment, language="ru"
    )
    assert complete_lesson(place=place, at=timezone.now())
    manual = next(course for course in courses_of(enrolment.user, "ru") if course.code == "MANUAL")
    assert manual.percent == 0


def test_a_route_that_has_no_part_in_a_course_leaves_it_whole(manual_key):
    route = Route.objects.create(code="code-only", module_keys=[str(stable_key("module", "c1"))])
    outline = course_outline(manual_key, "en")
    assert along(outline, route.pk) == outline
    assert along(outline, None) == outline
