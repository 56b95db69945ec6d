"""How the people of a cohort stand with attendance: read once for all of them, counted by `counted`."""

from collections import defaultdict
from collections.abc import Iterable

from courses.attendance.counted import Attendance, Marked, Planned, attendance
from courses.attendance.models import AttendanceMark, Session
from courses.cohorts.models import Cohort, Enrolment


def attendance_of(cohort: Cohort) -> dict[int, Attendance]:
    """Return the attendance of everybody in the cohort by the pk of the enrolment, withdrawn people too.

    Three queries, whatever the number of people.
    """
    enrolments = Enrolment.objects.filter(cohort=cohort).values_list("pk", flat=True)
    return _standing(Session.objects.filter(cohort=cohort), list(enrolments))


def standing_of(enrolment: Enrolment) -> Attendance:
    """Return the attendance of one person. Two queries."""
    return _standing(Session.objects.filter(cohort=enrolment.cohort_id), [enrolment.pk])[enrolment.pk]


def latest_marks(marks: Iterable[AttendanceMark]) -> dict[tuple[int, int], AttendanceMark]:
    """Return the mark that counts by (enrolment, session): the one made last, not the one received last."""
    ordered = sorted(marks, key=lambda mark: (mark.made_at, mark.pk))
    return {(mark.enrolment_id, mark.session_id): mark for mark in ordered}


def as_planned(session: Session) -> Planned:
    return Planned(session.pk, session.minutes, session.is_observed)


def _standing(sessions, enrolments: list[int]) -> dict[int, Attendance]:
    counted = [as_planned(session) for session in sessions.filter(cancelled_at=None)]
    marks = AttendanceMark.objects.filter(enrolment__in=enrolments, session__cancelled_at=None)
    found: dict[int, dict[int, Marked]] = defaultdict(dict)
    for (enrolment, session), mark in latest_marks(marks).items():
        found[enrolment][session] = Marked(mark.mark, mark.minutes)
    return {pk: attendance(counted, found[pk]) for pk in enrolments}
