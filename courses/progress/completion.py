"""When a lesson, a module, a course counts as completed. Pure: no clock, no database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Standing:
    """How far somebody is in some lessons: `done` and `missing` are lessons of the outline, in course order."""

    done: tuple
    missing: tuple

    @property
    def total(self) -> int:
        return len(self.done) + len(self.missing)

    @property
    def percent(self) -> int:
        return 100 * len(self.done) // self.total if self.total else 0

    @property
    def is_complete(self) -> bool:
        # A course without a lesson is not one that everybody has completed.
        return bool(self.done) and not self.missing


def standing(lessons: Iterable, completed: Collection[UUID]) -> Standing:
    """Split the lessons (anything with a `key`) by whether their key is among the completed ones."""
    done, missing = [], []
    for lesson in lessons:
        (done if lesson.key in completed else missing).append(lesson)
    return Standing(done=tuple(done), missing=tuple(missing))


def unpassed_units(lesson, passed: Collection[UUID]) -> tuple:
    """Return the units of a lesson that still have to be passed before it can be completed."""
    return tuple(unit for unit in required_units(lesson) if unit.key not in passed)


def required_units(lesson) -> tuple:
    """Return the units of a lesson without which it is not completed; the others are exercises."""
    return tuple(unit for unit in lesson.units if unit.is_required)


def tries_allowed(tries: int, result) -> int:
    """Return how many tries there are at a check: its own, and those the academy added to the result (or None)."""
    return tries + (result.extra_tries if result else 0)


def stuck(lessons: Iterable, results: Iterable) -> tuple:
    """Return the results of checks in these lessons that are not passed and have no try left.

    `results` are anything with the fields of UnitResult; how many tries a check allows is said by the lessons.
    """
    tries = {unit.key: unit.tries for lesson in lessons for unit in lesson.units if unit.tries is not None}
    return tuple(
        result
        for result in results
        if result.passed_at is None
        and result.unit_key in tries
        and result.tries >= tries_allowed(tries[result.unit_key], result)
    )
