"""When the test of the course can be taken. Pure: no clock, no database."""

from collections.abc import Collection
from uuid import UUID

from courses.cohorts.models import Cohort
from courses.measuring.models import TestTry

Occasion = TestTry.Occasion


def open_occasion(
    *, state: str, lessons: Collection[UUID], completed: Collection[UUID], taken: Collection[str]
) -> str | None:
    """Return the occasion that is open for somebody, or None.

    Before: in an open cohort until the first of its lessons is completed. After: when all of them are completed, or
    when the cohort is closing. `lessons` are the keys of those the cohort asks for, `taken` the occasions of tests
    taken.
    """
    done = sum(key in completed for key in lessons)
    if state == Cohort.State.OPEN and not done:
        return None if Occasion.BEFORE in taken else Occasion.BEFORE
    is_ending = state == Cohort.State.CLOSING or (state == Cohort.State.OPEN and done == len(lessons))
    return Occasion.AFTER if is_ending and Occasion.AFTER not in taken else None
