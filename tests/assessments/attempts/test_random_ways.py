"""Any sequence of choices, scored step by step, is worth what the whole path is worth."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.attempts import playing
from assessments.attempts.models import Attempt
from assessments.attempts.replaying import can_skip, replay
from assessments.attempts.scoring import ScenarioScore, score_path
from assessments.attempts.turns import state_of
from assessments.scenarios.graph import Graph, Step
from tests.factories.assessments import (
    NOON,
    choose_key,
    counting_structure,
    make_version,
    structure,
    tracking_for,
)
from tests.factories.people import make_person
from tests.factories.random_structures import structures


def ways_on(graph, state):
    """What may be done in a state: the keys of the choices, and "" where the scene may be skipped."""
    if state.scene not in graph.scenes or graph.scene(state.scene).is_ending:
        return []
    keys = [choice.key for choice in graph.offered(state)]
    return [*keys, ""] if can_skip(graph, state) else keys


@st.composite
def walked(draw):
    """A graph and any way through it that can be walked, often not to its end."""
    graph = Graph.from_structure(draw(structures()))
    state, way = graph.first_state(), []
    for turn in draw(st.lists(st.integers(0, 11), min_size=3, max_size=12)):
        keys = ways_on(graph, state)
        if not keys:
            break
        way.append(Step(state.scene, keys[turn % len(keys)]))
        state = replay(graph, way).state
    return graph, way


@given(walked())
@settings(max_examples=600, derandomize=True, deadline=None)
def test_a_way_scored_step_by_step_is_worth_what_the_whole_way_is_worth(case):
    graph, way = case
    whole = score_path(graph, way)
    score, state, skipped = ScenarioScore(), graph.first_state(), set()
    for step in way:
        walked_on = replay(graph, [step], state)
        choice = walked_on.steps[0].choice
        score = score.after(choice) if step.choice else score.skipping(choice, again=step.scene in skipped)
        skipped |= set() if step.choice else {step.scene}
        state = walked_on.state
    assert score == whole == replay(graph, way).score
    assert state == replay(graph, way).state
    assert score.has_passed(graph) == whole.has_passed(graph)


@given(walked())
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_way_may_be_cut_in_two_anywhere(case):
    graph, way = case
    whole = replay(graph, way)
    for cut in range(len(way) + 1):
        first = replay(graph, way[:cut])
        second = replay(graph, way[cut:], first.state)
        assert first.states + second.states[1:] == whole.states
        assert first.score.points + second.score.points == whole.score.points


@pytest.mark.django_db
@given(number=st.integers(0, 1), turns=st.lists(st.integers(0, 3), min_size=4, max_size=4))
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_an_attempt_played_choice_by_choice_is_worth_what_its_whole_path_is_worth(number, turns):
    with transaction.atomic():
        attempt, way = played([structure, counting_structure][number](), turns)
        graph = Graph.from_structure(attempt.version.structure)
        whole = score_path(graph, way)
        assert (attempt.points, tuple(attempt.critical_errors), attempt.skipped_points) == (
            whole.points,
            whole.critical_errors,
            whole.skipped_points,
        )
        assert state_of(attempt, graph) == replay(graph, way).state
        assert attempt.ended_at is None or attempt.passed == whole.has_passed(graph)
        transaction.set_rollback(True)


def played(made, turns):
    person = make_person()
    tracking = tracking_for(person)
    attempt = playing.start(
        scenario=make_version(made=made).scenario, user=person, tracking=tracking, at=NOON
    )
    graph, way = Graph.from_structure(made), []
    for turn in turns:
        keys = ways_on(graph, state_of(attempt, graph))
        if not keys:
            break
        key = keys[turn % len(keys)]
        way.append(Step(attempt.scene_key, key))
        if key:
            choose_key(attempt, key, tracking=tracking)
        else:
            playing.skip(attempt_key=attempt.key, step=len(way), tracking=tracking, at=NOON)
        attempt = Attempt.objects.select_related("version__scenario").get(pk=attempt.pk)
    return attempt, way
