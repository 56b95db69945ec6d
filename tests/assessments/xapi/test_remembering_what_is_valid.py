"""What was found right once is not looked through again; everything else is."""

import pytest

from assessments.xapi import shapes
from assessments.xapi.shapes import Problem, remembered


@pytest.fixture
def checked():
    """The values that a check was asked about; those with "bad" in them are wrong."""
    asked = []

    @remembered
    def check(value, pointer=""):
        asked.append(value)
        return [Problem(f"{pointer}/x", "must be otherwise")] if "bad" in str(value) else ()

    check.asked = asked
    return check


def test_what_is_right_is_looked_at_once(checked):
    for _ in range(3):
        assert checked({"id": "a:b", "definition": {"name": {"ru": "Имя"}}}) == ()
    assert len(checked.asked) == 1


def test_what_is_wrong_is_told_each_time_with_its_place(checked):
    for pointer in ("/object", "/context"):
        assert [one.pointer for one in checked({"id": "bad"}, pointer)] == [f"{pointer}/x"]
    assert len(checked.asked) == 2


@pytest.mark.parametrize(
    "values",
    [
        [1, True, 1.0, "1"],
        [0, False, -0.0, 0.0, ""],
        [None, "null", [], {}, [None]],
        [{"a": "b", "c": "d"}, {"a": "b\0", "c": "d"}, {"a": "bc", "d": ""}],
        ["\ud800", "?", "\ufffd"],
        [10**30, float(10**30)],
    ],
)
def test_values_that_differ_are_never_taken_for_each_other(checked, values):
    for value in values:
        assert checked(value) == ()
    assert [repr(one) for one in checked.asked] == [repr(one) for one in values]


def test_what_is_long_is_not_kept(checked):
    long = {"name": "x" * shapes._LONGEST_REMEMBERED}
    checked(long)
    checked(long)
    assert len(checked.asked) == 2


def test_what_is_too_deep_to_be_known_again_is_checked_each_time(checked):
    deep = []
    for _ in range(2500):
        deep = [deep]
    asked = []
    check = remembered(lambda value, pointer="": asked.append(pointer) or ())
    assert check(deep, "/a") == check(deep, "/b") == ()
    assert asked == ["/a", "/b"]


def test_no_more_is_kept_than_a_process_can_spare(checked, monkeypatch):
    monkeypatch.setattr(shapes, "_MOST_REMEMBERED", 3)
    for number in (*range(4), 3, 0):
        checked(number)
    assert checked.asked == [0, 1, 2, 3, 0]
