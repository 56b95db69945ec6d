"""What is shown to an observer points at nobody: not by a small number, not by what is missing in a sum."""

from random import Random

import pytest

from assessments.insights.counting import Group
from assessments.insights.hiding import SMALLEST, careful, hidden_keys, is_small, rounded, shown, shown_parts


def groups(**numbers):
    """Groups of different people, of these sizes."""
    first = 0
    made = {}
    for key, number in numbers.items():
        made[key] = Group(number, frozenset(range(first, first + number)))
        first += number
    return made


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ({"a": 20, "b": 10, "c": 7}, set()),
        ({"a": 20, "b": 10, "c": 0}, set()),
        ({"a": 20, "b": 10, "c": 4}, {"b", "c"}),  # alone, the 4 would be what is missing in the sum
        ({"a": 20, "b": 3, "c": 3}, {"b", "c"}),  # six together
        ({"a": 20, "b": 1, "c": 1}, {"a", "b", "c"}),  # two together would be one each
        ({"a": 4, "b": 0}, {"a", "b"}),
        ({"a": 4}, {"a"}),
    ],
)
def test_as_many_parts_are_hidden_as_it_takes(numbers, hidden):
    assert hidden_keys(groups(**numbers)) == hidden


@pytest.mark.parametrize("seed", range(200))
def test_no_hidden_part_can_be_found_from_the_others(seed):
    random = Random(seed)  # noqa: S311 (draws examples, keeps no secret)
    made = groups(**{f"c{i}": random.choice([0, 1, 2, 4, 5, 8, 30]) for i in range(random.randrange(1, 7))})
    hidden = hidden_keys(made)
    shown_ones = made.keys() - hidden
    assert not any(is_small(made[key]) for key in shown_ones)
    missing = sum(made[key].times for key in hidden)
    assert not hidden or not shown_ones or (len(hidden) >= 2 and missing >= SMALLEST)


def test_one_person_who_did_something_often_is_still_one_person():
    often = Group(40, frozenset({1}))
    assert is_small(often)
    assert careful(often).is_hidden


def test_that_nobody_did_it_is_told():
    assert careful(Group()).times == 0


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (1, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (98, 100)]
)
def test_observers_read_numbers_to_the_nearest_five(number, told):
    assert rounded(number) == told


def test_those_who_may_know_read_every_number():
    made = groups(a=20, b=1)
    assert [one.times for one in shown_parts(made, exact=True).values()] == [20, 1]
    assert shown(made["b"], exact=True).people == 1
