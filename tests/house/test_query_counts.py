"""The budgets of queries: constant in the number of lessons and people."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.attempts.playing import shuffled_choices
from assessments.models import Scenario
from assessments.scenarios.graph import Graph
from certificates.issuing.standing import people_of
from courses.learning.participating import play_choice, start_scenario
from courses.models import Enrolment
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import NOON, place_in

pytestmark = pytest.mark.django_db
LESSON = "/ru/manual/m4-non-refoulement/the-rule/"


@pytest.fixture
def client(trainee, manual_key, code_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    make_cohort(course_keys=[code_key], people=[trainee])
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(LESSON)  # what is remembered in the process is remembered now, as on any but the first request
    return client


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/ru/", 10),
        ("/ru/manual/", 10),
        ("/ru/manual/m4-non-refoulement/", 10),
        (LESSON, 8),
        ("/fa-af/manual/m4-non-refoulement/the-rule/", 8),
        ("/ru/my/", 10),
    ],
)
def test_reading_stays_within_the_budget(client, django_assert_max_num_queries, path, most):
    client.get(path)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def place_at(trainee, course_key, kind):
    enrolment = Enrolment.objects.select_related("user", "cohort").get(
        user=trainee, cohort__cohort_courses__course_key=course_key
    )
    lessons = place_in(enrolment, course_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == kind)
    return place_in(enrolment, course_key, lesson=number)


# SQLite cannot insert into two tables with one command: a statement's terms are a second one there.
MOST_OF_A_WRITE = 8 if connection.vendor == "postgresql" else 9


def count_without_savepoints(captured) -> int:
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN")) for query in captured)


def test_completing_a_lesson_stays_within_the_budget(
    client, trainee, manual_key, django_assert_max_num_queries
):
    place = place_at(trainee, manual_key, "lesson")
    with CaptureQueriesContext(connection) as captured:
        assert client.post(reverse("learning:complete", args=[place.lesson.key])).status_code == 302
    assert count_without_savepoints(captured.captured_queries) <= MOST_OF_A_WRITE


def test_a_choice_stays_within_the_budget(client, trainee, manual_key, django_assert_max_num_queries):
    place = place_at(trainee, manual_key, "scenario")
    scenario = Scenario.objects.get(key=place.lesson.units[0].key)
    attempt = start_scenario(place=place, scenario=scenario, at=NOON)
    url = reverse("learning:scene", args=[place.lesson.key, attempt.key])
    here = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
    position = shuffled_choices(attempt, here).index(graph_best(here)) + 1
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url, {"step": "1", "choice": str(position)}).status_code == 302
    assert count_without_savepoints(captured.captured_queries) <= MOST_OF_A_WRITE
    with django_assert_max_num_queries(10):
        assert client.get(url).status_code == 200


def test_looking_back_stays_within_the_budget(client, trainee, manual_key, django_assert_max_num_queries):
    place = place_at(trainee, manual_key, "scenario")
    scenario = Scenario.objects.get(key=place.lesson.units[0].key)
    attempt = start_scenario(place=place, scenario=scenario, at=NOON)
    while attempt.ended_at is None:
        here = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
        attempt = play_choice(
            place=place,
            attempt_key=attempt.key,
            step=attempt.step_count + 1,
            position=shuffled_choices(attempt, here).index(graph_best(here)) + 1,
            at=NOON,
        )
    client.get(place.lesson.url)
    for path, most in (
        (place.lesson.url, 12),
        (reverse("learning:debrief", args=[place.lesson.key, attempt.key]), 12),
        (reverse("learning:retry", args=[place.lesson.key, attempt.key, 1]), 10),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


def graph_best(scene) -> str:
    return next(choice.key for choice in scene.choices if choice.severity == "best")


def test_a_cohort_costs_the_same_for_two_people_and_for_twenty(
    administrator, manual_key, django_assert_num_queries
):
    def counted(number):
        people = [make_person(username=f"c{number}-{i}") for i in range(number)]
        cohort = make_cohort(course_keys=[manual_key], people=people)
        people_of(cohort, "ru")
        # Two of them ask for the stamp, for the course and for the route: within a request it is asked for once.
        with django_assert_num_queries(7):
            assert len(people_of(cohort, "ru")) == number

    counted(2)
    counted(20)
