"""The act that keeps marks of attendance, made on the spot or long before on a device without network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from courses.attendance import auditing
from courses.attendance.auditing import write_down
from courses.attendance.models import AttendanceMark, Session
from courses.cohorts.models import Cohort, Enrolment

# A clock this far off is set right; less is the time that the message took.
TOLERANCE = timedelta(minutes=2)
NOTE_LENGTH = AttendanceMark._meta.get_field("note").max_length
Mark = AttendanceMark.Mark


class Refusal(StrEnum):
    MALFORMED = "malformed"
    STRANGER = "stranger"  # not a person of this cohort
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MOVED = "moved"
    CLOSED = "closed"
    TOO_LONG = "too_long"  # more minutes than the session has
    KEY_TAKEN = "key_taken"  # another mark has this key


@dataclass(frozen=True)
class Wish:
    """A mark as somebody made it; `edition` is that of the session as the person saw it. Minutes count for LATE."""

    key: UUID
    enrolment: int
    mark: str
    minutes: int
    made_at: datetime
    edition: int
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What became of a mark: kept now, known before, or refused for a reason."""

    key: UUID | str
    outcome: str
    refusal: Refusal | None = None

    KEPT, KNOWN, REFUSED = "kept", "known", "refused"


@transaction.atomic
def mark(
    *, session: Session, wishes: Iterable[Wish], by, at: datetime, sent_at: datetime | None = None
) -> tuple[Answer, ...]:
    """Keep the marks and answer for each; what is sent again under its key is kept once.

    `at` is now by the server's clock, `sent_at` what the device's said when it sent: where that is wrong, the times of
    its marks are set right by as much, so that they stay in their order, and none lies in the future.
    """
    # One after the other: two deliveries of one batch would both find no mark under its keys.
    session = Session.objects.select_related("cohort").select_for_update(of=("self",)).get(pk=session.pk)
    wishes = tuple(wishes)
    known = {row.key: row for row in AttendanceMark.objects.filter(key__in={wish.key for wish in wishes})}
    people = dict(Enrolment.objects.filter(cohort=session.cohort_id).values_list("pk", "withdrawn_at"))
    shift = _shift(sent_at, at)
    answers, rows, corrected = [], {}, False
    for wish in wishes:
        if wish.key in known or wish.key in rows:
            answers.append(_known(wish, known.get(wish.key), session))
        elif refusal := refusal_of(wish, session, people):
            answers.append(Answer(wish.key, Answer.REFUSED, refusal))
        else:
            rows[wish.key] = row = _row(wish, session, by, shift, at)
            corrected = corrected or abs(row.made_at - wish.made_at) > TOLERANCE
            answers.append(Answer(wish.key, Answer.KEPT))
    AttendanceMark.objects.bulk_create(rows.values())
    if rows:
        write_down(action=auditing.MARKED, session=session, by=by, count=len(rows))
    if corrected:
        write_down(action=auditing.CLOCK, session=session, by=by, minutes=_off(wishes, rows))
    return tuple(answers)


def refusal_of(wish: Wish, session: Session, people: dict[int, datetime | None]) -> Refusal | None:
    """Return why the mark cannot be kept; `people` are the cohort's enrolments with when they were withdrawn."""
    tests = (
        (Refusal.CLOSED, session.cohort.state == Cohort.State.CLOSED),
        (Refusal.CANCELLED, session.cancelled_at is not None),
        (Refusal.STRANGER, wish.enrolment not in people),
        (Refusal.WITHDRAWN, people.get(wish.enrolment) is not None),
        (Refusal.MOVED, wish.edition != session.edition),
        (Refusal.MALFORMED, wish.mark not in Mark.values or wish.minutes < 0),
        (Refusal.TOO_LONG, wish.mark == Mark.LATE and wish.minutes > session.minutes),
    )
    return next((refusal for refusal, applies in tests if applies), None)


def minutes_of(mark: str, minutes: int, session: Session) -> int:
    """Return the minutes that are written down with a mark: those entered matter only for who came late."""
    return {Mark.PRESENT: session.minutes, Mark.LATE: minutes}.get(mark, 0)


def _known(wish: Wish, row: AttendanceMark | None, session: Session) -> Answer:
    taken = row is not None and (row.session_id, row.enrolment_id) != (session.pk, wish.enrolment)
    return Answer(wish.key, *((Answer.REFUSED, Refusal.KEY_TAKEN) if taken else (Answer.KNOWN,)))


def _row(wish: Wish, session: Session, by, shift: timedelta, now: datetime) -> AttendanceMark:
    return AttendanceMark(
        key=wish.key,
        session=session,
        enrolment_id=wish.enrolment,
        mark=wish.mark,
        minutes=minutes_of(wish.mark, wish.minutes, session),
        note=wish.note[:NOTE_LENGTH],
        made_at=min(wish.made_at + shift, now),
        made_by=by,
        received_at=now,
    )


def _shift(sent_at: datetime | None, now: datetime) -> timedelta:
    if sent_at is None or abs(now - sent_at) <= TOLERANCE:
        return timedelta(0)
    return now - sent_at


def _off(wishes: Iterable[Wish], rows: dict[UUID, AttendanceMark]) -> int:
    """Return the largest correction of these marks in whole minutes, behind the device's clock as a negative number."""
    found = [rows[wish.key].made_at - wish.made_at for wish in wishes if wish.key in rows]
    return round(max(found, key=abs).total_seconds() / 60)
