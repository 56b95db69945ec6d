"""What a scenario is for: practice tells at once how a choice was, an assessment counts tries and tells at its end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt
from courses.learning.playing.cards import states_in
from tests.factories.assessments import counting_structure, structure
from tests.factories.playing import (
    client_of,
    noticed_words,
    place_of_scenario,
    publish_in,
    scene_url,
    send,
    send_all,
    start,
    text_of,
)

pytestmark = pytest.mark.django_db
PRACTICE = {"mode": "practice", "tries": 0, "cooldown_minutes": 0}


@pytest.fixture
def client(trainee):
    return client_of(trainee)


@pytest.fixture
def place(trainee, manual_key):
    return place_of_scenario(trainee, manual_key)


def limited(**policy):
    return structure(format=2, policy={"mode": "certifying", "tries": 0, "cooldown_minutes": 0} | policy)


def fail(client, place) -> Attempt:
    """Play a try that does not pass and has no critical error."""
    return send_all(client, place, start(client, place), "b", "b", "b")


def begin(client, place, **extra):
    return client.post(
        reverse("learning:start", args=[place.lesson.key, place.lesson.units[0].key]), follow=True
    )


def card(place, **fields):
    (state,) = states_in(place=place, at=fields.get("at") or timezone.now()).values()
    return state


def test_practice_says_after_each_choice_how_it_was_and_what_would_have_been_better(client, place):
    publish_in(place, counting_structure(policy=PRACTICE))
    attempt = start(client, place)
    first = text_of(client.get(scene_url(place, attempt)))
    assert "How your choice was" not in first
    send(client, place, attempt, "b")
    page = client.get(scene_url(place, attempt))
    told = text_of(page)
    assert "Acceptable step" in told
    assert b"i-acceptable" in page.content
    for text in ("en d1/b text", "en d1/b consequence", "en d1/b principle", "en d1/b legal"):
        assert text in told
    assert "Recommended en d1/a text" in told


def test_practice_does_not_recommend_what_was_chosen(client, place):
    publish_in(place, counting_structure(policy=PRACTICE))
    attempt = start(client, place)
    send(client, place, attempt, "a")
    told = text_of(client.get(scene_url(place, attempt)))
    assert "Recommended step" in told
    assert told.count("en d1/a text") == 1


def test_an_assessment_keeps_silent_until_its_end(client, place):
    publish_in(place)
    attempt = start(client, place)
    send(client, place, attempt, "b")
    told = text_of(client.get(scene_url(place, attempt)))
    assert "en d1/b consequence" in told
    for text in ("Acceptable step", "en d1/b principle", "en d1/a text", "How your choice was"):
        assert text not in told


def test_the_lesson_says_what_the_scenario_is_for(client, place):
    publish_in(place, counting_structure(policy=PRACTICE))
    assert "Play as often as you like" in text_of(client.get(place.lesson.url))
    publish_in(place)
    told = text_of(client.get(place.lesson.url))
    assert "You see how your choices were at the end" in told
    assert "left" not in told


def test_the_lesson_counts_the_tries_that_are_left_and_calmly_ends_them(client, place):
    publish_in(place, limited(tries=2))
    assert "2 tries are left" in text_of(client.get(place.lesson.url))
    fail(client, place)
    assert "One try is left" in text_of(client.get(place.lesson.url))
    fail(client, place)
    page = client.get(place.lesson.url)
    assert "All tries are used" in text_of(page)
    assert reverse("learning:start", args=[place.lesson.key, card(place).key]) not in page.content.decode()
    answer = begin(client, place)
    assert "All tries at this scenario are used" in text_of(answer)
    assert Attempt.objects.count() == 2


def test_after_a_pass_nobody_misses_the_tries_that_are_used(client, place):
    publish_in(place, limited(tries=1))
    send_all(client, place, start(client, place), "a", "a")
    assert "All tries are used" not in text_of(client.get(place.lesson.url))
    assert not card(place).can_start


def test_the_lesson_says_when_the_next_try_opens(client, place):
    publish_in(place, limited(cooldown_minutes=60))
    attempt = fail(client, place)
    told = text_of(client.get(place.lesson.url))
    assert "The next try opens again at" in told
    assert "Play again" not in told
    answer = begin(client, place)
    assert "The next try opens again at" in text_of(answer)
    assert Attempt.objects.count() == 1
    opens = attempt.ended_at + timedelta(minutes=60)
    assert card(place).opens_at == opens
    assert card(place, at=opens).can_start


def test_the_debrief_offers_another_try_only_where_one_is_open(client, place):
    publish_in(place, limited(tries=2, cooldown_minutes=60))
    attempt = fail(client, place)
    url = reverse("learning:debrief", args=[place.lesson.key, attempt.key])
    assert "Play again" not in text_of(client.get(url))
    Attempt.objects.update(ended_at=timezone.now() - timedelta(hours=2))
    assert "Play again" in text_of(client.get(url))


def test_a_draft_translation_says_so_and_leads_to_the_same_scene_in_a_reviewed_language(client, place):
    made = counting_structure()
    publish_in(
        place, made, words=noticed_words(made, "en", "ru", "fa-af"), states={"fa-af": "draft", "ru": "draft"}
    )
    attempt = start(client, place)
    page = client.get(scene_url(place, attempt, language="fa-af")).content.decode()
    assert "fa-af d1 situation" in page
    assert page.split("notice-warning")[1].split("</div>")[0].count(scene_url(place, attempt)) == 1
    assert "notice-warning" not in client.get(scene_url(place, attempt)).content.decode()
    send_all(client, place, attempt, "a", "a")
    debrief = reverse("learning:debrief", args=[place.lesson.key, attempt.key])
    draft = client.get(debrief.replace("/en/", "/ru/")).content.decode()
    assert f'href="{debrief}"' in draft.split("notice-warning")[1].split("</div>")[0]
    lesson = client.get(place.lesson.url.replace("/en/", "/ru/")).content.decode()
    assert f'href="{place.lesson.url}"' in lesson.split("notice-warning")[1].split("</div>")[0]


def test_a_draft_that_has_no_reviewed_language_is_shown_with_the_warning_alone(client, place):
    made = counting_structure()
    publish_in(place, made, words=noticed_words(made, "en"), states={"en": "draft"})
    page = client.get(scene_url(place, start(client, place)))
    assert "Draft translation" in text_of(page)
    assert "reviewed language" not in text_of(page)
