"""The search for the best way, on plain numbers: what it finds, and that it does not look too often."""

import pytest

from assessments.scenarios.graph import Graph
from assessments.scenarios.validation import problems
from assessments.scenarios.walks.longest import GainsWithoutEnd, components, most_gained
from benchmarks.check import SCENES, big_structure


class Counted(list):
    """Moves that count how often somebody looks at those of a node."""

    looks = 0

    def __getitem__(self, number):
        self.looks += 1
        return super().__getitem__(number)


def test_the_most_is_gained_on_the_way_that_gains_most():
    assert most_gained([[(1, 1), (0, 2)], [(1, 3)], [(5, 3)], []], {3: 0}) == [5, 1, 5, 0]


def test_a_node_that_leads_to_no_settled_one_has_no_worth():
    assert most_gained([[(1, 0)], [(1, 2)], []], {2: 0}) == [None, 1, 0]


def test_stopping_may_be_worth_less_than_going_on():
    assert most_gained([[(2, 1)], []], {0: 1, 1: 0}) == [2, 0]
    assert most_gained([[(2, 1)], []], {0: 3, 1: 0}) == [3, 0]


@pytest.mark.parametrize(
    "moves",
    [
        [[(1, 0), (0, 1)], []],
        [[(0, 1), (0, 2)], [(1, 0)], []],
        [[(-5, 1)], [(3, 2)], [(3, 0), (-9, 3)], []],
    ],
)
def test_a_circle_that_gains_is_found(moves):
    with pytest.raises(GainsWithoutEnd):
        most_gained(moves, {len(moves) - 1: 0})


def test_a_circle_that_gains_nothing_is_none():
    assert most_gained([[(2, 1), (0, 2)], [(-2, 0)], []], {2: 0}) == [0, -2, 0]


def test_components_come_after_all_they_lead_to():
    moves = [[(0, 1)], [(0, 2), (0, 3)], [(0, 1)], [(0, 4)], []]
    assert [sorted(one) for one in components(moves)] == [[4], [3], [1, 2], [0]]


def test_a_chain_of_any_length_is_looked_at_once_and_without_recursion():
    length = 20_000
    moves = Counted([[(1, number + 1)] for number in range(length)] + [[]])
    assert most_gained(moves, {length: 0})[0] == length
    assert moves.looks <= 5 * length


def test_many_circles_are_settled_in_a_few_looks():
    moves = Counted([[(1, n + 1), (-2, max(0, n - 1)), (-9, max(0, n - 5))] for n in range(999)] + [[]])
    assert most_gained(moves, {999: 0})[0] == 999
    assert moves.looks <= 10 * len(moves)


def test_a_gaining_circle_among_many_is_found_in_a_few_looks():
    moves = Counted([[(1, n + 1), (0, max(0, n - 1))] for n in range(999)] + [[]])
    with pytest.raises(GainsWithoutEnd):
        most_gained(moves, {999: 0})
    assert moves.looks <= 10 * len(moves)


def test_the_big_story_that_is_measured_is_whole_and_has_circles_and_values():
    made = big_structure()
    assert problems(made) == []
    assert len(made["scenes"]) == SCENES
    space = Graph.from_structure(made).space
    assert len(space.states) > 5 * SCENES
    moves = [[(0, move.target) for move in moves] for moves in space.moves]
    assert max(len(one) for one in components(moves)) > 2
