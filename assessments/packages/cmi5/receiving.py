"""Statements of a unit are taken in: what breaks a rule of cmi5 is refused, what counts is written down (9.3, 13.1.4).

All of a request or nothing, in one transaction, in which the registration is locked: two tabs and a request sent twice
wait for each other, and a statement that is stored already counts no second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from assessments.lrs import store
from assessments.lrs.models import LaunchToken, Statement
from assessments.packages.cmi5 import rules, satisfying
from assessments.packages.cmi5.rules import COMPLETED, FAILED, PASSED, Judged, RuleBroken
from assessments.packages.cmi5.sessions import STAMPS, session_of
from assessments.packages.models import Launch, PackageRegistration, UnitStanding
from assessments.xapi.comparing import are_same
from assessments.xapi.reading import read_json
from assessments.xapi.shapes import parse_timestamp


class SessionOver(Exception):
    """The session was terminated or abandoned: nothing more is taken for it (9.3.6, 9.3.8)."""


@dataclass(eq=False)
class Refused(Exception):
    """A statement breaks a rule of cmi5; `number` is its place in the request, from 0."""

    number: int
    broken: RuleBroken


@dataclass(frozen=True)
class Taken:
    """What came of a request: the rows in the order sent, and what it means for the course.

    `failed` and `satisfied` tell what this request brought about; `percent` is the result of the registration now.
    """

    rows: Sequence[Statement]
    registration: PackageRegistration
    launch: Launch
    failed: bool = False
    satisfied: bool = False
    scored: bool = False
    percent: Decimal = field(default=Decimal(0))


@transaction.atomic
def take(
    *,
    session: UUID,
    client: LaunchToken,
    statements: Sequence[dict],
    contents: Mapping[str, tuple[str, bytes]],
    version: str,
    at: datetime,
) -> Taken:
    """Store valid statements of a session and write down what they mean.

    Raises SessionOver, Refused and what `store.receive` raises.
    """
    launch, standing = _locked(session)
    new = _not_stored(statements, client)
    judged = _judge(launch, standing, [(number, statements[number]) for number in new])
    rows = store.receive(statements=statements, client=client, version=version, contents=contents)
    launch.last_heard_at = at
    is_satisfied = _write_down(launch, standing, judged, at)
    found = {one.verb for one in judged}
    return Taken(
        rows=rows,
        registration=launch.registration,
        launch=launch,
        failed=FAILED in found,
        satisfied=is_satisfied,
        scored=any(one.scaled is not None for one in judged),
        percent=satisfying.percent_of(launch.registration),
    )


def _locked(session: UUID) -> tuple[Launch, UnitStanding]:
    """Return the launch and how far its registration is with its unit, read under the lock."""
    registration_pk = Launch.objects.values_list("registration_id", flat=True).get(key=session)
    registration = satisfying.locked(registration_pk)
    launch = Launch.objects.select_related("unit__version").get(key=session)
    launch.registration = registration
    if launch.is_over:
        raise SessionOver("terminated" if launch.terminated_at else "abandoned")
    return launch, satisfying.standing_of(registration, launch.unit)


def _not_stored(statements: Sequence[dict], client: LaunchToken) -> list[int]:
    """Return the places of the statements that are new: one sent again after a lost answer breaks no rule."""
    ids = [UUID(one["id"]) for one in statements if "id" in one]
    rows = Statement.objects.filter(statement_id__in=ids, authority=client.key)
    known = {row.statement_id: read_json(row.raw) for row in rows}
    return [
        number
        for number, one in enumerate(statements)
        if "id" not in one or UUID(one["id"]) not in known or not are_same(one, known[UUID(one["id"])])
    ]


def _judge(launch: Launch, standing: UnitStanding, statements: Iterable[tuple[int, dict]]) -> list[Judged]:
    """Return what each statement is, in the order in which they happened (9.3: by timestamp). Raises Refused."""
    session, judged = session_of(launch, standing), []
    for number, statement in sorted(statements, key=_moment):
        try:
            one, session = rules.judge(session, statement)
        except RuleBroken as broken:
            raise Refused(number, broken) from broken
        judged.append(one)
    return judged


def _moment(numbered: tuple[int, dict]):
    number, statement = numbered
    told = statement.get("timestamp")
    # One without a timestamp is refused whatever its place.
    return (parse_timestamp(told).timestamp() if told else 0.0, number)


def _write_down(launch: Launch, standing: UnitStanding, judged: Sequence[Judged], at: datetime) -> bool:
    """Stamp session and standing; return whether the course is satisfied by it."""
    for one in judged:
        if one.verb is not None:
            setattr(launch, STAMPS[one.verb], at)
        if one.verb in (COMPLETED, PASSED, FAILED):
            setattr(standing, STAMPS[one.verb], at)
            _keep_score(standing, one.scaled)
    launch.save(update_fields=["last_heard_at", *STAMPS.values()])
    standing.save(update_fields=["completed_at", "passed_at", "failed_at", "best_scaled"])
    # Who browses is no learner: not even what asks for nothing is satisfied by it.
    if launch.mode == Launch.Mode.BROWSE or not satisfying.judge_unit(standing, at=at):
        return False
    return satisfying.judge_course(launch.registration, session=launch.key, at=at)


def _keep_score(standing: UnitStanding, scaled: float | None) -> None:
    if scaled is not None:
        told = Decimal(str(round(scaled, 6)))
        standing.best_scaled = told if standing.best_scaled is None else max(standing.best_scaled, told)
