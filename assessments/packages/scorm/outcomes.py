"""What a data model says of a unit: done, passed, with which score. Judged here, whatever the browser judged. Pure.

SCORM 1.2 RTE 3.4.4 (lesson_status, mastery_score); SCORM 2004 RTE 4.2.4.1, 4.2.22.1 (thresholds go before words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.packages.scorm.elements import number
from assessments.packages.scorm.manifest import SCORM_12

SUSPEND = "suspend"


@dataclass(frozen=True)
class Score:
    """`scaled` from -1 to 1; `low` and `high` only where `raw` lies between them."""

    scaled: Decimal | None = None
    raw: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_there(self) -> bool:
        return self.scaled is not None or self.raw is not None


@dataclass(frozen=True)
class Outcome:
    """`success` None: not judged. `progress` from 0 to 1, None where nothing is told of it."""

    is_completed: bool
    success: bool | None
    score: Score
    progress: Decimal | None
    exit: str

    @property
    def is_satisfied(self) -> bool:
        """Passed, or completed where nothing is judged. A unit failed to its end is not."""
        return self.success is True or (self.is_completed and self.success is None)

    @property
    def is_suspended(self) -> bool:
        return self.exit == SUSPEND


def outcome_of(
    standard: str, cmi: Mapping[str, str], *, mastery: Decimal | None = None, threshold: Decimal | None = None
) -> Outcome:
    """Return what is to be held of a unit; `mastery` is the scaled mark to reach, `threshold` of progress."""
    return _of_12(cmi, mastery) if standard == SCORM_12 else _of_2004(cmi, mastery, threshold)


def _of_12(cmi: Mapping[str, str], mastery: Decimal | None) -> Outcome:
    status = cmi.get("cmi.core.lesson_status", "")
    score = _score(cmi, "cmi.core.score.", scaled_from_raw=True)
    success = {"passed": True, "failed": False}.get(status)
    # A unit that says nothing yet is not judged by a score it is still gathering.
    if mastery is not None and score.scaled is not None and status in ("completed", "passed", "failed"):
        success = score.scaled >= mastery
    return Outcome(
        is_completed=status in ("completed", "passed"),
        success=success,
        score=score,
        progress=None,
        exit=cmi.get("cmi.core.exit", ""),
    )


def _of_2004(cmi: Mapping[str, str], mastery: Decimal | None, threshold: Decimal | None) -> Outcome:
    score = _score(cmi, "cmi.score.", scaled_from_raw=False)
    progress = number(cmi.get("cmi.progress_measure", ""))
    is_completed = cmi.get("cmi.completion_status") == "completed"
    if threshold is not None and progress is not None:
        is_completed = progress >= threshold
    success = {"passed": True, "failed": False}.get(cmi.get("cmi.success_status", ""))
    if mastery is not None:
        success = None if score.scaled is None else score.scaled >= mastery
    return Outcome(
        is_completed=is_completed,
        success=success,
        score=score,
        progress=progress,
        exit=cmi.get("cmi.exit", ""),
    )


def _score(cmi: Mapping[str, str], of: str, *, scaled_from_raw: bool) -> Score:
    raw, low, high = (number(cmi.get(of + name, "")) for name in ("raw", "min", "max"))
    scaled = number(cmi.get(f"{of}scaled", ""))
    if scaled_from_raw and raw is not None:
        scaled = _scaled(raw, Decimal(0) if low is None else low, Decimal(100) if high is None else high)
    if raw is None or low is None or high is None or not low < high or not low <= raw <= high:
        low = high = None
    return Score(scaled=scaled, raw=raw, low=low, high=high)


def _scaled(raw: Decimal, low: Decimal, high: Decimal) -> Decimal | None:
    """Return the score as a part of its range; of a range without a length, of 100."""
    if not low < high:
        low, high = Decimal(0), Decimal(100)
    return max(Decimal(0), min(Decimal(1), (raw - low) / (high - low))).quantize(Decimal("0.0001"))
