from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from courses.progress.completion import required_units, standing, stuck, unpassed_units

A, B, C = uuid4(), uuid4(), uuid4()


@dataclass(frozen=True)
class Item:
    key: UUID
    units: tuple = ()
    is_required: bool = True


LESSONS = [Item(A), Item(B), Item(C)]


@pytest.mark.parametrize(
    ("completed", "done", "percent", "is_complete"),
    [
        (set(), 0, 0, False),
        ({A}, 1, 33, False),
        ({A, B}, 2, 66, False),
        ({A, B, C}, 3, 100, True),
        ({A, B, C, uuid4()}, 3, 100, True),
        ({uuid4()}, 0, 0, False),
    ],
)
def test_a_standing_counts_the_lessons_of_the_outline_only(completed, done, percent, is_complete):
    result = standing(LESSONS, completed)
    assert (len(result.done), result.percent, result.is_complete) == (done, percent, is_complete)
    assert [lesson.key for lesson in result.missing] == [key for key in (A, B, C) if key not in completed]


def test_nobody_has_completed_a_course_without_lessons():
    assert standing([], {A}).is_complete is False
    assert standing([], {A}).percent == 0


def test_units_not_passed_are_named_in_the_order_of_the_lesson():
    lesson = Item(A, units=(Item(B), Item(C)))
    assert unpassed_units(lesson, {C}) == (Item(B),)
    assert unpassed_units(lesson, {B, C}) == ()


def test_a_unit_that_is_an_exercise_is_never_missing():
    lesson = Item(A, units=(Item(B, is_required=False), Item(C)))
    assert unpassed_units(lesson, set()) == (Item(C),)
    assert required_units(lesson) == (Item(C),)


@dataclass(frozen=True)
class Unit:
    key: UUID
    tries: int | None


@dataclass(frozen=True)
class Result:
    unit_key: UUID
    tries: int
    extra_tries: int = 0
    passed_at: str | None = None


@pytest.mark.parametrize(
    ("allowed", "result", "is_stuck"),
    [
        (3, Result(B, tries=2), False),
        (3, Result(B, tries=3), True),
        (5, Result(B, tries=3), False),
        (1, Result(B, tries=1), True),
        (3, Result(B, tries=3, extra_tries=3), False),
        (3, Result(B, tries=6, extra_tries=3), True),
        (3, Result(B, tries=3, passed_at="today"), False),
        (3, Result(C, tries=3), False),
        (None, Result(B, tries=30), False),
    ],
)
def test_stuck_is_who_has_used_the_tries_of_that_very_check(allowed, result, is_stuck):
    lessons = [Item(A, units=(Unit(B, allowed),))]
    assert stuck(lessons, [result]) == ((result,) if is_stuck else ())
