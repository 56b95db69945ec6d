"""The attendance of a whole cohort as a table: people and sessions, minutes and percent, who is at risk."""

from dataclasses import dataclass

from courses.attendance.counted import Attendance, Marked, attendance, minutes_counted
from courses.attendance.models import AttendanceMark, Session
from courses.attendance.presenting import SessionLine, line_of
from courses.attendance.standing import as_planned, latest_marks
from courses.cohorts.models import Cohort, Enrolment

# Where the cohort has no rule that says another: curriculum.md 6.2.
USUAL_PERCENT = 80


@dataclass(frozen=True)
class Cell:
    """One person at one session; `mark` is None where nobody has marked the person."""

    session: Session
    mark: AttendanceMark | None
    minutes: int


@dataclass(frozen=True)
class OverviewRow:
    """One person; at risk is who has not reached the threshold for having missed something, not for lack of time."""

    enrolment: Enrolment
    cells: tuple[Cell, ...]
    standing: Attendance
    threshold: int

    @property
    def reaches(self) -> bool:
        return self.standing.reaches(self.threshold)

    @property
    def can_reach(self) -> bool:
        return self.standing.can_reach(self.threshold)

    @property
    def is_at_risk(self) -> bool:
        missed = self.standing.planned - self.standing.minutes - self.standing.ahead
        return not self.reaches and missed > 0


@dataclass(frozen=True)
class Overview:
    lines: tuple[SessionLine, ...]
    rows: tuple[OverviewRow, ...]
    planned: int
    threshold: int


def threshold_of(cohort: Cohort) -> int:
    """Return the percent of session time that the cohort's rule asks for, frozen or live."""
    for requirement in cohort.requirements:
        if requirement.get("kind") == "attendance":
            return requirement["percent"]
    return USUAL_PERCENT


def overview_of(cohort: Cohort) -> Overview:
    """Return the table of the cohort's sessions that count. Three queries, whatever the number of people."""
    sessions = list(Session.objects.filter(cohort=cohort, cancelled_at=None).select_related("cohort"))
    enrolments = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).select_related("user")
    marks = latest_marks(AttendanceMark.objects.filter(session__in=sessions))
    planned = [as_planned(session) for session in sessions]
    threshold = threshold_of(cohort)
    rows = []
    for enrolment in enrolments.order_by("user__name_latin", "pk"):
        own = {session.pk: marks.get((enrolment.pk, session.pk)) for session in sessions}
        counted = {pk: Marked(mark.mark, mark.minutes) for pk, mark in own.items() if mark}
        cells = tuple(
            Cell(session, own[session.pk], minutes_counted(one, counted.get(session.pk)))
            for session, one in zip(sessions, planned, strict=True)
        )
        rows.append(OverviewRow(enrolment, cells, attendance(planned, counted), threshold))
    total = sum(one.minutes for one in planned)
    return Overview(tuple(map(line_of, sessions)), tuple(rows), total, threshold)
