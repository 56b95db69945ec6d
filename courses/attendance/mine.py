"""The sessions of one person: those to come, and all of them with what was marked."""

from dataclasses import dataclass
from datetime import datetime

from courses.attendance.access import sessions_to_mark
from courses.attendance.counted import Attendance, Marked, attendance, minutes_counted
from courses.attendance.models import AttendanceMark, Session
from courses.attendance.presenting import SessionLine, line_of
from courses.attendance.standing import as_planned, latest_marks
from courses.cohorts.models import Cohort, Enrolment

SHOWN_AHEAD = 3


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


def sessions_ahead(user, *, at: datetime, leads: bool) -> Ahead:
    """Return what comes next. One query for sessions attended, one more for who `leads` any."""
    ahead = Session.objects.filter(cancelled_at=None, ends_at__gte=at).select_related("cohort")
    cohorts = Enrolment.objects.active().of(user).values("cohort_id")
    attended = ahead.filter(cohort__in=cohorts)[:SHOWN_AHEAD]
    led = ahead.filter(pk__in=sessions_to_mark(user).values("pk"))[:SHOWN_AHEAD] if leads else ()
    return Ahead(tuple(map(line_of, attended)), tuple(map(line_of, led)))


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
