import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.attempts import playing
from assessments.attempts.models import Attempt, AttemptStep
from assessments.lrs.models import Statement
from assessments.scenarios.graph import Graph
from assessments.xapi import vocabulary
from tests.factories.assessments import (
    NOON,
    choice,
    choose_key,
    ending,
    make_scenario,
    make_version,
    play,
    scene,
    structure,
    tracking_for,
)
from tests.factories.people import make_person
from tests.factories.telling import commands

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def version():
    return make_version()


@pytest.fixture
def tracking(person):
    return tracking_for(person)


@pytest.fixture
def attempt(version, person, tracking):
    return playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)


def verbs():
    return [iri.rsplit("/", 1)[1] for iri in Statement.objects.values_list("verb", flat=True)]


def test_an_attempt_begins_at_the_first_scene_of_the_newest_version(version, person, tracking):
    newest = make_version(version.scenario)
    attempt = playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)
    assert (attempt.version, attempt.scene_key, attempt.number, attempt.step_count) == (newest, "d1", 1, 0)
    assert verbs() == ["initialized"]


def test_a_second_click_on_start_gets_the_running_attempt(attempt, version, person, tracking):
    again = playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)
    assert again == attempt
    assert verbs() == ["initialized"]


def test_a_scenario_without_a_version_cannot_be_started(person, tracking):
    with pytest.raises(playing.NotPublished):
        playing.start(scenario=make_scenario("SC-EMPTY"), user=person, tracking=tracking, at=NOON)


def test_a_choice_moves_to_the_next_scene_and_is_kept_with_its_statement(attempt, tracking):
    attempt = choose_key(attempt, "b", tracking=tracking)
    step = AttemptStep.objects.get()
    assert (attempt.scene_key, attempt.step_count, attempt.points) == ("d1-repair", 1, -1)
    assert (step.number, step.scene_key, step.choice_key, step.severity) == (1, "d1", "b", "harmful")
    assert Statement.objects.get(statement_id=step.statement_id).verb == vocabulary.ANSWERED.iri


def test_the_same_post_twice_makes_one_step_and_one_statement(attempt, tracking):
    first = playing.choose(attempt_key=attempt.key, step=1, position=1, tracking=tracking, at=NOON)
    second = playing.choose(attempt_key=attempt.key, step=1, position=1, tracking=tracking, at=NOON)
    assert (second.scene_key, second.points) == (first.scene_key, first.points)
    assert AttemptStep.objects.count() == 1
    assert verbs().count("answered") == 1


def test_a_second_choice_for_a_step_already_taken_changes_nothing(attempt, tracking):
    first = choose_key(attempt, "a", tracking=tracking)
    second = choose_key(attempt, "b", tracking=tracking, step=1)
    assert second.scene_key == first.scene_key == "d2"
    assert AttemptStep.objects.get().choice_key == "a"


def test_the_last_choice_sent_twice_is_harmless_too(attempt, tracking):
    ended = play(attempt, "a", "a", tracking=tracking)
    again = playing.choose(attempt_key=ended.key, step=2, position=1, tracking=tracking, at=NOON)
    assert again.ended_at == ended.ended_at
    assert verbs() == ["initialized", "answered", "answered", "completed", "passed"]


@pytest.mark.parametrize("position", [0, -1, 4, 99])
def test_a_position_that_was_not_shown_is_refused(attempt, tracking, position):
    with pytest.raises(playing.UnknownChoice):
        playing.choose(attempt_key=attempt.key, step=1, position=position, tracking=tracking, at=NOON)
    assert AttemptStep.objects.count() == 0


def test_a_step_that_is_not_reached_yet_is_refused(attempt, tracking):
    with pytest.raises(playing.StepOutOfOrder):
        playing.choose(attempt_key=attempt.key, step=2, position=1, tracking=tracking, at=NOON)


def test_nothing_can_be_added_to_an_ended_attempt(attempt, tracking):
    ended = play(attempt, "a", "a", tracking=tracking)
    with pytest.raises(playing.AttemptEnded):
        playing.choose(attempt_key=ended.key, step=3, position=1, tracking=tracking, at=NOON)


@pytest.mark.parametrize(
    ("path", "points", "passed"),
    [
        (("a", "a"), 4, True),
        (("a", "b"), 3, True),  # 75 % exactly
        (("b", "a", "a"), 2, False),
        (("b", "b", "b"), 0, False),
    ],
)
def test_points_decide_about_the_pass(attempt, tracking, path, points, passed):
    attempt = play(attempt, *path, tracking=tracking)
    assert (attempt.points, attempt.passed, attempt.ended_at) == (points, passed, NOON)


