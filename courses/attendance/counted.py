"""What attendance counts for one person: pure, without clock or database.

Minutes are counted against ALL planned minutes of the sessions that are not cancelled, held or to come: a person who
came to the only one of four sessions that was marked has attended a quarter, not all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

PRESENT, LATE, EXCUSED, ABSENT = "present", "late", "excused", "absent"


class Observed(StrEnum):
    """How a person stands with the observed session, or with all of them where there are several."""

    HELD = "held"  # the person was at every observed session
    MISSED = "missed"  # absent or excused at one of them
    PENDING = "pending"  # none missed, and one not marked yet; also where none is planned yet


@dataclass(frozen=True)
class Planned:
    """A session that is not cancelled; `minutes` without breaks."""

    pk: int
    minutes: int
    is_observed: bool = False


@dataclass(frozen=True)
class Marked:
    """The mark that counts for one person at one session; `minutes` matter for who came late."""

    mark: str
    minutes: int = 0


@dataclass(frozen=True)
class Attendance:
    """How one person stands. All times in minutes."""

    minutes: int  # attended
    planned: int  # of all sessions that are not cancelled
    excused: int  # of sessions missed with an excuse: shown apart, not attended
    ahead: int  # of sessions where the person has no mark yet
    unmarked: int  # how many of those there are
    observed: Observed
    observed_planned: int  # how many observed sessions are planned

    @property
    def percent(self) -> int:
        """Attended of all planned time, rounded down: 79.9 is not 80. Where nothing is planned it is 0."""
        return self.minutes * 100 // self.planned if self.planned else 0

    def reaches(self, percent: int) -> bool:
        """Tell whether so many percent of all planned time are attended already."""
        return self.planned > 0 and self.minutes * 100 >= percent * self.planned

    def can_reach(self, percent: int) -> bool:
        """Tell whether the person reaches so many percent by coming to every session without a mark."""
        return self.planned > 0 and (self.minutes + self.ahead) * 100 >= percent * self.planned


def minutes_counted(session: Planned, marked: Marked | None) -> int:
    """Return the minutes that a mark is worth: the whole session, what was entered for who came late, or nothing."""
    if marked is None:
        return 0
    if marked.mark == PRESENT:
        return session.minutes
    return min(marked.minutes, session.minutes) if marked.mark == LATE else 0


def attendance(sessions: Iterable[Planned], marks: Mapping[int, Marked]) -> Attendance:
    """Count one person's marks, given by the pk of the session; marks of other sessions are left out."""
    sessions = list(sessions)
    without = [session for session in sessions if session.pk not in marks]
    return Attendance(
        minutes=sum(minutes_counted(session, marks.get(session.pk)) for session in sessions),
        planned=sum(session.minutes for session in sessions),
        excused=sum(
            session.minutes
            for session in sessions
            if session.pk in marks and marks[session.pk].mark == EXCUSED
        ),
        ahead=sum(session.minutes for session in without),
        unmarked=len(without),
        observed=_observed(sessions, marks),
        observed_planned=sum(session.is_observed for session in sessions),
    )


def _observed(sessions: list[Planned], marks: Mapping[int, Marked]) -> Observed:
    observed = [session for session in sessions if session.is_observed]
    marked = [session for session in observed if session.pk in marks]
    if any(not minutes_counted(session, marks[session.pk]) for session in marked):
        return Observed.MISSED
    return Observed.HELD if observed and len(marked) == len(observed) else Observed.PENDING
