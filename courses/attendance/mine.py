"""The sessions of one person: those to come, and all of them with what was marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject, Now

from courses.attendance.access import sessions_to_mark
from courses.attendance.counted import Attendance, Marked, attendance, minutes_counted
from courses.attendance.models import AttendanceMark, Session
from courses.attendance.presenting import SessionLine, line_of
from courses.attendance.standing import as_planned, latest_marks
from courses.cohorts.models import Cohort, Enrolment

SHOWN_AHEAD = 3
SHOWN = ("key", "title", "starts_at", "ends_at", "break_minutes", "place", "is_observed")


@dataclass(frozen=True)
class MySession:
    """One session of a person's cohort; `mark` is None before somebody has marked the person."""

    line: SessionLine
    mark: AttendanceMark | None
    minutes: int


@dataclass(frozen=True)
class MyCohort:
    """The sessions of one of the person's cohorts, and how the person stands with them."""

    cohort: Cohort
    sessions: tuple[MySession, ...]
    standing: Attendance


@dataclass(frozen=True)
class Ahead:
    """What the dashboard says of sessions: the next ones of the person's cohorts, and those to lead."""

    attended: tuple[SessionLine, ...]
    led: tuple[SessionLine, ...]


def next_session() -> Subquery:
    """Return, as an annotation of enrolments, what `sessions_ahead` needs of the next session of the cohort.

    It is a part of the query that reads the enrolments: the dashboard has none to spare.
    """
    ahead = Session.objects.filter(cohort=OuterRef("cohort"), cancelled_at=None, ends_at__gte=Now())
    whole = ahead.order_by("starts_at", "pk").values(whole=JSONObject(**{name: name for name in SHOWN}))
    return Subquery(whole[:1], output_field=JSONField())


def sessions_ahead(user, enrolments: Iterable[Enrolment], *, leads: bool) -> Ahead:
    """Return what comes next: a session of each cohort, given enrolments read with `next_session`, the soonest first.

    No query; one for who `leads` any.
    """
    attended = [_from_row(one) for one in enrolments if one.next_session]
    led = []
    if leads:
        ahead = sessions_to_mark(user).filter(cancelled_at=None, ends_at__gte=Now())
        led = ahead.select_related("cohort")[:SHOWN_AHEAD]
    soonest = sorted(attended, key=lambda session: session.starts_at)
    return Ahead(tuple(map(line_of, soonest)), tuple(map(line_of, led)))


def _from_row(enrolment: Enrolment) -> Session:
    """Return the session out of the annotation. The databases write its values in ways of their own."""
    row = enrolment.next_session
    return Session(
        cohort=enrolment.cohort,
        key=UUID(row["key"]),
        title=row["title"],
        starts_at=_moment(row["starts_at"]),
        ends_at=_moment(row["ends_at"]),
        break_minutes=row["break_minutes"],
        place=row["place"],
        is_observed=bool(row["is_observed"]),
    )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def cohorts_of(user) -> tuple[MyCohort, ...]:
    """Return the sessions of each of the person's cohorts that have any, newest cohort first. Three queries."""
    enrolments = list(Enrolment.objects.active().of(user).newest_first().select_related("cohort"))
    sessions = list(Session.objects.filter(cohort__in=[one.cohort_id for one in enrolments]))
    marks = latest_marks(AttendanceMark.objects.filter(enrolment__in=enrolments))
    found = []
    for enrolment in enrolments:
        own = [session for session in sessions if session.cohort_id == enrolment.cohort_id]
        if own:
            marked = {session: mark for (pk, session), mark in marks.items() if pk == enrolment.pk}
            found.append(_cohort(enrolment.cohort, own, marked))
    return tuple(found)


def _cohort(cohort: Cohort, sessions: list[Session], marks: dict[int, AttendanceMark]) -> MyCohort:
    lines = []
    for session in sessions:
        session.cohort = cohort
        mark = marks.get(session.pk)
        counted = Marked(mark.mark, mark.minutes) if mark and not session.cancelled_at else None
        lines.append(MySession(line_of(session), mark, minutes_counted(as_planned(session), counted)))
    planned = [as_planned(session) for session in sessions if session.cancelled_at is None]
    standing = attendance(planned, {pk: Marked(mark.mark, mark.minutes) for pk, mark in marks.items()})
    return MyCohort(cohort, tuple(lines), standing)
