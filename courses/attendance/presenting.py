"""What pages of sessions show, as plain values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from courses.attendance.models import AttendanceMark, Session
from courses.attendance.standing import latest_marks
from courses.attendance.zones import When, when
from courses.cohorts.models import Cohort, Enrolment

# Names stay on a device for so long after a session.
KEPT_ON_A_DEVICE = timedelta(days=14)


@dataclass(frozen=True)
class SessionLine:
    """One session in a list."""

    session: Session
    when: When

    @property
    def is_cancelled(self) -> bool:
        return self.session.cancelled_at is not None


def line_of(session: Session) -> SessionLine:
    """Return the session with its times at its place; `session.cohort` should have been read with it."""
    return SessionLine(session, when(session.cohort, session.starts_at, session.ends_at))


@dataclass(frozen=True)
class PersonRow:
    """One person at one session: the mark that counts, and those before it, the newest first."""

    enrolment: Enrolment
    mark: AttendanceMark | None
    earlier: tuple[AttendanceMark, ...]
    key: UUID  # of the mark that a form without script makes

    @property
    def minutes(self) -> int | str:
        """Return what stands in the field of minutes."""
        return self.mark.minutes if self.mark and self.mark.mark == AttendanceMark.Mark.LATE else ""


@dataclass(frozen=True)
class MarkingPage:
    """The page on which a lecturer marks who is there."""

    line: SessionLine
    rows: tuple[PersonRow, ...]
    is_closed: bool

    @property
    def session(self) -> Session:
        return self.line.session

    @property
    def takes_marks(self) -> bool:
        return not self.is_closed and not self.line.is_cancelled

    @property
    def marked(self) -> int:
        return sum(row.mark is not None for row in self.rows)

    @property
    def keep_until(self) -> str:
        return (self.session.ends_at + KEPT_ON_A_DEVICE).isoformat()


def people_at(session: Session) -> tuple[Enrolment, ...]:
    """Return the people of the session's cohort who were not taken out, by the name they sign with."""
    enrolments = Enrolment.objects.filter(cohort=session.cohort_id, withdrawn_at=None)
    return tuple(enrolments.select_related("user").order_by("user__name_latin", "pk"))


def current_marks(session: Session) -> dict[int, AttendanceMark]:
    """Return the mark that counts by enrolment."""
    return {pk: mark for (pk, _session), mark in latest_marks(session.marks.all()).items()}


def marking_page(session: Session) -> MarkingPage:
    """Return the page of a session. Two queries, whatever the number of people."""
    history = histories(session.marks.select_related("made_by"))
    return MarkingPage(
        line=line_of(session),
        rows=tuple(_row(enrolment, history[enrolment.pk]) for enrolment in people_at(session)),
        is_closed=session.cohort.state == Cohort.State.CLOSED,
    )


def histories(marks: Iterable[AttendanceMark]) -> dict[int, list[AttendanceMark]]:
    """Return the marks of one session by enrolment, the newest first."""
    found: dict[int, list[AttendanceMark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.made_at, mark.pk), reverse=True):
        found[mark.enrolment_id].append(mark)
    return found


def _row(enrolment: Enrolment, marks: list[AttendanceMark]) -> PersonRow:
    return PersonRow(enrolment, marks[0] if marks else None, tuple(marks[1:]), uuid4())
