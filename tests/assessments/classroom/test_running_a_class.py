"""A group plays a scenario: everything is in the row, repeating is harmless, conditions hold as for one learner."""

import pytest

from assessments.attempts.models import Attempt
from assessments.classroom import running
from assessments.classroom.models import ClassroomRun
from assessments.classroom.walking import ENDED, SHOWING, VOTING, majority, walk
from assessments.lrs.models import Statement
from assessments.scenarios.graph import Graph
from tests.factories.assessments import NOON, choice, ending, make_version, scene, structure

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(lecturer):
    return running.begin(version=make_version(), lecturer=lecturer, group=" Group 4 ", at=NOON)


def at(run):
    run.refresh_from_db()
    return walk(Graph.from_structure(run.version.structure), run.path)


def decide(run, key="", votes=None, position=None):
    position = at(run).position if position is None else position
    return running.decide(run=run, position=position, choice=key, votes=votes or {}, language="ru")


def go_on(run, position=None):
    position = at(run).position if position is None else position
    return running.go_on(run=run, position=position, at=NOON)


def test_a_run_begins_at_the_first_scene_and_is_nobodys_attempt(run):
    assert (at(run).state.scene, at(run).phase, run.group) == ("d1", VOTING, "Group 4")
    decide(run, "a")
    go_on(run)
    assert (Attempt.objects.count(), Statement.objects.count()) == (0, 0)


def test_the_majority_decides_and_the_group_sees_what_happens_before_it_goes_on(run):
    decide(run, votes={"a": 3, "b": 7, "c": 1})
    assert (at(run).phase, at(run).state.scene, at(run).decisions[0].choice.key) == (SHOWING, "d1", "b")
    go_on(run)
    assert (at(run).phase, at(run).state.scene) == (VOTING, "d1-repair")


def test_without_a_majority_the_lecturer_has_to_choose(run):
    for votes in ({}, {"a": 2, "b": 2}):
        with pytest.raises(running.NoMajority):
            decide(run, votes=votes)
    decide(run, "a", votes={"a": 2, "b": 2})
    assert at(run).decisions[0].votes == {"a": 2, "b": 2, "c": 0}


@pytest.mark.parametrize(
    ("votes", "expected"),
    [({}, None), ({"a": 0}, None), ({"a": 1, "b": 1}, None), ({"a": 1, "b": 2}, "b"), ({"a": 5}, "a")],
)
def test_a_majority_is_more_than_any_other(votes, expected):
    assert majority(votes) == expected


def test_another_choice_may_take_the_place_of_the_one_that_is_shown(run):
    decide(run, "b", votes={"b": 9})
    decide(run, "a")
    go_on(run)
    assert at(run).state.scene == "d2"
    assert at(run).decisions[0].votes == {"a": 0, "b": 9, "c": 0}


def test_an_act_from_an_earlier_screen_changes_nothing(run):
    decide(run, "a")
    go_on(run)
    before = ClassroomRun.objects.values().get(pk=run.pk)
    decide(run, "c", position=0)
    go_on(run, position=1)
    running.step_back(run=run, position=1)
    running.count_votes(run=run, position=0, votes={"a": 5})
    assert ClassroomRun.objects.values().get(pk=run.pk) == before


def test_votes_are_kept_before_they_are_shown(run):
    running.count_votes(run=run, position=0, votes={"a": 4, "b": -2, "zz": 3, "c": 5000})
    run.refresh_from_db()
    assert run.votes == {"a": 4, "b": 0, "c": 999}


def test_each_step_back_undoes_one_screen(run):
    decide(run, "a", votes={"a": 4})
    go_on(run)
    running.step_back(run=run, position=2)
    assert (at(run).phase, at(run).state.scene) == (SHOWING, "d1")
    running.step_back(run=run, position=1)
    assert (at(run).phase, at(run).decisions) == (VOTING, ())
    assert run.votes == {"a": 4, "b": 0, "c": 0}
    running.step_back(run=run, position=0)
    assert at(run).position == 0


def test_a_run_that_reached_an_ending_is_ended_and_can_be_taken_back(run):
    for key in ("a", "b"):
        decide(run, key)
        go_on(run)
    assert (at(run).phase, at(run).points, run.ended_at) == (ENDED, 3, NOON)
    assert [one.is_recommended for one in at(run).decisions] == [True, False]
    running.step_back(run=run, position=4)
    assert at(run).phase == SHOWING
    assert run.ended_at is None


def test_a_choice_of_another_scene_is_not_taken(run):
    with pytest.raises(running.ChoiceNotOffered):
        decide(run, "zz")


def test_values_change_and_what_they_close_is_not_offered(lecturer):
    made = structure(
        scene(
            "d1",
            choice("a", 2, "best", "d2", effects=[{"value": "trust", "add": 1}]),
            choice("b", 0, "poor", "d2"),
        ),
        scene(
            "d2",
            choice("a", 2, "best", "end", when=[{"value": "trust", "is": "at_least", "than": 1}]),
            choice(
                "b",
                1,
                "acceptable",
                "end",
                routes=[{"when": [{"value": "trust", "is": "at_least", "than": 1}], "next": "end-late"}],
            ),
        ),
        ending("end"),
        ending("end-late", "mixed"),
        format=2,
        values=[{"id": "trust", "kind": "integer", "start": 0, "min": 0, "max": 2}],
    )
    run = running.begin(version=make_version(made=made), lecturer=lecturer, group="", at=NOON)
    decide(run, "b")
    go_on(run)
    with pytest.raises(running.ChoiceNotOffered):
        decide(run, "a")
    running.step_back(run=run, position=2)
    decide(run, "a")
    go_on(run)
    decide(run, "b")
    go_on(run)
    assert at(run).state.scene == "end-late"


def test_a_scene_with_a_notice_may_be_left_out(lecturer):
    made = structure(
        scene("d1", choice("a", 2, "best", "d2"), choice("b", 0, "poor", "end")) | {"notice": True},
        scene("d2", choice("a", 2, "best", "end"), choice("b", 0, "poor", "end")),
        ending("end"),
        format=2,
    )
    run = running.begin(version=make_version(made=made), lecturer=lecturer, group="", at=NOON)
    running.skip(run=run, position=0, language="ru", at=NOON)
    assert (at(run).state.scene, at(run).phase, at(run).points) == ("d2", VOTING, 0)
    with pytest.raises(running.NothingToSkip):
        running.skip(run=run, position=2, language="ru", at=NOON)
    running.step_back(run=run, position=2)
    assert at(run).position == 0
