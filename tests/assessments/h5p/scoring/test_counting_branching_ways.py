"""Branching scenarios: only ways that the content allows, and their points."""

import pytest

from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.scored import SERVER, ReportRefused
from tests.factories.h5p_shapes import IDS, alternative, branching, choice, fork, node, report, said

# 0 text (2 points) -> 1 which way: left (5) -> 2 question (3) -> 3; right (1) -> 3; stop (7, ends)
# 3 which way: again -> 0; finish
NODES = (
    node("H5P.AdvancedText", {"text": "<p>Intro</p>"}, IDS[0], 1, 2),
    fork(
        alternative(2, 5, "Left", title="Good choice"),
        alternative(3, 1, "Right"),
        alternative(-1, 7, "Stop", title="You stopped"),
        key=IDS[1],
    ),
    node("H5P.MultiChoice", choice(True, False, True, False), IDS[2], 3, 3),
    fork(alternative(0, 0, "Again"), alternative(-1, text="Finish"), key=IDS[3]),
)
BS = "H5P.BranchingScenario"


def chose(index: int, key=IDS[1]) -> dict:
    return said(index, key=key, library="H5P.BranchingQuestion")


def picked(response="0", key=IDS[2]) -> dict:
    return said(response, key=key, score=(1, 2))


def count(path, children, **changes):
    state = None if path is None else {"userPath": path}
    return scored(BS, branching(*NODES, **changes), report(state, said(children=children, library=BS)))


LEFT = ([0, 1, 2, 3, -1], [chose(0), picked(), chose(1, IDS[3])])
STOP = ([0, 1, -1], [chose(2)])
ROUND = (
    [0, 1, 3, 0, 1, 2, 3, -1],
    [chose(1), chose(0, IDS[3]), chose(0), picked("0[,]2"), chose(1, IDS[3])],
)


@pytest.mark.parametrize(
    ("way", "scoring", "inner", "points", "most"),
    [
        (LEFT, "dynamic-score", True, 11, 12),
        (LEFT, "dynamic-score", False, 10, 10),
        (LEFT, "static-end-score", True, 4, 7),
        (LEFT, "no-score", True, 0, 0),
        # An alternative that ends the scenario has no points on the way, only as an ending.
        (STOP, "dynamic-score", True, 2, 7),
        (STOP, "static-end-score", True, 7, 7),
        # What is visited again counts once, as it was left last.
        (ROUND, "dynamic-score", True, 12, 12),
    ],
)
def test_ways_are_worth_what_the_scenario_says(way, scoring, inner, points, most):
    found = count(*way, scoring=scoring, inner=inner)
    assert (found.points, found.max_points, found.by) == (points, most, SERVER)


def test_each_choice_and_each_question_on_the_way_is_an_answer():
    found = count(*ROUND)
    told = [(one.key, one.response) for one in found.answers]
    assert told == [(IDS[1], "1"), (IDS[3], "0"), (IDS[1], "0"), (IDS[2], "0[,]2"), (IDS[3], "1")]
    first = found.answers[0]
    assert (first.points, first.max_points, first.question.name) == (1, 5, "Which way?")
    assert first.question.options == {"0": "Left", "1": "Right", "2": "Stop"}


def test_stepping_back_leaves_the_choice_made_last():
    children = [chose(0), picked(""), chose(1), chose(1, IDS[3])]
    found = count([0, 1, 3, -1], children)
    assert [(one.key, one.response) for one in found.answers] == [(IDS[1], "1"), (IDS[3], "1")]
    assert (found.points, found.max_points) == (3, 7)


def test_the_end_may_be_missing_from_the_path():
    assert count(LEFT[0][:-1], LEFT[1]).points == 11
    assert count([0, 1], [chose(2)], scoring="static-end-score").points == 7


def test_choices_may_stand_in_the_state():
    state = {"userPath": LEFT[0], "xAPIData": LEFT[1]}
    assert scored(BS, branching(*NODES), report(state)).points == 11


def test_older_players_keep_no_path_and_the_choices_tell_it():
    assert count(None, LEFT[1]).points == 11
    assert count(None, ROUND[1]).points == 12
    with pytest.raises(ReportRefused):
        count(None, [chose(9)])


def test_before_1_5_the_option_stood_in_the_scenario_itself():
    params = branching(*NODES)
    del params["branchingScenario"]["scoringOptionGroup"]
    assert scored(BS, params, report({"userPath": STOP[0]}, said(children=STOP[1]))).max_points == 0
    params["branchingScenario"]["scoringOption"] = "static-end-score"
    assert scored(BS, params, report({"userPath": STOP[0]}, said(children=STOP[1]))).points == 7


def test_an_ending_of_its_own_without_points_is_worth_nothing():
    nodes = (fork(alternative(-1, text="Leave", title="You left"), alternative(-1, 3), key=IDS[1]),)
    params = branching(*nodes, scoring="static-end-score", ending=9)
    found = scored(BS, params, report({"userPath": [0, -1]}, said(children=[chose(0)])))
    assert (found.points, found.max_points) == (0, 9)


@pytest.mark.parametrize(
    ("path", "children"),
    [
        ([0, 2, 3, -1], [picked(), chose(1, IDS[3])]),
        ([1, -1], [chose(2)]),
        ([0, 1, -1], [chose(0)]),
        ([0, 1, 2, -1], [chose(0), picked()]),
        ([0, 1, 9], []),
        ([0, -1], []),
        ([0, -1, 1], []),
        ([-1], []),
        ([], []),
        (["0", {}], []),
        ([0, True], []),
        ([0, 1, 3] * 200, []),
    ],
)
def test_ways_that_the_content_does_not_allow_are_refused(path, children):
    with pytest.raises(ReportRefused):
        count(path, children)


def test_the_choice_must_lead_where_the_path_goes():
    with pytest.raises(ReportRefused):
        count([0, 1, 3, -1], [chose(0), chose(1, IDS[3])])


def test_of_choices_that_nothing_is_said_of_the_poorest_counts():
    nodes = (
        fork(alternative(1, 5), alternative(1, 2), key=IDS[1]),
        node("H5P.AdvancedText", {}, IDS[0], -1),
    )
    found = scored(BS, branching(*nodes), report({"userPath": [0, 1, -1]}))
    assert (found.points, found.max_points) == (2, 5)


@pytest.mark.parametrize(("scoring", "most"), [("dynamic-score", 2), ("static-end-score", 7)])
def test_a_way_handed_in_before_its_end_wins_nothing(scoring, most):
    for path in ([0, 1], [0]):
        found = count(path, [], scoring=scoring)
        assert found.points == 0
        assert found.has_passed(1) is False
    assert count([0, 1], [], scoring=scoring).max_points == most


def test_a_way_without_points_can_be_handed_in_at_any_time():
    found = count([0, 1], [], scoring="no-score")
    assert (found.max_points, found.has_passed(70)) == (0, None)
    assert scored(BS, branching(*NODES, scoring="no-score"), report()).answers == ()


def test_a_branching_question_alone_has_nothing_to_win():
    asked = NODES[1]["type"]["params"]
    found = scored("H5P.BranchingQuestion", asked, report(xapi=chose(1, "")))
    assert (found.answers[0].response, found.max_points, found.by) == ("1", 0, SERVER)
    with pytest.raises(ReportRefused):
        scored("H5P.BranchingQuestion", asked, report(xapi=chose(3, "")))
