from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.attempts import playing
from assessments.attempts.models import Attempt
from assessments.attempts.scenes import show_scene
from assessments.lrs.models import Statement
from tests.factories.assessments import (
    NOON,
    choose_key,
    make_scenario,
    make_version,
    play,
    structure,
    tracking_for,
    words_for,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def tracking(person):
    return tracking_for(person)


@pytest.fixture
def attempt(person, tracking):
    return playing.start(scenario=make_version().scenario, user=person, tracking=tracking, at=NOON)


def test_a_scene_shows_its_words_and_its_choices_in_the_attempts_order(attempt):
    shown = show_scene(attempt, "ru")
    assert (shown.title, shown.place, shown.heading) == ("ru title", "ru place", "ru d1 heading")
    assert shown.situation == "ru d1 situation"
    assert shown.happened == ""
    assert (shown.step, shown.total_hint, shown.is_ending, shown.language) == (1, 2, False, "ru")
    assert [position for position, _text in shown.choices] == [1, 2, 3]
    assert {text for _position, text in shown.choices} == {f"ru d1/{key} text" for key in "abc"}


def test_the_consequence_of_the_choice_before_is_told_in_the_next_scene(attempt, tracking):
    attempt = choose_key(attempt, "b", tracking=tracking)
    shown = show_scene(attempt, "ru")
    assert (shown.happened, shown.heading, shown.step) == ("ru d1/b consequence", "ru d1-repair heading", 2)


def test_the_position_shown_is_the_position_that_counts(attempt, tracking):
    for _ in range(2):
        shown = show_scene(attempt, "en")
        wanted = next(position for position, text in shown.choices if text.endswith("/a text"))
        attempt = playing.choose(
            attempt_key=attempt.key, step=shown.step, position=wanted, tracking=tracking, at=NOON
        )
    assert (attempt.points, attempt.passed) == (4, True)


def test_nothing_shown_tells_what_a_choice_is_worth(attempt):
    shown = asdict(show_scene(attempt, "en"))
    assert shown.keys() == {
        "title",
        "place",
        "heading",
        "situation",
        "speaker",
        "happened",
        "choices",
        "step",
        "total_hint",
        "is_ending",
        "language",
        "notice",
        "can_skip",
        "image",
        "alt",
        "words_state",
    }
    # the default words name the id of each choice; with real words a choice is its place and its text
    assert all(len(one) == 2 for one in shown["choices"])


def test_the_order_shown_cannot_be_worked_out_without_the_secret_of_the_site(attempt, settings):
    orders = set()
    for number in range(40):
        settings.SECRET_KEY = f"secret {number}"
        orders.add(show_scene(attempt, "en").choices)
    assert len(orders) == 6


def test_a_language_switch_in_mid_scene_keeps_the_scene_and_states_nothing(attempt, tracking):
    attempt = choose_key(attempt, "b", tracking=tracking)
    statements = Statement.objects.count()
    russian, english = show_scene(attempt, "ru"), show_scene(attempt, "en")
    order = [text.split()[1] for _position, text in russian.choices]
    assert [text.split()[1] for _position, text in english.choices] == order
    assert (english.happened, english.step) == ("en d1/b consequence", russian.step)
    assert Statement.objects.count() == statements


@pytest.mark.parametrize(("wished", "shown"), [("tg", "ru"), ("fa-af", "ru"), ("en", "en"), ("ru", "ru")])
def test_a_language_without_words_falls_back_and_says_so(attempt, wished, shown):
    assert show_scene(attempt, wished).language == shown


def test_a_scene_that_is_only_half_translated_is_shown_whole_in_the_next_language(person, tracking):
    made = structure()
    words = words_for(made, "en", "ru", "tg")
    del words["tg"]["scenes"]["d1"]["choices"]["b"]
    version = make_version(make_scenario("SC-H"), made, words)
    attempt = playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)
    shown = show_scene(attempt, "tg")
    assert shown.language == "ru"
    assert all(text.startswith("ru") for _position, text in shown.choices)


def test_an_ending_has_no_choices(attempt, tracking):
    attempt = play(attempt, "c", tracking=tracking)
    shown = show_scene(attempt, "en")
    assert (shown.is_ending, shown.choices, shown.happened) == (True, (), "en d1/c consequence")


def test_a_scene_costs_four_queries(attempt, tracking):
    choose_key(attempt, "a", tracking=tracking)
    attempt = Attempt.objects.select_related("version__scenario").get(pk=attempt.pk)
    with CaptureQueriesContext(connection) as queries:
        show_scene(attempt, "ru")
    assert len(queries) == 4
