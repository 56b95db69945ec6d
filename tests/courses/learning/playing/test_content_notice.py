"""A scene that speaks of something hard says so first; leaving it out costs nothing."""

import pytest

from assessments.models import AttemptStep, Statement
from assessments.xapi import vocabulary
from courses.models import UnitResult
from tests.factories.playing import (
    client_of,
    form_of,
    place_of_scenario,
    publish_in,
    scene_url,
    send,
    start,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(trainee):
    return client_of(trainee)


@pytest.fixture
def place(trainee, manual_key):
    place = place_of_scenario(trainee, manual_key)
    publish_in(place)
    return place


@pytest.fixture
def before_notice(client, place):
    """An attempt that stands in front of the scene with a notice."""
    attempt = start(client, place)
    send(client, place, attempt, "a")
    return attempt


def test_the_notice_comes_first_and_the_scene_is_folded_away_until_it_is_asked_for(
    client, place, before_notice
):
    shown = client.get(scene_url(place, before_notice)).content.decode()
    told, folded = shown.index("en d2 notice"), shown.index("<details>")
    assert told < folded < shown.index("en d2 situation") < shown.index("en d2/a text")
    assert shown.index("en d2/a text") < shown.rindex("</details>") < shown.index('name="skip"')


def test_a_scene_without_a_notice_is_open_and_cannot_be_skipped(client, place):
    attempt = start(client, place)
    assert b'name="skip"' not in client.get(scene_url(place, attempt)).content
    answer = client.post(scene_url(place, attempt), {"step": "1", "skip": "1"}, follow=True)
    assert "Nothing is lost" in text_of(answer)
    assert AttemptStep.objects.count() == 0


def test_skipping_costs_nothing_and_is_told_as_skipped(client, place, before_notice):
    answer = send(client, place, before_notice, "")
    assert answer.url.endswith("/debrief/")
    assert before_notice.passed is True
    assert (before_notice.points, before_notice.max_points) == (2, 2)
    step = AttemptStep.objects.get(number=2)
    assert (step.choice_key, step.severity, step.points) == ("", "skipped", 0)
    assert Statement.objects.filter(verb=vocabulary.SKIPPED.iri).count() == 1
    assert UnitResult.objects.get().passed_at is not None


def test_skipping_twice_skips_once(client, place, before_notice):
    url = scene_url(place, before_notice)
    fields = form_of(client, url) | {"skip": "1"}
    answers = [client.post(url, fields) for _ in range(3)]
    assert {answer.url for answer in answers} == {answers[0].url}
    assert AttemptStep.objects.count() == 2
    assert Statement.objects.filter(verb=vocabulary.SKIPPED.iri).count() == 1


def test_what_a_skipped_scene_would_have_held_is_not_told_after_all(client, place, before_notice):
    page = client.get(send(client, place, before_notice, "").url)
    told = text_of(page)
    assert "en d1/a text" in told
    assert "You skipped this scene" in told
    assert "2 points of skipped scenes are not counted" in told
    assert "d2/" not in told
    assert "d2 situation" not in told


def test_leaving_keeps_the_place_in_front_of_the_notice(client, place, before_notice):
    before = scene_url(place, before_notice)
    assert f'href="{place.lesson.url}"' in client.get(before).content.decode()
    lesson = client.get(place.lesson.url).content.decode()
    assert f'href="{before}"' in lesson
