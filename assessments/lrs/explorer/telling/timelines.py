"""Statements in the order in which things happened: days and courses of a person, plays of a scenario. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from assessments.lrs.explorer.telling import amounts
from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.phrases import Phrase, Word
from assessments.lrs.explorer.telling.sentences import Sentence, circumstances
from assessments.xapi import vocabulary


@dataclass(frozen=True)
class Step:
    """One statement on a timeline. `gap` is seconds since the step before, `points` those won so far.

    Both are None where there is nothing to say.
    """

    statement_id: UUID
    at: datetime
    order: int
    facts: Facts
    sentence: Sentence
    voided: bool = False
    gap: float | None = None
    points: float | int | None = None

    @property
    def gap_told(self) -> str:
        """The time since the step before, "" for none or less than a second."""
        return amounts.span(self.gap) if self.gap and self.gap >= 1 else ""

    @property
    def points_told(self) -> str:
        return "" if self.points is None else amounts.number(self.points)


@dataclass(frozen=True)
class Play:
    """One way through a scenario, from its `initialized`; `number` is that of the try, None where unknown."""

    number: int | float | None
    steps: Sequence[Step]

    @property
    def points(self) -> float | int | None:
        return next((step.points for step in reversed(self.steps) if step.points is not None), None)

    @property
    def points_told(self) -> str:
        return "" if self.points is None else amounts.number(self.points)

    @property
    def circumstances(self) -> tuple[Phrase | Word, ...]:
        """In which language and version it began."""
        return circumstances(self.steps[0].facts)

    @property
    def number_told(self) -> str:
        return "" if self.number is None else amounts.number(self.number)

    @property
    def span_told(self) -> str:
        """The time from its first to its last step."""
        return amounts.span((self.steps[-1].at - self.steps[0].at).total_seconds())

    @property
    def critical_errors(self) -> tuple[str, ...]:
        """Each critical error once: the last statement repeats those of the way."""
        return tuple(dict.fromkeys(error for step in self.steps for error in step.sentence.critical_errors))


@dataclass(frozen=True)
class Course:
    """What happened in one course on one day; `name` is None for what belongs to none."""

    iri: str
    name: Phrase | Word | None
    steps: Sequence[Step]


@dataclass(frozen=True)
class Day:
    day: date
    courses: Sequence[Course]


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return steps by the time they happened, those of one moment as they were stored."""
    return sorted(steps, key=lambda step: (step.at, step.order))


def plays(steps: Iterable[Step]) -> list[Play]:
    """Return the plays in these steps of one scenario under one registration, each with its points so far."""
    found: list[list[Step]] = []
    for step in in_order(steps):
        if not found or step.facts.verb == vocabulary.INITIALIZED.iri:
            found.append([])
        found[-1].append(step)
    return [Play(_number(play), _counted(_with_gaps(play))) for play in found]


def days(steps: Iterable[Step], names) -> list[Day]:
    """Return the days, newest first; in each its courses and their steps from morning to evening.

    `names` says how a course is called: (IRI, facts of a statement in it) -> phrase.
    """
    by_day: dict[date, dict[str, list[Step]]] = {}
    for step in in_order(steps):
        courses = by_day.setdefault(localtime(step.at).date(), {})
        courses.setdefault(step.facts.of_kind("course"), []).append(step)
    return [
        Day(day, [_course(iri, held, names) for iri, held in courses.items()])
        for day, courses in reversed(by_day.items())
    ]


def _course(iri: str, steps: list[Step], names) -> Course:
    return Course(iri, names(iri, steps[0].facts) if iri else None, _with_gaps(steps))


def _with_gaps(steps: Sequence[Step]) -> list[Step]:
    made = [steps[0]] if steps else []
    for before, step in zip(steps, steps[1:], strict=False):
        made.append(replace(step, gap=(step.at - before.at).total_seconds()))
    return made


def _counted(steps: Iterable[Step]) -> list[Step]:
    """Add up the points of the answers; the outcome at the end says them itself."""
    made, points = [], None
    for step in steps:
        if step.facts.verb == vocabulary.ANSWERED.iri and step.facts.points is not None and not step.voided:
            points = (points or 0) + step.facts.points
            made.append(replace(step, points=points))
        else:
            made.append(step)
    return made


def _number(steps: Sequence[Step]) -> int | float | None:
    return next((step.facts.try_number for step in steps if step.facts.try_number is not None), None)
