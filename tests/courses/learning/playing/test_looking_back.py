"""The debrief: both ways as a picture with its words, and a scene tried again that leaves no trace."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt, AttemptStep, Statement
from courses.models import LessonProgress, UnitResult
from tests.factories.playing import (
    client_of,
    place_of_scenario,
    position_of,
    publish_in,
    scene_url,
    send,
    send_all,
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


def debrief_url(place, attempt) -> str:
    return reverse("learning:debrief", args=[place.lesson.key, attempt.key])


def retry_url(place, attempt, number) -> str:
    return reverse("learning:retry", args=[place.lesson.key, attempt.key, number])


def picture_in(page) -> list[str]:
    """Return what each row of the picture says."""
    drawn = page.content.decode().split('<figure class="tracks">')[1].split("</figure>")[0]
    rows = drawn.split("<ol>")[1].split('<li class="track')[1:]
    assert all("<svg" in row for row in rows)
    return [" ".join(re.sub(r"<[^>]*>", " ", row.split(">", 1)[1]).split()) for row in rows]


def test_the_picture_shows_where_the_paths_part_and_end(client, place):
    attempt = send_all(client, place, start(client, place), "c", "c")
    page = client.get(debrief_url(place, attempt))
    parted, critical, ending, best = picture_in(page)
    assert parted.startswith("Here the paths part 1. en d1 heading Harmful step en d1/c text")
    assert parted.endswith("Recommended en d1/a text")
    assert critical.startswith("Here the paths meet and part again 2. en d2 heading Critical error CE-REF")
    assert ending == "Ending of your path en end-ref heading"
    assert best == "Ending of the recommended path en end-pass heading"
    for sign in ("i-harmful", "i-critical"):
        assert sign in page.content.decode()


def test_what_is_recommended_follows_from_the_values_at_that_step(client, place):
    attempt = send_all(client, place, start(client, place), "c", "b")
    told = picture_in(client.get(debrief_url(place, attempt)))
    # Without trust d2/a is not offered: there d2/b is the best there is.
    assert told[1].startswith("Here the paths meet and part again 2. en d2 heading Acceptable step")
    assert "d2/a" not in told[1]


def test_the_recommended_path_is_one_line_to_the_same_ending(client, place):
    attempt = send_all(client, place, start(client, place), "a", "a")
    page = client.get(debrief_url(place, attempt))
    assert "You made 2 decisions; 2 of them were the recommended ones." in text_of(page)
    assert [row.split(" en ")[0] for row in picture_in(page)] == [
        "On both paths 1.",
        "On both paths 2.",
        "Ending of both paths",
    ]


def test_the_text_of_the_debrief_gives_consequence_principle_and_source_of_each_choice(client, place):
    attempt = send_all(client, place, start(client, place), "b", "b")
    told = text_of(client.get(debrief_url(place, attempt)))
    for key in ("d1/b", "d2/b"):
        for field in ("text", "consequence", "principle", "legal"):
            assert f"en {key} {field}" in told


def test_a_skipped_scene_stands_on_the_recommended_track(client, place):
    attempt = send_all(client, place, start(client, place), "a", "")
    rows = picture_in(client.get(debrief_url(place, attempt)))
    assert rows[1] == "On both paths 2. en d2 heading Skipped scene"


def everything() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Attempt, AttemptStep, Statement, UnitResult, LessonProgress)
    )


def test_a_scene_is_tried_again_as_often_as_one_likes_and_nothing_is_recorded(client, place):
    attempt = send_all(client, place, start(client, place), "c", "b")
    attempt_as_it_is, rows = Attempt.objects.values().get(), everything()
    url = retry_url(place, attempt, 1)
    assert url in client.get(debrief_url(place, attempt)).content.decode()
    first = client.get(url)
    assert "en d1 situation" in text_of(first)
    values = re.findall(r'name="choice" value="(\d)"', first.content.decode())
    assert len(values) == 3
    told = {}
    for value in values * 2:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url, {"choice": value})
        assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)
        shown = text_of(page)
        told[re.search(r"(\w+ step) You chose en d1/(\w) text", shown).groups()] = shown
    assert set(told) == {("Recommended step", "a"), ("Acceptable step", "b"), ("Harmful step", "c")}
    for (_how, key), shown in told.items():
        assert f"en d1/{key} consequence" in shown
        assert f"en d1/{key} principle" in shown
        assert ("Recommended en d1/a text" in shown) == (key != "a")
    assert everything() == rows
    assert Attempt.objects.values().get() == attempt_as_it_is


def test_a_scene_is_tried_again_with_the_values_it_had(client, place):
    attempt = send_all(client, place, start(client, place), "c", "b")
    page = client.get(retry_url(place, attempt, 2)).content.decode()
    # Whole names only: the keys in the addresses are random, and one may end in "d2".
    assert re.findall(r"\bd2/[ab]\b", page).count("d2/b") > 0
    assert not re.search(r"\bd2/a\b", page)


def test_the_choices_stand_as_they_stood(client, place):
    attempt = start(client, place)
    positions = {key: position_of(attempt, key) for key in "abc"}
    send_all(client, place, attempt, "a", "a")
    page = client.get(retry_url(place, attempt, 1)).content.decode()
    shown = re.findall(r'name="choice" value="(\d)".*?en d1/(\w) text', page)
    assert {key: value for value, key in shown} == positions


def test_a_scene_with_a_notice_is_folded_away_there_too(client, place):
    attempt = send_all(client, place, start(client, place), "a", "")
    shown = client.get(retry_url(place, attempt, 2)).content.decode()
    assert shown.index("en d2 notice") < shown.rindex("<details>") < shown.index("en d2 situation")


def test_a_critical_choice_is_named_there_too(client, place):
    attempt = send_all(client, place, start(client, place), "a", "a")
    page = client.get(retry_url(place, attempt, 2)).content.decode()
    value = re.search(r'name="choice" value="(\d)"[^/]*?>[^/]*?en d2/c text', page)[1]
    told = text_of(client.get(retry_url(place, attempt, 2), {"choice": value}))
    assert "Critical error CE-REF" in told


def test_while_an_attempt_runs_no_scene_of_it_is_tried_again(client, place):
    attempt = start(client, place)
    send(client, place, attempt, "a")
    assert client.get(retry_url(place, attempt, 1)).url == scene_url(place, attempt)
    assert client.get(retry_url(place, attempt, 1), {"choice": "1"}).url == scene_url(place, attempt)


def test_a_step_or_a_choice_that_is_not_there(client, place, other_trainee, manual_key):
    attempt = send_all(client, place, start(client, place), "a", "a")
    url = retry_url(place, attempt, 1)
    assert client.get(url, {"choice": "9"}).url == url
    assert "How this choice would be" not in text_of(client.get(url, {"choice": "x"}))
    for number in (0, 3, 999_999_999_999_999_999_999):
        assert client.get(retry_url(place, attempt, number)).status_code == 404
    assert client.post(url).status_code == 405
    place_of_scenario(other_trainee, manual_key)
    assert client_of(other_trainee).get(url).status_code == 404
