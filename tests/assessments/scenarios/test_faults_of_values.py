"""What format 2 adds to a structure, and what can be wrong with it."""

from copy import deepcopy

import pytest

from assessments.scenarios.checks.form import MOST_CHOICES, MOST_SCENES, MOST_VALUES
from assessments.scenarios.problem_texts import describe
from assessments.scenarios.validation import BLOCKS, WARNS, most_points, problems
from tests.factories.assessments import (
    choice,
    counting_structure,
    ending,
    integer,
    scene,
    structure,
    when,
    yes_no,
)


def found(made):
    return [(problem.code, problem.where) for problem in problems(made)]


def changed(change):
    made = deepcopy(counting_structure())
    change(made)
    return made


def choice_of(made, scene, number):
    return next(one for one in made["scenes"] if one["id"] == scene)["choices"][number]


def test_a_structure_with_values_has_no_faults():
    assert found(counting_structure()) == []
    policy = {"mode": "practice", "tries": 3, "cooldown_minutes": 10}
    assert found(counting_structure(policy=policy)) == []


def test_what_format_2_brought_is_unknown_in_format_1():
    assert ("unknown_key", "") in found(counting_structure(format=1))
    assert ("unknown_key", "d2") in found(counting_structure(format=1))
    assert ("unknown_key", "d1/a") in found(counting_structure(format=1))


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        # form
        (lambda s: s["values"].append(7), [("wrong_type", "")]),
        (lambda s: s["values"][0].pop("start"), [("missing_key", "")]),
        (lambda s: s["values"][0].update(colour="red"), [("unknown_key", "")]),
        (lambda s: s["values"][0].update(start=0.5), [("wrong_type", "")]),
        (lambda s: s["values"][0].update(id="a b"), [("bad_id", "")]),
        (lambda s: s["values"].append(yes_no("trust")), [("duplicate_value", "")]),
        (lambda s: s.update(policy={"mode": 1}), [("wrong_type", "")]),
        (lambda s: s.update(policy={"retries": 1}), [("unknown_key", "")]),
        (lambda s: choice_of(s, "d1", 0).update(id="a/b"), [("bad_id", "d1/a/b")]),
        (lambda s: choice_of(s, "d1", 0).update(sources=[19]), [("wrong_type", "d1/a")]),
        (lambda s: choice_of(s, "d1", 0).update(effects=["trust"]), [("wrong_type", "d1/a")]),
        (lambda s: choice_of(s, "d1", 0)["effects"][0].pop("add"), [("wrong_effect", "d1/a")]),
        (lambda s: choice_of(s, "d1", 0)["effects"][0].update(set=1), [("wrong_effect", "d1/a")]),
        (lambda s: choice_of(s, "d2", 0)["when"][0].pop("is"), [("missing_key", "d2/a")]),
        (lambda s: choice_of(s, "d2", 1)["routes"][0].pop("next"), [("missing_key", "d2/b")]),
        (lambda s: choice_of(s, "d2", 1)["routes"][0]["when"][0].pop("than"), [("missing_key", "d2/b")]),
        # values
        (lambda s: s["values"].append(yes_no("x") | {"kind": "text"}), [("unknown_value_kind", "")]),
        (lambda s: s["values"].append(yes_no("x") | {"min": 0}), [("unknown_key", "")]),
        (lambda s: s["values"][0].pop("max"), [("missing_key", "")]),
        (lambda s: s["values"][0].update(min=3), [("empty_range", "")]),
        (lambda s: s["values"][0].update(start=3), [("start_out_of_range", "")]),
        (lambda s: s["values"][0].update(start=True), [("start_out_of_range", "")]),
        (lambda s: s["values"][1].update(start=0), [("start_out_of_range", "")]),
        # effects and conditions
        (lambda s: choice_of(s, "d1", 0)["effects"][0].update(value="x"), [("unknown_value", "d1/a")]),
        (lambda s: choice_of(s, "d1", 0)["effects"][0].update(value="told"), [("wrong_effect", "d1/a")]),
        (lambda s: choice_of(s, "d2", 1)["effects"][0].update(set=1), [("wrong_effect", "d2/b")]),
        (lambda s: choice_of(s, "d2", 0)["when"][0].update(value="x"), [("unknown_value", "d2/a")]),
        (lambda s: choice_of(s, "d2", 0)["when"][0].update({"is": "near"}), [("wrong_condition", "d2/a")]),
        (lambda s: choice_of(s, "d2", 0)["when"][0].update(than=True), [("wrong_condition", "d2/a")]),
        (
            lambda s: choice_of(s, "d2", 0).update(when=[when("told", "at_least", True)]),
            [("wrong_condition", "d2/a")],
        ),
        # policy, picture, points
        (lambda s: s.update(policy={"mode": "exam"}), [("wrong_policy", "")]),
        (lambda s: s.update(policy={"tries": -1}), [("wrong_policy", "")]),
        (lambda s: s.update(policy={"cooldown_minutes": 10**6}), [("wrong_policy", "")]),
        (lambda s: s["scenes"][0].update(image="train.jpg"), [("wrong_image", "d1")]),
        (
            lambda s: choice_of(s, "d1", 2).update(points=-11),
            [("points_out_of_range", "d1/c")],
        ),
        # ways
        (
            lambda s: choice_of(s, "d2", 0)["when"][0].update(than=2),
            [("choice_never_offered", "d2/a"), ("wrong_max_points", "")],
        ),
        (
            lambda s: choice_of(s, "d2", 1)["routes"].append(
                {"when": [when("trust", "at_least", 1)], "next": "end-mixed"}
            ),
            [("route_never_taken", "d2/b")],
        ),
        (
            lambda s: choice_of(s, "d2", 1)["routes"].append({"when": [], "next": "d9"}),
            [("choice_to_nowhere", "d2/b"), ("unreachable_scene", "end-mixed")],
        ),
        (
            lambda s: s["scenes"][1].update(choices=[choice_of(s, "d2", 0)]),
            [
                ("no_choice_offered", "d2"),
                ("unreachable_scene", "end-mixed"),
                ("unreachable_scene", "end-ref"),
            ],
        ),
    ],
)
def test_a_fault_is_found_and_placed(change, faults):
    assert found(changed(change)) == faults


