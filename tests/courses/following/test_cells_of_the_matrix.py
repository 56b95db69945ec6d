"""What a cell says of one person in one unit, by a table; shares of lessons by module."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import pytest

from courses.content.outline import CHECK, SCENARIO, UnitOutline
from courses.following.matrix import Cell, Person, Progress, State, Unit, cell_of, matrix_of
from courses.following.wording import cell_words


@dataclass(frozen=True)
class Lesson:
    key: UUID
    units: tuple = ()


@dataclass(frozen=True)
class Module:
    lessons: tuple


CHECKING, PLAYING = UnitOutline(CHECK, UUID(int=11), 3), UnitOutline(SCENARIO, UUID(int=12))
TEXT, CHECKED, PLAYED = (
    Lesson(UUID(int=1)),
    Lesson(UUID(int=2), (CHECKING,)),
    Lesson(UUID(int=3), (PLAYING,)),
)


def result(tries: int, percent: float = 60, *, passed=False, extra=0):
    return SimpleNamespace(
        tries=tries, best_percent=percent, passed_at="then" if passed else None, extra_tries=extra
    )


CASES = [
    ("nothing", CHECKED, None, {}, Cell(State.NOT_BEGUN)),
    ("opened", CHECKED, None, {"opened": {CHECKED.key}}, Cell(State.BEGUN)),
    ("a row without a finished try", CHECKED, result(0, 0), {}, Cell(State.NOT_BEGUN)),
    ("one try", CHECKED, result(1, 59.99), {}, Cell(State.TRIED, 1, 59)),
    ("all tries", CHECKED, result(3), {}, Cell(State.USED_UP, 3, 60)),
    ("more tries given", CHECKED, result(3, extra=3), {}, Cell(State.TRIED, 3, 60)),
    ("passed at once", CHECKED, result(1, 90, passed=True), {}, Cell(State.PASSED, 1, 90)),
    ("passed with the last", CHECKED, result(3, 80, passed=True), {}, Cell(State.PASSED_LAST, 3, 80)),
    ("a scenario has no last try", PLAYED, result(9, 80, passed=True), {}, Cell(State.PASSED, 9, 80)),
    (
        "a scenario passed after a critical error",
        PLAYED,
        result(2, 80, passed=True),
        {"erred": {PLAYING.key}},
        Cell(State.PASSED, 2, 80, erred=True),
    ),
    (
        "a critical error in a try that was not finished",
        PLAYED,
        None,
        {"erred": {PLAYING.key}, "opened": {PLAYED.key}},
        Cell(State.BEGUN, erred=True),
    ),
]


@pytest.mark.parametrize(
    ("lesson", "row", "known", "cell"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_cell(lesson, row, known, cell):
    unit = lesson.units[0]
    progress = Progress(results={unit.key: row} if row else {}, **known)
    assert cell_of(Unit(unit, lesson), progress) == cell


def test_words_of_a_cell():
    assert cell_words(Cell(State.TRIED, 2, 60)) == "tried, not passed yet, 2 tries"
    assert cell_words(Cell(State.PASSED, 2, 80, erred=True)) == "passed, with a critical error in a try"


def test_shares_of_lessons_by_module_and_over_all():
    person = Person(7, 1, "Айгүл", "AIGUL", "k-1")
    modules = [Module((TEXT, CHECKED)), Module((PLAYED,))]
    progress = {7: Progress(completed={TEXT.key, PLAYED.key}, results={})}
    (row,) = matrix_of(modules, [person], progress).rows
    assert [(part.done, part.total, len(part.cells)) for part in row.parts] == [(1, 2, 1), (1, 1, 1)]
    assert (row.done, row.total, row.percent) == (2, 3, 66)
    assert [part.is_done for part in row.parts] == [False, True]
