from collections import defaultdict
from copy import deepcopy

import pytest

from assessments.scenarios.critical_errors import NAMES, PRINCIPLES
from assessments.scenarios.problem_texts import TEXTS, describe
from assessments.scenarios.validation import CRITICAL_ERRORS, LEVELS, problems
from tests.factories.assessments import choice, ending, scene, structure


def found(made):
    return [(problem.code, problem.where) for problem in problems(made)]


def changed(change):
    made = deepcopy(structure())
    change(made)
    return made


def test_the_default_structure_has_no_faults():
    assert problems(structure()) == []


CRITICAL_CHOICE = {"severity": "critical", "critical_error": "CE-REF", "points": 0}


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        # form
        (lambda s: s.pop("start"), [("missing_key", "")]),
        (lambda s: s.update(colour="red"), [("unknown_key", "")]),
        (lambda s: s.update(max_points="4"), [("wrong_type", "")]),
        (lambda s: s.update(max_points=True), [("wrong_type", "")]),
        (lambda s: s.update(format=3), [("unknown_format", "")]),
        (lambda s: s.update(scenes={}), [("wrong_type", "")]),
        (lambda s: s["scenes"].append("d9"), [("wrong_type", "")]),
        (lambda s: s["scenes"][0].update(mood="grim"), [("unknown_key", "d1")]),
        (lambda s: s["scenes"][0].update(choices={}), [("wrong_type", "d1")]),
        (lambda s: s["scenes"][0]["choices"].append(7), [("wrong_type", "d1")]),
        (lambda s: s["scenes"][0]["choices"][0].pop("next"), [("missing_key", "d1/a")]),
        (lambda s: s["scenes"][0]["choices"][0].update(score=2), [("unknown_key", "d1/a")]),
        (lambda s: s["scenes"][0]["choices"][0].update(points=1.5), [("wrong_type", "d1/a")]),
        (lambda s: s["scenes"].append(ending("d2")), [("duplicate_scene", "d2")]),
        (lambda s: s["scenes"][0]["choices"][1].update(id="a"), [("duplicate_choice", "d1/a")]),
        (lambda s: s["relearn"].clear(), [("no_relearn", "")]),
        (
            lambda s: s["relearn"].update({"CE-XXX": s["relearn"]["default"]}),
            [("unknown_critical_error", "")],
        ),
        (lambda s: s["relearn"].update({"CE-REF": "m4-1"}), [("wrong_type", "")]),
        # sense
        (lambda s: s.update(pass_percent=0), [("wrong_pass_percent", "")]),
        (lambda s: s.update(pass_percent=101), [("wrong_pass_percent", "")]),
        (lambda s: s.update(start="d9"), [("start_to_nowhere", "")]),
        (lambda s: s.update(max_points=5), [("wrong_max_points", "")]),
        (lambda s: s["scenes"].append(ending("end-x")), [("unreachable_scene", "end-x")]),
        (
            lambda s: s["scenes"][2].pop("choices"),
            [
                ("dead_end", "d2"),
                ("no_way_out", "d1-repair"),
                ("unreachable_scene", "end-pass"),
                ("no_way_to_pass", ""),
            ],
        ),
        (lambda s: s["scenes"][1]["choices"][1].update(next="d9"), [("choice_to_nowhere", "d1-repair/b")]),
        (lambda s: s["scenes"][3].update(ending="happy"), [("unknown_ending", "end-pass")]),
        (
            lambda s: s["scenes"][3].update(choices=[choice("a", to="end-pass")]),
            [("ending_with_choices", "end-pass")],
        ),
        (
            lambda s: s["scenes"][1]["choices"][1].update(severity="bad"),
            [("unknown_severity", "d1-repair/b")],
        ),
        (lambda s: s["scenes"][1]["choices"][1].update(points=-2), [("wrong_points", "d1-repair/b")]),
        (
            lambda s: s["scenes"][0]["choices"][2].update(critical_error=""),
            [("critical_without_code", "d1/c")],
        ),
        (
            lambda s: s["scenes"][0]["choices"][2].update(critical_error="CE-X"),
            [("unknown_critical_error", "d1/c")],
        ),
        (lambda s: s["scenes"][0]["choices"][2].update(points=1), [("wrong_points", "d1/c")]),
        (
            lambda s: s["scenes"][1]["choices"][1].update(CRITICAL_CHOICE),
            [("critical_without_critical_ending", "d1-repair/b")],
        ),
        (
            lambda s: s["scenes"][1]["choices"][1].update(next="end-ref"),
            [("critical_ending_without_critical_error", "d1-repair/b")],
        ),
        (
            lambda s: s["scenes"][2]["choices"][0].update(severity="poor"),
            [("wrong_points", "d2/a"), ("unbalanced_points", "d2/a")],
        ),
        (
            lambda s: s["scenes"][0]["choices"][1].update(severity="acceptable"),
            [("wrong_points", "d1/b"), ("unbalanced_points", "d1/c")],
        ),
        (
            lambda s: s["scenes"][1]["choices"][1].update(critical_error="CE-PEN"),
            [("code_without_critical", "d1-repair/b")],
        ),
    ],
)
def test_a_fault_is_found_and_placed(change, faults):
    assert found(changed(change)) == faults


@pytest.mark.parametrize("made", [None, [], "text", 7])
def test_what_is_no_structure_at_all_is_one_fault(made):
    assert found(made) == [("wrong_type", "")]


def test_a_circle_without_a_way_out_is_found():
    made = structure(
        scene("d1", choice("a", 2, "best", "d2"), choice("b", 0, to="round")),
        scene("d2", choice("a", 2, "best")),
        scene("round", choice("a", 0, to="round-2")),
        scene("round-2", choice("a", 0, to="round")),
        ending("end"),
    )
    assert found(made) == [("no_way_out", "round"), ("no_way_out", "round-2")]


def test_a_scenario_without_an_ending_is_found():
    made = structure(scene("d1", choice("a", 2, to="d2")), scene("d2", choice("a", 2, to="d1")))
    assert ("no_ending", "") in found(made)
    assert ("no_way_to_pass", "") in found(made)


def test_a_scenario_that_nobody_can_pass_is_found():
    made = structure(
        scene("d1", choice("a", 0, "critical", "end", critical_error="CE-REF")), ending("end", "critical")
    )
    assert found(made) == [("no_way_to_pass", "")]


def test_points_without_end_are_found():
    made = structure(scene("d1", choice("a", 1, to="d1"), choice("b", 2)), ending("end"))
    assert found(made) == [("endless_points", "d1")]


def test_a_scenario_with_nothing_to_win_is_found():
    assert found(structure(scene("d1", choice("a", 0)), ending("end"), max_points=0)) == [
        ("no_points_to_win", "")
    ]


def test_every_fault_has_its_words():
    assert (
        describe(problems(structure(max_points=7))[0])
        == "The maximum is given as 7 points, the best way earns 4."
    )
    made = changed(lambda s: s["scenes"][1]["choices"][1].update(next="d9"))
    assert (
        describe(problems(made)[0])
        == "d1-repair/b: The choice leads to the scene “d9”, which is not there. Choose where it leads."
    )
    for text in TEXTS.values():
        assert text % defaultdict(str)
    assert TEXTS.keys() == LEVELS.keys()


def test_every_critical_error_has_a_name_and_a_principle():
    assert tuple(NAMES) == tuple(PRINCIPLES) == CRITICAL_ERRORS
