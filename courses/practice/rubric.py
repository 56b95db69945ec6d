"""How the marks of two assessors become the result of a practice lesson. Pure; see docs/decisions/0028.

The words of the criteria and of their levels are in anchors.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

LEGAL = "legal"
CRITERIA = ("objectives", LEGAL, "method", "language", "questions", "timing", "check", "debrief")
LEVELS = (1, 2, 3, 4)

ASSESSORS = 2
PASS = Fraction(3)
LOWEST = 2
CAP = Fraction(2)


@dataclass(frozen=True)
class Needed:
    """What a lesson needs to pass; a cohort's rule can ask for other numbers than these."""

    average: Fraction = PASS
    lowest: int = LOWEST
    assessors: int = ASSESSORS


STANDARD = Needed()


class RubricIncomplete(ValueError):
    """Criteria have no mark, or one that is none of the levels; `criteria` are their codes."""

    def __init__(self, criteria: tuple[str, ...]):
        super().__init__(", ".join(criteria))
        self.criteria = criteria


@dataclass(frozen=True)
class Marks:
    """What one assessor handed in: {criterion: 1 to 4}, and whether a wrong protection message was given."""

    assessor: int
    criteria: Mapping[str, int]
    wrong_message: bool = False

    def __post_init__(self):
        if missing := missing_criteria(self.criteria):
            raise RubricIncomplete(missing)

    @property
    def counted(self) -> dict[str, int]:
        """{criterion: the mark as it counts}: with a wrong message legal accuracy is 2 at most."""
        highest = {LEGAL: int(CAP)} if self.wrong_message else {}
        return {code: min(self.criteria[code], highest.get(code, LEVELS[-1])) for code in CRITERIA}

    @property
    def average(self) -> Fraction:
        """The mark of this assessor, 1 to 4; 2 at most where a wrong message was given."""
        average = Fraction(sum(self.counted.values()), len(CRITERIA))
        return min(average, CAP) if self.wrong_message else average


@dataclass(frozen=True)
class Reason:
    """Why a lesson does not pass (yet). `kind` is one of the constants; what else is set depends on it.

    WAITING: `missing` assessors have not handed in. CRITERION: `assessor` gave `criterion` the mark `mark`.
    CAPPED: `assessor` noted a wrong protection message. AVERAGE: the average is below what is needed.
    """

    WAITING = "waiting"
    CRITERION = "criterion"
    CAPPED = "capped"
    AVERAGE = "average"

    kind: str
    assessor: int | None = None
    criterion: str = ""
    mark: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Result:
    """The result of one practice lesson: `average` is None until all its assessors have handed in."""

    marks: tuple[Marks, ...]
    average: Fraction | None
    is_capped: bool
    reasons: tuple[Reason, ...]
    needed: Needed = STANDARD

    @property
    def passed(self) -> bool:
        return not self.reasons

    @property
    def is_complete(self) -> bool:
        return self.average is not None

    @property
    def shown(self) -> str:
        """The average with two digits, cut and not rounded: 2.99 must not look like a 3. "" while there is none."""
        return "" if self.average is None else in_digits(self.average)


def missing_criteria(criteria: Mapping[str, int]) -> tuple[str, ...]:
    """Return the codes of the criteria that have no mark, or one that is none of the levels."""
    return tuple(code for code in CRITERIA if criteria.get(code) not in LEVELS)


def passes(*, average: Fraction, lowest: int, handed_in: int, needed: Needed = STANDARD) -> bool:
    """Return whether a lesson of that average passes: 3.0, nothing below 2, two handed in, or as the rule says."""
    return average >= needed.average and lowest >= needed.lowest and handed_in >= needed.assessors


def result_of(handed_in: Iterable[Marks], needed: Needed = STANDARD) -> Result:
    """Return the result of a lesson from the marks that were handed in, each by another person.

    The average of the assessors counts. A wrong message that either of them noted caps it, too: it was given in the
    lesson, and the best mark of the other one does not take it back.
    """
    marks = tuple({one.assessor: one for one in handed_in}.values())
    is_capped = any(one.wrong_message for one in marks)
    if len(marks) < needed.assessors:
        waiting = Reason(Reason.WAITING, missing=needed.assessors - len(marks))
        return Result(marks, None, is_capped, (waiting,), needed)
    average = sum((one.average for one in marks), Fraction(0)) / len(marks)
    average = min(average, CAP) if is_capped else average
    lowest = min(min(one.counted.values()) for one in marks)
    if passes(average=average, lowest=lowest, handed_in=len(marks), needed=needed):
        return Result(marks, average, is_capped, (), needed)
    return Result(marks, average, is_capped, tuple(_reasons(marks, average, needed)), needed)


def best_of(results: Iterable[Result]) -> Result | None:
    """Return the result that counts among the tries: a complete one before a waiting one, then the higher average."""
    return max(results, key=lambda one: (one.passed, one.is_complete, one.average or 0), default=None)


def in_digits(average: Fraction) -> str:
    """Return the average with two digits after the point, cut."""
    hundredths = average * 100 // 1
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _reasons(marks: tuple[Marks, ...], average: Fraction, needed: Needed):
    for one in marks:
        if one.wrong_message:
            yield Reason(Reason.CAPPED, assessor=one.assessor)
        for code, mark in one.counted.items():
            if mark < needed.lowest:
                yield Reason(Reason.CRITERION, assessor=one.assessor, criterion=code, mark=mark)
    if average < needed.average:
        yield Reason(Reason.AVERAGE)
