"""Who is stuck and why: every reason by a table, the most urgent first."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from courses.content.outline import CHECK, SCENARIO, UnitOutline
from courses.following.matrix import Progress, Unit
from courses.following.stuck import Activity, Reason, hindrances, urgency

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
BEGUN = NOW - timedelta(days=30)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


@dataclass(frozen=True)
class Lesson:
    key: UUID
    code: str = "M4.6"
    title: str = "Knowledge check"


FIRST, SECOND = Lesson(UUID(int=1)), Lesson(UUID(int=2))
CHECKING = Unit(UnitOutline(CHECK, UUID(int=11), 3), FIRST)
PLAYING = Unit(UnitOutline(SCENARIO, UUID(int=12)), SECOND)


def result(tries: int, *, passed=False, extra=0):
    return SimpleNamespace(
        tries=tries,
        extra_tries=extra,
        passed_at=NOW if passed else None,
        best_percent=60,
        last_finished_at=ago(1),
    )


@dataclass(frozen=True)
class Case:
    expected: list
    results: dict = field(default_factory=dict)
    completed: tuple = ()
    opened: dict = field(default_factory=dict)
    signed_in: datetime | None = ago(1)
    active: datetime | None = ago(1)
    could_begin: datetime = BEGUN


CASES = {
    "gets on": Case([]),
    "all tries used": Case([Reason.NO_TRIES], results={CHECKING: result(3)}),
    "two tries of three": Case([], results={CHECKING: result(2)}),
    "passed with the last": Case([], results={CHECKING: result(3, passed=True)}),
    "given more tries": Case([Reason.MANY_TRIES], results={CHECKING: result(3, extra=3)}),
    "given more and used them": Case([Reason.NO_TRIES], results={CHECKING: result(6, extra=3)}),
    "a scenario three times": Case([Reason.MANY_TRIES], results={PLAYING: result(3)}),
    "a scenario twice": Case([], results={PLAYING: result(2)}),
    "never there": Case([Reason.NEVER_SIGNED_IN], signed_in=None, active=None),
    "never there, but not begun": Case([], signed_in=None, active=None, could_begin=ago(-2)),
    "quiet for a week": Case([Reason.QUIET], signed_in=ago(9), active=ago(7)),
    "quiet for six days": Case([], signed_in=ago(9), active=ago(6)),
    "signed in yesterday and read nothing": Case([], signed_in=ago(1), active=None),
    "there before the course began two days ago": Case(
        [], signed_in=ago(20), active=None, could_begin=ago(2)
    ),
    "a lesson left open": Case([Reason.LEFT_OPEN], opened={FIRST.key: ago(14)}),
    "a lesson opened last week": Case([], opened={FIRST.key: ago(8)}),
    "an old lesson completed": Case([], opened={FIRST.key: ago(20)}, completed=(FIRST.key,)),
    "several reasons, the most urgent first": Case(
        [Reason.NO_TRIES, Reason.QUIET, Reason.LEFT_OPEN],
        results={CHECKING: result(3)},
        opened={FIRST.key: ago(20)},
        signed_in=ago(10),
        active=ago(10),
    ),
    "done with everything, gone since": Case(
        [], completed=(FIRST.key, SECOND.key), signed_in=ago(20), active=ago(20)
    ),
}


def found_for(case: Case):
    progress = Progress(
        opened=set(case.opened),
        completed=set(case.completed),
        results={unit.unit.key: found for unit, found in case.results.items()},
    )
    activity = Activity(case.could_begin, case.signed_in, case.active, case.opened)
    return hindrances([CHECKING, PLAYING], [FIRST, SECOND], progress, activity, NOW)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_reasons(case):
    assert [each.reason for each in found_for(case)] == case.expected


def test_a_scenario_that_stands_in_two_lessons_is_told_once():
    progress = Progress(results={PLAYING.unit.key: result(4)})
    activity = Activity(BEGUN, ago(1), ago(1), {})
    twice = [PLAYING, Unit(PLAYING.unit, FIRST)]
    assert len(hindrances(twice, [FIRST, SECOND], progress, activity, NOW)) == 1


def test_who_is_blocked_comes_before_who_is_quiet_and_who_gets_on_comes_last():
    names = ["gets on", "quiet for a week", "all tries used", "several reasons, the most urgent first"]
    ordered = sorted(names, key=lambda name: urgency(found_for(CASES[name])))
    assert ordered == [names[3], names[2], names[1], names[0]]
