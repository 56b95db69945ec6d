import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.attempts import playing
from assessments.attempts.debrief import debrief
from assessments.attempts.feedback import feedback_on_last
from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.scenes import show_scene
from assessments.lrs.models import Statement
from assessments.scenarios.graph import Graph
from assessments.xapi import vocabulary
from assessments.xapi.keys import child_key
from tests.factories.assessments import (
    NOON,
    choose_key,
    counting_structure,
    make_version,
    play,
    tracking_for,
    words_for,
)
from tests.factories.people import make_person
from tests.factories.pictures import make_image
from tests.factories.telling import commands

pytestmark = pytest.mark.django_db
PRACTICE = {"mode": "practice"}


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def tracking(person):
    return tracking_for(person)


@pytest.fixture
def begin(person, tracking):
    def act(made=None, **fields):
        version = make_version(made=made or counting_structure(), **fields)
        return playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)

    return act


def skip(attempt, *, tracking, step=None, **fields):
    step = attempt.step_count + 1 if step is None else step
    return playing.skip(attempt_key=attempt.key, step=step, tracking=tracking, at=NOON, **fields)


def order_of(attempt, key):
    scene = Graph.from_structure(attempt.version.structure).scene(key)
    return playing.shuffled_choices(attempt, scene)


def told(verb):
    rows = Statement.objects.filter(verb=verb.iri)
    return [json.loads(raw) for raw in rows.values_list("raw", flat=True)]


def test_an_attempt_begins_with_the_values_of_the_start_and_keeps_them(begin, tracking):
    attempt = begin()
    assert Attempt.objects.get().values == {"trust": 0, "told": False}
    choose_key(attempt, "a", tracking=tracking)
    assert Attempt.objects.get().values == {"trust": 1, "told": False}


def test_only_what_the_values_offer_is_shown_and_can_be_chosen(begin, tracking):
    attempt = choose_key(begin(), "c", tracking=tracking)
    assert set(order_of(attempt, "d2")) == {"b", "c"}
    assert {text for _position, text in show_scene(attempt, "en").choices} == {
        "en d2/b text",
        "en d2/c text",
    }
    with pytest.raises(playing.UnknownChoice):
        playing.choose(attempt_key=attempt.key, step=2, position=3, tracking=tracking, at=NOON)


def test_the_values_decide_about_the_ending(begin, tracking):
    attempt = play(begin(), "c", "b", tracking=tracking)
    assert (attempt.scene_key, attempt.points) == ("end-mixed", 0)


def test_the_statement_tells_only_of_the_choices_that_were_offered(begin, tracking):
    play(begin(), "c", "b", tracking=tracking)
    second = told(vocabulary.ANSWERED)[1]
    assert [one["id"] for one in second["object"]["definition"]["choices"]] == ["b", "c"]
    assert second["result"]["score"] == {"raw": 1.0, "min": 0.0, "max": 1.0}


def test_a_choice_with_values_costs_four_queries_too(begin, tracking):
    attempt = begin()
    for key in "aa":
        with CaptureQueriesContext(connection) as queries:
            attempt = choose_key(attempt, key, tracking=tracking)
        assert commands(queries) == ["SELECT", "INSERT", "UPDATE", "INSERT"]


# Time


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(None, None), (2500, 2500), (0, 0), (-1, None), (10**9, None), (14_400_000, 14_400_000)],
)
def test_the_time_on_a_scene_is_kept_unless_it_cannot_be_true(begin, tracking, sent, kept):
    attempt = begin()
    playing.choose(attempt_key=attempt.key, step=1, position=1, tracking=tracking, at=NOON, took_ms=sent)
    assert AttemptStep.objects.get().took_ms == kept


def test_the_statement_tells_the_time_on_the_scene(begin, tracking):
    attempt = begin()
    playing.choose(attempt_key=attempt.key, step=1, position=1, tracking=tracking, at=NOON, took_ms=61_500)
    assert told(vocabulary.ANSWERED)[0]["result"]["duration"] == "PT01M01.5S"


def test_the_statement_says_what_kind_of_change_the_version_was(begin):
    version = begin().version
    newest = make_version(
        version.scenario, counting_structure(), words_for(counting_structure(), "en"), change="minor"
    )
    person = make_person(username="t-2")
    playing.start(scenario=newest.scenario, user=person, tracking=tracking_for(person), at=NOON)
    extensions = [one["context"]["extensions"] for one in told(vocabulary.INITIALIZED)]
    assert [one[vocabulary.SCENARIO]["change"] for one in extensions] == ["major", "minor"]


# Skipping


def test_a_skipped_scene_is_a_step_that_costs_nothing(begin, tracking):
    attempt = skip(choose_key(begin(), "a", tracking=tracking), tracking=tracking, took_ms=900)
    step = AttemptStep.objects.get(number=2)
    assert (step.scene_key, step.choice_key, step.severity, step.points) == ("d2", "", "skipped", 0)
    assert step.took_ms == 900
    assert (attempt.scene_key, attempt.points, attempt.skipped_points) == ("end-pass", 2, 2)
    assert (attempt.max_points, playing.percent(attempt), attempt.passed) == (2, 100, True)


