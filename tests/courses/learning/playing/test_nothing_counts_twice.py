"""Two tabs, the Back button, a double click, another device, another language: one scene, one choice, one statement."""

import json

import pytest

from assessments.models import Attempt, AttemptStep, Statement
from assessments.scenarios.graph import Graph
from assessments.xapi import vocabulary
from tests.factories.playing import (
    client_of,
    form_of,
    place_of_scenario,
    position_of,
    publish_in,
    scene_url,
    send,
    start,
    text_of,
)

pytestmark = pytest.mark.django_db
ELSEWHERE = "You have already chosen here, in another window."


@pytest.fixture
def client(trainee):
    return client_of(trainee)


@pytest.fixture
def place(trainee, manual_key):
    place = place_of_scenario(trainee, manual_key)
    publish_in(place)
    return place


@pytest.fixture
def attempt(client, place):
    return start(client, place)


def answered() -> int:
    return Statement.objects.filter(verb=vocabulary.ANSWERED.iri).count()


def choice_texts(response) -> list[str]:
    """Return the choices of a scene's page as (value, id), in the order shown, whatever the language."""
    page = response.content.decode()
    return [part.split("/")[1][0] for part in page.split('name="choice"')[1:]]


def test_a_double_click_takes_one_step_and_nobody_is_told_of_a_window(client, place, attempt):
    url = scene_url(place, attempt)
    fields = form_of(client, url) | {"choice": position_of(attempt, "a")}
    first, second = client.post(url, fields), client.post(url, fields)
    assert first.url == second.url
    assert (AttemptStep.objects.count(), answered()) == (1, 1)
    assert ELSEWHERE not in text_of(client.get(second.url))


def test_another_choice_in_a_second_tab_changes_nothing_and_says_so(client, place, attempt):
    url = scene_url(place, attempt)
    fields = form_of(client, url)
    first, other = position_of(attempt, "a"), position_of(attempt, "b")
    client.post(url, fields | {"choice": first})
    answer = client.post(url, fields | {"choice": other}, follow=True)
    assert ELSEWHERE in text_of(answer)
    assert "en d2 heading" in text_of(answer)
    assert AttemptStep.objects.get().choice_key == "a"
    assert answered() == 1
    assert ELSEWHERE not in text_of(client.get(url))


def test_a_second_tab_that_is_behind_when_the_scenario_is_over_leads_to_the_debrief(client, place, attempt):
    url = scene_url(place, attempt)
    old = form_of(client, url)
    other = position_of(attempt, "c")
    for key in ("a", "a"):
        send(client, place, attempt, key)
    answer = client.post(url, old | {"choice": other}, follow=True)
    assert answer.redirect_chain[0][0].endswith("/debrief/")
    assert ELSEWHERE in text_of(answer)
    assert attempt.passed
    assert answered() == 2


def test_a_page_of_the_back_button_shows_where_the_attempt_stands(client, place, attempt):
    url = scene_url(place, attempt)
    send(client, place, attempt, "a")
    back = client.get(url)
    assert "no-store" in back["Cache-Control"]
    assert "en d2 heading" in text_of(back)


def test_the_language_changes_in_mid_scene_and_the_scene_and_its_order_stay(client, place, attempt):
    english, russian = (client.get(scene_url(place, attempt, language=code)) for code in ("en", "ru"))
    assert "en d1 situation" in text_of(english)
    assert "ru d1 situation" in text_of(russian)
    assert choice_texts(english) == choice_texts(russian)
    assert len(choice_texts(english)) == 3
    assert f'href="{scene_url(place, attempt, language="ru")}"' in english.content.decode()
    assert answered() == 0
    position = position_of(attempt, "a")
    client.post(
        scene_url(place, attempt, language="ru"),
        form_of(client, scene_url(place, attempt)) | {"choice": position},
    )
    step = AttemptStep.objects.get()
    assert (step.choice_key, step.language) == ("a", "ru")
    statement = json.loads(Statement.objects.get(verb=vocabulary.ANSWERED.iri).raw)
    assert statement["context"]["language"] == "ru"


def test_a_choice_made_again_in_another_language_is_still_one(client, place, attempt):
    position = position_of(attempt, "a")
    for code in ("ru", "en", "fa-af"):
        client.post(scene_url(place, attempt, language=code), {"step": "1", "choice": position})
    assert AttemptStep.objects.get().language == "ru"
    assert answered() == 1


def test_another_device_goes_on_at_the_very_scene(client, place, attempt, trainee):
    send(client, place, attempt, "a")
    other = client_of(trainee)
    lesson = other.get(place.lesson.url).content.decode()
    assert f'href="{scene_url(place, attempt)}"' in lesson
    assert "en d2 heading" in text_of(other.get(scene_url(place, attempt)))
    assert start(other, place).pk == attempt.pk
    assert Attempt.objects.count() == 1
    send(other, place, attempt, "a")
    assert client.get(scene_url(place, attempt)).url.endswith("/debrief/")


def test_a_choice_that_is_not_offered_is_refused_calmly(client, place, attempt):
    send(client, place, attempt, "c")
    offered = Graph.from_structure(attempt.version.structure).scene("d2").choices
    assert len(offered) == 3
    url = scene_url(place, attempt)
    page = client.get(url)
    assert "d2/a" not in page.content.decode()
    for sent in ({"choice": "3"}, {"choice": "0"}, {"choice": "x"}, {"step": "5"}, {}):
        answer = client.post(url, form_of(client, url) | sent, follow=True)
        assert answer.status_code == 200
        assert "Nothing is lost" in text_of(answer)
    assert AttemptStep.objects.count() == 1


def test_an_attempt_stays_on_its_version_when_a_new_one_is_published(client, place, attempt):
    send(client, place, attempt, "a")
    publish_in(place)
    assert start(client, place).version.number == attempt.version.number
    send(client, place, attempt, "a")
    assert attempt.passed
    assert start(client, place).version.number == attempt.version.number + 1
