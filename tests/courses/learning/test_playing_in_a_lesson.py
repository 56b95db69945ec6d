"""A scenario in its lesson: what a critical error asks for before the next try, and what bars nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.attempts.playing import relearn_lesson, shuffled_choices
from assessments.models import Attempt, Scenario
from assessments.scenarios.graph import Graph
from courses.content.outline import find_lesson
from courses.learning.participating import lesson_to_reopen
from courses.models import CoursePage, Enrolment
from tests.factories.cohorts import make_cohort
from tests.factories.progress import place_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(trainee):
    client = Client()
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def place_of_scenario(user, course_key):
    enrolment = Enrolment.objects.select_related("user", "cohort").get(
        user=user, cohort__cohort_courses__course_key=course_key
    )
    lessons = place_in(enrolment, course_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "scenario")
    return place_in(enrolment, course_key, lesson=number)


def start(client, place):
    return client.post(reverse("learning:start", args=[place.lesson.key, place.lesson.units[0].key]))


def err(client, place) -> Attempt:
    """Play to a critical error: at each scene the choice that is one, else the best."""
    start(client, place)
    attempt = Attempt.objects.get(ended_at=None)
    while attempt.ended_at is None:
        graph = Graph.from_structure(attempt.version.structure)
        scene = graph.scene(attempt.scene_key)
        wanted = next((one for one in scene.choices if one.critical_error), None)
        wanted = wanted or next(one for one in scene.choices if one.severity == "best")
        position = shuffled_choices(attempt, scene).index(wanted.key) + 1
        client.post(
            reverse("learning:scene", args=[place.lesson.key, attempt.key]),
            {"step": str(attempt.step_count + 1), "choice": str(position)},
        )
        attempt.refresh_from_db()
    return attempt


def test_after_a_critical_error_the_next_try_waits_until_the_lesson_behind_it_is_opened_again(
    client, trainee, manual_key
):
    make_cohort(course_keys=[manual_key], people=[trainee])
    place = place_of_scenario(trainee, manual_key)
    attempt = err(client, place)
    assert attempt.passed is False
    looked_back = client.get(reverse("learning:debrief", args=[place.lesson.key, attempt.key]))
    assert attempt.critical_errors[0] in looked_back.content.decode()
    start(client, place)
    assert Attempt.objects.count() == 1
    lesson = find_lesson(relearn_lesson(attempt), "en")[2]
    client.get(lesson.url, {"reopen": "1"})
    start(client, place)
    assert Attempt.objects.count() == 2


def test_a_lesson_read_again_in_another_cohort_counts(client, trainee, manual_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    place = place_of_scenario(trainee, manual_key)
    attempt = err(client, place)
    assert lesson_to_reopen(enrolment=place.enrolment, last_attempt=attempt) == relearn_lesson(attempt)
    make_cohort(course_keys=[manual_key], people=[trainee], title="A later cohort", starts_on="2026-03-19")
    client.get(find_lesson(relearn_lesson(attempt), "en")[2].url, {"reopen": "1"})
    assert not place.enrolment.lesson_progress.filter(lesson_key=relearn_lesson(attempt)).exists()
    assert lesson_to_reopen(enrolment=place.enrolment, last_attempt=attempt) is None


def test_a_lesson_that_is_not_open_to_the_person_bars_nobody(client, trainee, manual_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    place = place_of_scenario(trainee, manual_key)
    attempt = err(client, place)
    for page in CoursePage.objects.get(
        translation_key=manual_key, locale__language_code="en"
    ).get_descendants():
        if page.translation_key == relearn_lesson(attempt):
            page.unpublish()
    assert find_lesson(relearn_lesson(attempt), "en") is None
    start(client, place)
    assert Attempt.objects.count() == 2


def test_a_scenario_that_was_never_published_is_not_found(client, trainee, manual_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    place = place_of_scenario(trainee, manual_key)
    Scenario.objects.get(key=place.lesson.units[0].key).versions.all().delete()
    assert start(client, place).status_code == 404