def test_a_scene_from_which_only_some_values_lead_on_is_told_with_the_values():
    made = structure(
        scene("d1", choice("a", 2, to="d2", effects=[{"value": "k", "set": True}]), choice("b", 0, to="d2")),
        scene("d2", choice("round", 0, to="d2"), choice("out", 2, when=[when("k", "equals", True)])),
        ending("end"),
        format=2,
        values=[yes_no("k")],
    )
    [problem] = problems(made)
    assert describe(problem) == (
        "d2: From this scene no ending can be reached when k = no. Change a condition, or add a way out."
    )


def test_a_critical_error_that_earns_as_much_as_the_best_way_is_found():
    made = structure(
        scene("d1", choice("a", 2, to="d2")),
        scene("d2", choice("a", 2), choice("b", -1, "harmful", "d3")),
        scene("d3", choice("a", 3, "best"), choice("x", 3, "critical", "end-ref", critical_error="CE-REF")),
        ending("end"),
        ending("end-ref", "critical"),
    )
    assert ("best_path_critical", "d3/x") in found(made)
    made["scenes"][2]["choices"][1]["points"] = 2
    assert ("best_path_critical", "d3/x") not in found(made)


def test_a_worse_choice_that_earns_as_much_is_told_once_with_the_better_one():
    made = structure(
        scene("d1", choice("a", 2, "best"), choice("b", 1, "acceptable"), choice("c", 1, "poor")),
        ending("end"),
        max_points=2,
    )
    [first, second] = problems(made)
    assert [(one.code, one.where, one.level) for one in (first, second)] == [
        ("wrong_points", "d1/c", WARNS),
        ("unbalanced_points", "d1/c", WARNS),
    ]
    assert describe(second).startswith("d1/c: This choice is worse than the choice “b”")


def test_a_critical_choice_may_earn_what_a_poor_one_earns_because_it_fails_anyway():
    made = structure(
        scene(
            "d1",
            choice("a", 2, "best"),
            choice("b", -1, "harmful"),
            choice("c", 0, "critical", "end-ref", critical_error="CE-REF"),
        ),
        ending("end"),
        ending("end-ref", "critical"),
        max_points=2,
    )
    assert problems(made) == []


def test_unusual_points_only_warn():
    made = structure(scene("d1", choice("a", 3, "best")), ending("end"), max_points=3)
    assert [(one.code, one.level) for one in problems(made)] == [("wrong_points", WARNS)]
    assert {one.level for one in problems(structure(max_points=7))} == {BLOCKS}


def test_what_is_too_much_is_told_with_the_limit():
    scenes = [scene(f"d{number}", choice("a", to=f"d{number + 1}")) for number in range(MOST_SCENES)]
    assert found(structure(*scenes, ending(f"d{MOST_SCENES}"))) == [("too_many_scenes", "")]
    choices = [choice(f"c{number}") for number in range(MOST_CHOICES + 1)]
    assert found(structure(scene("d1", *choices), ending("end"))) == [("too_many_choices", "d1")]
    values = [yes_no(f"v{number}") for number in range(MOST_VALUES + 1)]
    assert found(counting_structure(values=values))[0] == ("too_many_values", "")


def test_more_situations_than_can_be_searched_are_a_fault_of_their_own():
    values = [integer(f"v{number}", low=0, high=40) for number in range(3)]
    more = [choice(f"c{n}", 0, to="d1", effects=[{"value": f"v{n}", "add": 1}]) for n in range(3)]
    tested = [when(f"v{number}", "at_least", 0) for number in range(3)]
    made = structure(scene("d1", *more, choice("on", 2, when=tested)), ending("end"), format=2, values=values)
    assert found(made) == [("too_many_states", "")]
    assert most_points(made) == 0


def test_an_id_may_be_of_any_script():
    made = structure(scene("сцена-1", choice("а", 2), choice("б", 1)), ending("end"), max_points=2, format=2)
    assert problems(made) == []


def test_the_maximum_can_be_worked_out_for_any_structure():
    assert most_points(counting_structure(max_points=0)) == 4
    assert most_points(structure(start="d9")) == 0
    assert most_points({"format": 2}) == 0
    assert most_points(structure(scene("d1", choice("a", 1, to="d1"), choice("b")), ending("end"))) == 0
