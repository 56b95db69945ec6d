"""Gain: who took both tests, questions asked both times, points and the part of what was not known before."""

import pytest

from courses.measuring import gain
from courses.measuring.gain import Gain, Pair


def results(**right) -> dict:
    """Return results of questions named m_o: module m, objective o."""
    return {
        name: {"module": name.split("_")[0], "objective": name.split("_")[1], "right": bool(is_right)}
        for name, is_right in right.items()
    }


PAIRS = [
    Pair(results(m_1=0, m_2=1, n_1=0), results(m_1=1, m_2=1, n_1=0)),
    Pair(results(m_1=0, m_2=0, n_1=1), results(m_1=1, m_2=1, n_1=1)),
]


def test_gain_is_counted_over_all_by_module_and_by_objective():
    assert gain.total(PAIRS) == Gain(before=2, after=5, asked=6, people=2)
    assert gain.by_module(PAIRS) == {"m": Gain(1, 4, 4, 2), "n": Gain(1, 1, 2, 2)}
    assert gain.by_objective(PAIRS) == {
        ("m", "1"): Gain(0, 2, 2, 2),
        ("m", "2"): Gain(1, 2, 2, 2),
        ("n", "1"): Gain(1, 1, 2, 2),
    }


@pytest.mark.parametrize(
    ("found", "points", "normalised"),
    [
        (Gain(2, 6, 8, 8), 50, 4 / 6),
        (Gain(4, 4, 8, 8), 0, 0),
        (Gain(4, 2, 8, 8), -25, -0.5),
        (Gain(8, 8, 8, 8), 0, None),
        (Gain(8, 6, 8, 8), -25, None),
    ],
)
def test_gain_in_points_and_normalised(found, points, normalised):
    assert (found.points, found.normalised) == (
        points,
        pytest.approx(normalised) if normalised else normalised,
    )


def test_a_question_asked_only_once_does_not_count():
    pairs = [Pair(results(m_1=1, m_2=1), results(m_1=1, m_3=1))]
    assert gain.total(pairs) == Gain(1, 1, 1, 1)


def test_nobody_with_both_tests_gives_no_gain():
    assert gain.total([]) is None
    assert gain.by_module([]) == {}


@pytest.mark.parametrize(("people", "is_few"), [(1, True), (4, True), (5, False)])
def test_under_five_people_are_few(people, is_few):
    assert Gain(0, people, people, people).is_few is is_few