def test_the_statement_of_a_skipped_scene_has_no_score(begin, tracking):
    attempt = skip(choose_key(begin(), "a", tracking=tracking), tracking=tracking, took_ms=900)
    [one] = told(vocabulary.SKIPPED)
    assert one["object"]["id"].endswith(f"/scene/{child_key(attempt.scenario_key, 'd2')}")
    assert one["result"] == {"duration": "PT00.9S"}
    [passed] = told(vocabulary.PASSED)
    assert passed["result"]["score"] == {"scaled": 1.0, "raw": 2.0, "min": -1.0, "max": 2.0}


def test_skipping_does_what_the_recommended_choice_does(begin, tracking):
    attempt = skip(choose_key(begin(), "b", tracking=tracking), tracking=tracking)
    assert (attempt.scene_key, attempt.values) == ("end-pass", {"trust": 0, "told": True})
    assert (attempt.points, attempt.skipped_points, attempt.max_points, attempt.passed) == (1, 1, 3, False)


def test_a_scene_without_a_notice_cannot_be_skipped(begin, tracking):
    attempt = begin()
    with pytest.raises(playing.NotSkippable):
        skip(attempt, tracking=tracking)
    assert not AttemptStep.objects.exists()


def test_skipping_twice_is_harmless(begin, tracking):
    attempt = choose_key(begin(), "a", tracking=tracking)
    skip(attempt, tracking=tracking)
    again = skip(attempt, tracking=tracking, step=2)
    assert (again.step_count, again.skipped_points, again.was_taken_otherwise) == (2, 2, False)
    assert len(told(vocabulary.SKIPPED)) == 1


def test_what_comes_too_early_or_too_late_cannot_be_skipped(begin, tracking):
    attempt = choose_key(begin(), "a", tracking=tracking)
    with pytest.raises(playing.StepOutOfOrder):
        skip(attempt, tracking=tracking, step=3)
    skip(attempt, tracking=tracking)
    with pytest.raises(playing.AttemptEnded):
        skip(attempt, tracking=tracking, step=3)


# Two windows


def position_of(attempt, key):
    return order_of(attempt, attempt.scene_key).index(key) + 1


def test_the_same_choice_sent_again_is_no_news(begin, tracking):
    attempt = begin()
    position = position_of(attempt, "b")
    for _ in range(2):
        sent = playing.choose(attempt_key=attempt.key, step=1, position=position, tracking=tracking, at=NOON)
        assert not sent.was_taken_otherwise


@pytest.mark.parametrize("taken", ["a", "c"])
def test_another_choice_for_a_step_that_is_taken_says_so(begin, tracking, taken):
    attempt = begin()
    position = position_of(attempt, "b")
    choose_key(attempt, taken, tracking=tracking)
    sent = playing.choose(attempt_key=attempt.key, step=1, position=position, tracking=tracking, at=NOON)
    assert sent.was_taken_otherwise
    assert AttemptStep.objects.get().choice_key == taken


def test_what_was_sent_is_compared_by_what_was_offered_then(begin, tracking):
    attempt = choose_key(begin(), "c", tracking=tracking)
    position = position_of(attempt, "c")
    choose_key(attempt, "c", tracking=tracking)
    sent = playing.choose(attempt_key=attempt.key, step=2, position=position, tracking=tracking, at=NOON)
    assert not sent.was_taken_otherwise


@pytest.mark.parametrize("position", [0, 9])
def test_a_position_that_was_never_shown_is_not_what_was_taken(begin, tracking, position):
    attempt = choose_key(begin(), "a", tracking=tracking)
    sent = playing.choose(attempt_key=attempt.key, step=1, position=position, tracking=tracking, at=NOON)
    assert sent.was_taken_otherwise
    sent = playing.choose(attempt_key=attempt.key, step=0, position=position, tracking=tracking, at=NOON)
    assert sent.was_taken_otherwise


def test_a_choice_for_a_scene_that_was_skipped_says_so_and_the_other_way_round(begin, tracking):
    attempt = choose_key(begin(), "a", tracking=tracking)
    assert skip(attempt, tracking=tracking, step=1).was_taken_otherwise
    skip(attempt, tracking=tracking)
    sent = playing.choose(attempt_key=attempt.key, step=2, position=1, tracking=tracking, at=NOON)
    assert sent.was_taken_otherwise


# What is shown


def noticed():
    made = counting_structure()
    made["scenes"][0]["image"] = make_image().file_hash
    words = words_for(made)
    words["en"]["scenes"]["d2"]["notice"] = "It speaks of fear."
    words["en"]["scenes"]["d1"]["alt"] = "A station at night."
    return {"made": made, "words": words, "states": {"ru": "draft"}}


