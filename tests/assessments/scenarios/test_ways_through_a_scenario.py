import pytest

from assessments.scenarios.graph import (
    EndlessPoints,
    Graph,
    NoWayToAnEnding,
    Step,
    UnknownChoice,
    UnknownScene,
)
from tests.factories.assessments import LESSON_KEY, choice, ending, scene, structure


def graph_of(*scenes, **fields):
    return Graph.from_structure(structure(*scenes, **fields))


def test_the_best_path_earns_most_without_a_critical_error():
    assert graph_of().best_path() == (Step("d1", "a"), Step("d2", "a"))
    assert graph_of().max_points == 4


def test_the_way_over_a_repair_is_taken_when_it_is_worth_more():
    graph = graph_of(
        scene("d1", choice("a", 0, to="end"), choice("b", -1, to="r")),
        scene("r", choice("a", 2, to="end")),
        ending("end"),
    )
    assert graph.best_path() == (Step("d1", "b"), Step("r", "a"))


def test_of_ways_worth_the_same_the_shortest_is_recommended():
    graph = graph_of(
        scene("d1", choice("a", 0, to="d2"), choice("b", 0, to="end")),
        scene("d2", choice("a", 0, to="end")),
        ending("end"),
    )
    assert graph.best_path() == (Step("d1", "b"),)


def test_a_circle_that_gains_nothing_is_never_walked():
    graph = graph_of(
        scene("d1", choice("again", 0, to="d1"), choice("on", 1, to="end")),
        ending("end"),
    )
    assert graph.best_path() == (Step("d1", "on"),)


def test_a_circle_that_gains_points_has_no_best_path():
    graph = graph_of(
        scene("d1", choice("again", 1, to="d2"), choice("on", 1, to="end")),
        scene("d2", choice("back", 0, to="d1")),
        ending("end"),
    )
    with pytest.raises(EndlessPoints):
        graph.best_path()


def test_a_choice_with_a_critical_error_is_never_recommended():
    graph = graph_of(
        scene("d1", choice("a", 0, "critical", "end", critical_error="CE-REF")),
        ending("end", "critical"),
    )
    assert graph.recommended(graph.first_state()) is None
    with pytest.raises(NoWayToAnEnding):
        graph.best_path()
    with pytest.raises(NoWayToAnEnding):
        _ = graph.max_points


def test_scenes_and_choices_are_found_by_their_ids():
    graph = graph_of()
    assert graph.scene("d1").choice("b").next == "d1-repair"
    with pytest.raises(UnknownScene):
        graph.scene("d9")
    with pytest.raises(UnknownChoice):
        graph.scene("d1").choice("z")


def test_the_lowest_points_are_those_of_the_worst_choices():
    assert graph_of().lowest_points == -1


def test_the_lessons_to_read_again_are_keys():
    assert graph_of().relearn["default"] == LESSON_KEY
