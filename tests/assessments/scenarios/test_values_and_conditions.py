import pytest

from assessments.scenarios.graph import (
    Graph,
    NoWayToAnEnding,
    State,
    Step,
    TooManyStates,
    UnknownChoice,
    UnknownScene,
)
from assessments.scenarios.walks.values import Condition
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


def counting():
    return Graph.from_structure(counting_structure())


def keys(choices):
    return [one.key for one in choices]


def test_everybody_begins_in_the_first_scene_with_the_values_of_the_start():
    graph = counting()
    assert graph.first_state() == State("d1", (0, False))
    assert graph.amounts(graph.first_state()) == {"trust": 0, "told": False}


def test_a_choice_changes_values_and_a_later_scene_offers_by_them():
    graph = counting()
    trusted, lost = (graph.after(graph.first_state(), key) for key in "ac")
    assert (trusted, lost) == (State("d2", (1, False)), State("d2", (-1, False)))
    assert keys(graph.offered(trusted)) == ["a", "b", "c"]
    assert keys(graph.offered(lost)) == ["b", "c"]


def test_a_route_is_taken_by_the_values_after_the_choice():
    graph = counting()
    assert graph.after(graph.state("d2", {"trust": 0}), "b") == State("end-pass", (0, True))
    assert graph.after(graph.state("d2", {"trust": -1}), "b") == State("end-mixed", (-1, True))


def test_of_several_routes_the_first_that_holds_is_taken():
    graph = Graph.from_structure(
        structure(
            scene(
                "d1",
                choice(
                    "a",
                    effects=[{"value": "n", "set": 1}],
                    to="z",
                    routes=[
                        {"when": [when("n", "at_least", 2)], "next": "x"},
                        {"when": [when("n", "at_least", 1), when("n", "differs", 2)], "next": "y"},
                        {"when": [], "next": "z"},
                    ],
                ),
            ),
            *(ending(key) for key in "xyz"),
            format=2,
            values=[integer("n")],
        )
    )
    assert graph.after(graph.first_state(), "a").scene == "y"


def test_a_number_stays_between_its_lowest_and_highest_after_every_effect():
    effects = [{"value": "n", "add": 5}, {"value": "n", "add": -1}]
    graph = Graph.from_structure(
        structure(
            scene("d1", choice("a", effects=effects)),
            ending("end"),
            format=2,
            values=[integer("n", low=0, high=3)],
        )
    )
    assert graph.after(graph.first_state(), "a") == State("end", (2,))


@pytest.mark.parametrize(
    ("test", "than", "holds"),
    [
        ("at_least", 1, True),
        ("at_least", 2, False),
        ("at_most", 1, True),
        ("at_most", 0, False),
        ("equals", 1, True),
        ("equals", 0, False),
        ("differs", 0, True),
        ("differs", 1, False),
        ("nearly", 1, False),
    ],
)
def test_a_condition_compares_a_value(test, than, holds):
    assert Condition("n", test, than).holds({"n": 1}) is holds


def test_a_condition_on_a_value_that_is_not_there_never_holds():
    assert not Condition("m", "differs", 1).holds({"n": 1})


def test_a_choice_that_is_not_offered_cannot_be_made():
    graph = counting()
    with pytest.raises(UnknownChoice):
        graph.after(graph.state("d2", {"trust": 0}), "a")
    with pytest.raises(UnknownScene):
        graph.offered(State("d9", (0, False)))


def test_the_best_path_takes_the_values_into_account():
    graph = counting()
    assert graph.best_path() == (Step("d1", "a"), Step("d2", "a"))
    assert graph.max_points == 4
    assert graph.best_path(graph.state("d2", {"trust": 0})) == (Step("d2", "b"),)


def test_what_is_recommended_in_a_scene_depends_on_the_values():
    graph = counting()
    assert graph.recommended(graph.state("d2", {"trust": 1})).key == "a"
    assert graph.recommended(graph.state("d2", {"trust": -1})).key == "b"
    assert graph.recommended(graph.state("end-pass", {})) is None


def test_a_state_that_play_never_reaches_can_be_asked_about_too():
    graph = counting()
    assert graph.state("d1", {"trust": 2}) not in graph.space.numbers
    assert graph.recommended(graph.state("d1", {"trust": 2})).key == "a"


def test_a_dear_choice_pays_when_it_opens_a_better_way():
    key = [{"value": "key", "set": True}]
    graph = Graph.from_structure(
        structure(
            scene("d1", choice("a", 1, to="d2"), choice("b", -1, to="d2", effects=key)),
            scene("d2", choice("a", 0), choice("b", 8, when=[when("key", "equals", True)])),
            ending("end"),
            format=2,
            values=[yes_no("key")],
        )
    )
    assert graph.best_path() == (Step("d1", "b"), Step("d2", "b"))
    assert graph.max_points == 7


def test_going_round_is_worth_it_until_the_value_is_full():
    more = [{"value": "n", "add": 1}]
    graph = Graph.from_structure(
        structure(
            scene(
                "d1",
                choice("round", 1, to="d1", effects=more, when=[when("n", "at_most", 1)]),
                choice("on", 0),
            ),
            ending("end"),
            format=2,
            values=[integer("n")],
        )
    )
    assert [step.choice for step in graph.best_path()] == ["round", "round", "on"]


def test_where_the_values_leave_no_way_there_is_no_best_path():
    graph = Graph.from_structure(
        structure(
            scene("d1", choice("a", when=[when("n", "at_least", 1)])),
            ending("end"),
            format=2,
            values=[integer("n")],
        )
    )
    with pytest.raises(NoWayToAnEnding):
        graph.best_path()


def test_values_that_no_condition_tests_do_not_multiply_the_states():
    values = [integer(f"v{number}", low=-9, high=9) for number in range(12)]
    effects = [{"value": one["id"], "add": 1} for one in values]
    made = structure(
        scene("d1", choice("again", -1, to="d1", effects=effects), choice("on", 1)),
        ending("end"),
        format=2,
        values=values,
    )
    assert len(Graph.from_structure(made).space.states) == 2


def test_more_states_than_can_be_searched_are_refused():
    values = [integer(f"v{number}", low=0, high=40) for number in range(3)]
    more = [choice(f"c{n}", 0, to="d1", effects=[{"value": f"v{n}", "add": 1}]) for n in range(3)]
    tested = [when(f"v{number}", "at_least", 0) for number in range(3)]
    made = structure(scene("d1", *more, choice("on", 1, when=tested)), ending("end"), format=2, values=values)
    with pytest.raises(TooManyStates):
        _ = Graph.from_structure(made).space
