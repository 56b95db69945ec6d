"""Who does not get on, why, and how urgent it is. Pure: no clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from courses.following.matrix import Progress, Unit
from courses.progress.completion import tries_allowed

QUIET = timedelta(days=7)
LONG_AGO = timedelta(days=14)
MANY_TRIES = 3


class Reason(IntEnum):
    """Why somebody is stuck, the most urgent first: who has no try left cannot help themselves."""

    NO_TRIES = 1
    NEVER_SIGNED_IN = 2
    MANY_TRIES = 3
    QUIET = 4
    LEFT_OPEN = 5


@dataclass(frozen=True)
class Hindrance:
    """One reason; `unit` is the unit it is about, `result` its UnitResult, `since` when it began, `count` the lessons
    left open."""

    reason: Reason
    unit: Unit | None = None
    result: object = None
    since: datetime | None = None
    count: int = 0


@dataclass(frozen=True)
class Activity:
    """When somebody was there: `signed_in_at` and `last_active_at` are None for never, `opened` is
    {lesson key: when it was first opened}. `could_begin_at` is when the cohort had begun and the person was in it."""

    could_begin_at: datetime
    signed_in_at: datetime | None
    last_active_at: datetime | None
    opened: dict


def hindrances(
    units: Sequence[Unit], lessons: Sequence, progress: Progress, activity: Activity, now: datetime
) -> tuple[Hindrance, ...]:
    """Return what holds somebody up in these lessons, the most urgent first; () for who gets on or is done.

    The caller asks only while the cohort is open.
    """
    if lessons and all(lesson.key in progress.completed for lesson in lessons):
        return ()
    found = [
        *_at_units(units, progress),
        *_absent(activity, now),
        *_left_open(lessons, progress, activity, now),
    ]
    return tuple(sorted(found, key=lambda each: each.reason))


def _at_units(units, progress: Progress):
    # A scenario or H5P content can stand in two lessons; it holds somebody up once.
    for unit in {unit.unit.key: unit for unit in units}.values():
        result = (progress.results or {}).get(unit.unit.key)
        if result is None or result.passed_at is not None or not unit.unit.is_required:
            continue
        if unit.unit.tries is not None and result.tries >= tries_allowed(unit.unit.tries, result):
            yield Hindrance(Reason.NO_TRIES, unit, result, result.last_finished_at)
        elif result.tries >= MANY_TRIES:
            yield Hindrance(Reason.MANY_TRIES, unit, result, result.last_finished_at)


def _absent(activity: Activity, now: datetime):
    if now < activity.could_begin_at:
        return
    if activity.signed_in_at is None and activity.last_active_at is None:
        yield Hindrance(Reason.NEVER_SIGNED_IN, since=activity.could_begin_at)
        return
    seen = [at for at in (activity.signed_in_at, activity.last_active_at) if at]
    # Who came before the course began is waited for from its beginning on.
    since = max(*seen, activity.could_begin_at)
    if now - since >= QUIET:
        yield Hindrance(Reason.QUIET, since=max(seen))


def _left_open(lessons, progress: Progress, activity: Activity, now: datetime):
    opened = [
        activity.opened[lesson.key]
        for lesson in lessons
        if lesson.key in activity.opened and lesson.key not in progress.completed
    ]
    old = [at for at in opened if now - at >= LONG_AGO]
    if old:
        yield Hindrance(Reason.LEFT_OPEN, since=min(old), count=len(old))


def urgency(found: Sequence[Hindrance]) -> tuple:
    """Return what to sort people by: who is held up most urgently and by most first, who gets on last."""
    if not found:
        return (len(Reason) + 1, 0)
    return (found[0].reason, -len(found))
