"""How long a scene was looked at: what the browser counts, held against what the server knows."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from assessments.models import Attempt, AttemptStep
from courses.learning.playing.moves import (
    NotAMove,
    opened_time,
    read_move,
    sealed_time,
    time_on_scene,
)
from tests.factories.playing import (
    client_of,
    form_of,
    place_of_scenario,
    position_of,
    publish_in,
    scene_url,
    start,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen_ms", "waited", "told"),
    [
        (4_000, timedelta(seconds=9), 4_000),
        (90_000, timedelta(seconds=9), 9_000),
        (None, timedelta(seconds=9), 9_000),
        (None, timedelta(hours=1), 3_600_000),
        (None, timedelta(hours=1, seconds=1), None),
        (4_000, timedelta(days=2), 4_000),
        (4_000, timedelta(seconds=-9), 0),
    ],
)
def test_the_browser_counts_and_the_server_says_how_much_it_can_have_been(seen_ms, waited, told):
    assert time_on_scene(seen_ms=seen_ms, since=NOON, at=NOON + waited) == told


def test_nothing_is_known_where_nobody_knows_when_the_scene_was_shown():
    assert time_on_scene(seen_ms=4_000, since=None, at=NOON) is None


def test_the_sealed_time_opens_for_its_own_scene_only():
    key, other = uuid4(), uuid4()
    sealed = sealed_time(key, 2, NOON)
    assert opened_time(sealed, key, 2) == NOON
    assert [opened_time(sealed, *place) for place in ((key, 3), (other, 2))] == [None, None]
    assert [opened_time(text, key, 2) for text in ("", "1", f"0{sealed}", "x" * 9000)] == [None] * 4


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"step": "1"},
        {"choice": "1"},
        {"step": "one", "choice": "1"},
        {"step": "1", "choice": "²"},
        {"step": "-1", "choice": "1"},
        {"step": "9" * 4000, "choice": "1"},
        {"step": "1", "choice": ""},
    ],
)
def test_a_form_without_a_step_and_a_choice_is_no_move(sent):
    with pytest.raises(NotAMove):
        read_move(sent)


def test_a_time_that_is_no_number_is_not_known():
    assert [read_move({"step": "1", "skip": "1", "took_ms": text}).seen_ms for text in ("", "-4", "1e3")] == [
        None
    ] * 3


@pytest.mark.django_db
def test_the_time_stands_with_the_step_and_in_its_statement(trainee, manual_key, django_assert_num_queries):
    place, client = place_of_scenario(trainee, manual_key), client_of(trainee)
    publish_in(place)
    attempt = start(client, place)
    url = scene_url(place, attempt)
    fields = form_of(client, url)
    client.post(url, fields | {"choice": position_of(attempt, "a"), "took_ms": "0"})
    assert AttemptStep.objects.get().took_ms == 0
    attempt.refresh_from_db()
    client.post(url, form_of(client, url) | {"choice": position_of(attempt, "a")})
    assert 0 <= AttemptStep.objects.get(number=2).took_ms < 3_600_000


@pytest.mark.django_db
def test_a_form_without_a_seal_is_taken_and_its_time_is_not_known(trainee, manual_key):
    place, client = place_of_scenario(trainee, manual_key), client_of(trainee)
    publish_in(place)
    attempt = start(client, place)
    client.post(scene_url(place, attempt), {"step": "1", "choice": position_of(attempt, "a"), "took_ms": "5"})
    assert Attempt.objects.get().step_count == 1
    assert AttemptStep.objects.get().took_ms is None