def test_a_scene_shows_its_notice_and_that_it_can_be_skipped(begin, tracking):
    attempt = begin(**noticed())
    first = show_scene(attempt, "en")
    assert (first.notice, first.can_skip) == ("", False)
    attempt = choose_key(attempt, "a", tracking=tracking)
    second = show_scene(attempt, "en")
    assert (second.notice, second.can_skip) == ("It speaks of fear.", True)


def test_a_scene_shows_its_picture_with_its_description_in_no_more_queries(begin, tracking):
    attempt = Attempt.objects.select_related("version__scenario").get(pk=begin(**noticed()).pk)
    with CaptureQueriesContext(connection) as queries:
        shown = show_scene(attempt, "en")
        assert (shown.image.title, shown.alt) == ("A station at night", "A station at night.")
    assert len(queries) == 3


def test_words_that_await_review_say_so(begin):
    attempt = begin(**noticed())
    assert (show_scene(attempt, "ru").words_state, show_scene(attempt, "en").words_state) == (
        "draft",
        "reviewed",
    )


def test_after_a_skipped_scene_nothing_is_told_as_its_consequence(begin, tracking):
    attempt = skip(choose_key(begin(), "a", tracking=tracking), tracking=tracking)
    assert show_scene(attempt, "en").happened == ""


# Looking back


def test_what_is_recommended_follows_the_values_at_each_step(begin, tracking):
    found = debrief(play(begin(), "c", "b", tracking=tracking), "en")
    assert [(step.scene_key, step.choice_key, step.recommended_key) for step in found.steps] == [
        ("d1", "c", "a"),
        ("d2", "b", "b"),
    ]
    assert found.steps[1].recommended_is_chosen
    assert [step.values for step in found.steps] == [
        {"trust": 0, "told": False},
        {"trust": -1, "told": False},
    ]


def test_a_skipped_scene_is_shown_as_skipped(begin, tracking):
    attempt = skip(choose_key(begin(), "b", tracking=tracking), tracking=tracking)
    found = debrief(attempt, "en")
    step = found.steps[1]
    assert (step.is_skipped, step.chosen, step.consequence, step.severity) == (True, "", "", "skipped")
    assert (step.recommended, step.recommended_is_chosen) == ("en d2/b text", False)
    assert (found.points, found.max_points, found.skipped_points) == (1, 3, 1)


def test_the_recommended_way_has_the_keys_a_picture_is_drawn_with(begin, tracking):
    found = debrief(play(begin(), "c", "b", tracking=tracking), "en")
    assert [(step.scene_key, step.choice_key, step.text) for step in found.recommended_steps] == [
        ("d1", "a", "en d1/a text"),
        ("d2", "a", "en d2/a text"),
    ]
    assert (found.ending_key, found.recommended_ending_key) == ("end-mixed", "end-pass")
    assert found.recommended_ending_heading == "en end-pass heading"


def test_a_debrief_with_values_costs_four_queries(begin, tracking):
    attempt = play(begin(), "c", "b", tracking=tracking)
    with CaptureQueriesContext(connection) as queries:
        debrief(attempt, "ru")
    assert len(queries) == 4


# Practice


def test_practice_says_at_once_what_the_choice_was_worth(begin, tracking):
    attempt = choose_key(begin(counting_structure(policy=PRACTICE)), "c", tracking=tracking)
    with CaptureQueriesContext(connection) as queries:
        told = feedback_on_last(attempt, "en")
    assert len(queries) == 3
    assert (told.step, told.severity, told.points) == (1, "harmful", -1)
    assert (told.chosen, told.principle, told.legal) == ("en d1/c text", "en d1/c principle", "en d1/c legal")
    assert (told.recommended, told.recommended_is_chosen) == ("en d1/a text", False)


def test_practice_names_a_critical_error(begin, tracking):
    attempt = play(begin(counting_structure(policy=PRACTICE)), "a", "c", tracking=tracking)
    told = feedback_on_last(attempt, "en")
    assert (told.critical_error, told.critical_name) == (
        "CE-REF",
        "Refusing entry, pushing back or removing a person who showed fear",
    )


def test_a_certifying_scenario_keeps_silent_until_its_end(begin, tracking):
    assert feedback_on_last(choose_key(begin(), "c", tracking=tracking), "en") is None


def test_before_the_first_choice_and_after_a_skipped_scene_there_is_nothing_to_say(begin, tracking):
    attempt = begin(counting_structure(policy=PRACTICE))
    assert feedback_on_last(attempt, "en") is None
    attempt = skip(choose_key(attempt, "a", tracking=tracking), tracking=tracking)
    assert feedback_on_last(attempt, "en") is None


def test_an_attempt_that_was_begun_before_values_came_goes_on(begin, tracking):
    attempt = begin(counting_structure())
    Attempt.objects.update(values={})
    attempt = play(attempt, "a", "a", tracking=tracking, at=NOON + timedelta(minutes=1))
    assert (attempt.points, attempt.passed) == (4, True)
