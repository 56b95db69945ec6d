"""How far each person is in each unit: people × units, module by module. Pure: no clock, no database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from courses.content.outline import SCENARIO, LessonOutline, ModuleOutline, UnitOutline
from courses.progress.completion import tries_allowed


class State(StrEnum):
    """Where somebody stands in a unit."""

    NOT_BEGUN = "none"
    BEGUN = "begun"
    TRIED = "tried"
    USED_UP = "used-up"
    PASSED = "passed"
    PASSED_LAST = "passed-last"


@dataclass(frozen=True)
class Person:
    """One person of the cohort; `enrolment` and `user` are ids."""

    enrolment: int
    user: int
    native: str
    latin: str
    number: str


@dataclass(frozen=True)
class Progress:
    """What is known of one person: `opened` and `completed` are lesson keys, `results` is {unit key: UnitResult},
    `erred` are the keys of scenarios in which the person made a critical error in some try."""

    opened: Collection[UUID] = frozenset()
    completed: Collection[UUID] = frozenset()
    results: Mapping[UUID, object] = None
    erred: Collection[UUID] = frozenset()


@dataclass(frozen=True)
class Unit:
    """A column: a check or a scenario in its lesson."""

    unit: UnitOutline
    lesson: LessonOutline

    @property
    def is_scenario(self) -> bool:
        return self.unit.kind == SCENARIO


@dataclass(frozen=True)
class Cell:
    """One person in one unit; `percent` is that of the best finished try, None before the first."""

    state: State
    tries: int = 0
    percent: int | None = None
    erred: bool = False


@dataclass(frozen=True)
class Part:
    """One person in one module: completed lessons, and a cell for each unit."""

    done: int
    total: int
    cells: tuple[Cell, ...]

    @property
    def is_done(self) -> bool:
        return 0 < self.total == self.done


@dataclass(frozen=True)
class Row:
    person: Person
    parts: tuple[Part, ...]

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class Matrix:
    """`modules` and `units` say what the columns are: `units` has the units of each module."""

    modules: tuple[ModuleOutline, ...]
    units: tuple[tuple[Unit, ...], ...]
    rows: tuple[Row, ...]

    @property
    def unit_count(self) -> int:
        return sum(len(units) for units in self.units)


def units_of(module: ModuleOutline) -> tuple[Unit, ...]:
    return tuple(Unit(unit, lesson) for lesson in module.lessons for unit in lesson.units)


def matrix_of(
    modules: Sequence[ModuleOutline], people: Iterable[Person], progress: Mapping[int, Progress]
) -> Matrix:
    """Return the matrix; `progress` is {enrolment id: Progress}, people stand in the order given."""
    units = tuple(units_of(module) for module in modules)
    rows = tuple(
        Row(
            person,
            tuple(
                _part(module, columns, progress[person.enrolment])
                for module, columns in zip(modules, units, strict=True)
            ),
        )
        for person in people
    )
    return Matrix(tuple(modules), units, rows)


def _part(module: ModuleOutline, columns: Sequence[Unit], progress: Progress) -> Part:
    done = sum(lesson.key in progress.completed for lesson in module.lessons)
    return Part(done, len(module.lessons), tuple(cell_of(column, progress) for column in columns))


def cell_of(column: Unit, progress: Progress) -> Cell:
    """Return how far the person is in the unit."""
    result = (progress.results or {}).get(column.unit.key)
    erred = column.unit.key in progress.erred
    if result is None or not result.tries:
        is_begun = column.lesson.key in progress.opened
        return Cell(State.BEGUN if is_begun else State.NOT_BEGUN, erred=erred)
    return Cell(_tried(column.unit, result), result.tries, int(result.best_percent), erred)


def _tried(unit: UnitOutline, result) -> State:
    # A scenario can be played without end: it has no last try.
    is_last = unit.tries is not None and result.tries >= tries_allowed(unit.tries, result)
    if result.passed_at is not None:
        return State.PASSED_LAST if is_last and result.tries > 1 else State.PASSED
    return State.USED_UP if is_last else State.TRIED