def test_a_critical_error_ends_the_attempt_as_failed(attempt, tracking):
    attempt = play(attempt, "c", tracking=tracking)
    assert (attempt.passed, attempt.critical_errors, attempt.scene_key) == (False, ["CE-REF"], "end-ref")
    assert verbs() == ["initialized", "answered", "completed", "failed"]


def test_a_critical_error_fails_whatever_the_points(person, tracking):
    made = structure(
        scene("d1", choice("a", 2, "best", "d2")),
        scene("d2", choice("a", 2, "best"), choice("b", 0, "critical", "end-pen", critical_error="CE-PEN")),
        ending("end"),
        ending("end-pen", "critical"),
        pass_percent=50,
    )
    version = make_version(make_scenario("SC-T2"), made)
    attempt = playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)
    attempt = play(attempt, "a", "b", tracking=tracking)
    assert (attempt.points, playing.percent(attempt), attempt.passed) == (2, 50, False)


def test_after_an_ended_attempt_the_next_one_begins(attempt, version, person, tracking):
    play(attempt, "c", tracking=tracking)
    second = playing.start(scenario=version.scenario, user=person, tracking=tracking, at=NOON)
    assert second != attempt
    assert (second.number, second.scene_key, second.points) == (2, "d1", 0)


def test_a_running_attempt_stays_with_its_version_when_a_new_one_is_published(attempt, version, tracking):
    make_version(version.scenario)
    attempt = play(attempt, "a", "a", tracking=tracking)
    assert attempt.version == version


def test_another_registration_has_attempts_of_its_own(attempt, version, person):
    other = playing.start(scenario=version.scenario, user=person, tracking=tracking_for(person), at=NOON)
    assert other != attempt
    assert other.number == 1


def test_a_choice_costs_four_queries_even_when_it_ends_the_attempt(attempt, tracking):
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            attempt = choose_key(attempt, "a", tracking=tracking)
        assert commands(queries) == ["SELECT", "INSERT", "UPDATE", "INSERT"]
    assert attempt.passed


def test_the_order_of_the_choices_is_the_same_at_every_look_and_differs_between_attempts(
    attempt, version, person
):
    scene = Graph.from_structure(version.structure).scene("d1")
    assert playing.shuffled_choices(attempt, scene) == playing.shuffled_choices(attempt, scene)
    orders = {playing.shuffled_choices(Attempt(version=version), scene) for _ in range(60)}
    assert len(orders) == 6


def test_the_statements_of_a_whole_attempt_tell_what_happened(attempt, version, tracking):
    later = NOON + timedelta(minutes=2, seconds=5, microseconds=123456)
    attempt = play(attempt, "b", "a", tracking=tracking)
    play(attempt, "a", tracking=tracking, at=later)
    told = [json.loads(raw) for raw in Statement.objects.values_list("raw", flat=True)]
    answered, failed = told[1], told[-1]
    assert answered["object"]["definition"]["interactionType"] == "choice"
    described = {one["id"]: one["description"] for one in answered["object"]["definition"]["choices"]}
    assert described["b"]["en"]
    assert answered["result"]["response"] == "b"
    assert answered["result"]["score"] == {"raw": -1.0, "min": -1.0, "max": 2.0}
    assert answered["result"]["extensions"] == {vocabulary.SEVERITY: "harmful"}
    assert answered["context"]["extensions"][vocabulary.SCENARIO] == {
        "code": "SC-T",
        "version": 1,
        "change": "major",
        "scene": "d1",
        "step": 1,
    }
    assert answered["context"]["contextActivities"]["parent"][0]["id"].endswith(str(version.scenario.key))
    assert failed["verb"]["id"] == vocabulary.FAILED.iri
    assert failed["result"]["score"] == {"scaled": 0.5, "raw": 2.0, "min": -1.0, "max": 4.0}
    assert failed["result"]["duration"] == "PT02M05.12S"
    assert failed["result"]["success"] is False
    assert failed["result"]["completion"] is True


def test_a_critical_error_stands_in_the_result_of_the_statements(attempt, tracking):
    play(attempt, "c", tracking=tracking)
    rows = Statement.objects.exclude(verb=vocabulary.INITIALIZED.iri)
    told = {row.verb.rsplit("/", 1)[1]: json.loads(row.raw)["result"] for row in rows}
    assert told["answered"]["extensions"][vocabulary.CRITICAL_ERRORS] == ["CE-REF"]
    assert told["failed"]["extensions"][vocabulary.CRITICAL_ERRORS] == ["CE-REF"]


def test_no_statement_names_the_person(attempt, tracking, person):
    play(attempt, "a", "a", tracking=tracking)
    for raw in Statement.objects.values_list("raw", flat=True):
        assert person.username not in raw
        assert person.name_native not in raw
        assert person.name_latin not in raw
        assert json.loads(raw)["actor"]["account"]["name"] == str(person.actor_key)
