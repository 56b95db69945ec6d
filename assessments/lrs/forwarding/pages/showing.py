"""Destinations as the page shows them, and who sends to them."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.lrs.explorer.naming import reader_of
from assessments.lrs.explorer.presenting import Row, tell
from assessments.lrs.explorer.surroundings import Surroundings
from assessments.lrs.forwarding.models import Destination, ParkedStatement
from assessments.lrs.forwarding.presence import Watch
from assessments.lrs.forwarding.reasons import told, told_answer
from assessments.lrs.forwarding.standing import Standing, standings

# Of the statements that wait for a person at one destination, so many are listed.
PARKED_SHOWN = 10
_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True)
class ShownParked:
    """One parked statement: the row, the line that tells what it says, and in words what the other store answered."""

    row: ParkedStatement
    line: Row

    @property
    def reason(self) -> str:
        return told_answer(self.row.status, self.row.answer) if self.row.status else told(self.row.answer)


@dataclass(frozen=True)
class ShownDestination:
    """One destination with its standing and the first of its parked statements, waiting ones and those let be."""

    standing: Standing
    watch: Watch
    parked: list[ShownParked] = field(default_factory=list)
    let_be: list[ShownParked] = field(default_factory=list)
    count_let_be: int = 0

    @property
    def row(self) -> Destination:
        return self.standing.destination

    @property
    def error(self) -> str:
        return told(self.row.last_error)

    @property
    def more_parked(self) -> int:
        return self.standing.parked - len(self.parked)

    @property
    def more_let_be(self) -> int:
        return self.count_let_be - len(self.let_be)

    @property
    def is_waiting(self) -> bool:
        """Waits after a failure, so that "send now" means something."""
        return self.row.is_active and self.row.next_try_at is not None

    @property
    def waited(self) -> str:
        """Since when the oldest statement waits, in words."""
        minutes = self.standing.minutes
        if minutes < 2 * _HOUR:
            return ngettext("for %(count)d minute", "for %(count)d minutes", minutes) % {"count": minutes}
        if minutes < 2 * _DAY:
            hours = minutes // _HOUR
            return ngettext("for %(count)d hour", "for %(count)d hours", hours) % {"count": hours}
        days = minutes // _DAY
        return ngettext("for %(count)d day", "for %(count)d days", days) % {"count": days}

    @property
    def sent_percent(self) -> int:
        return int(self.standing.share * 100)

    @property
    def hint(self) -> str:
        """What somebody has to do, where it does not come right by itself."""
        if self.row.is_stopped:
            return _("Sending has stopped. Put it right (“Edit”), or resume it: it goes on where it stood.")
        if not self.row.is_active:
            return ""
        if self.row.failures:
            return _("It is tried again by itself, after longer and longer pauses; nothing is lost.")
        if self.standing.has_stalled:
            return _("Statements have waited long: is a worker running?")
        return ""

    @property
    def state(self) -> str:
        """Return a word for the state, and `tone` its colour."""
        return _STATES[self._state][0]()

    @property
    def tone(self) -> str:
        return _STATES[self._state][1]

    @property
    def _state(self) -> str:
        if not self.row.is_active:
            return "stopped" if self.row.is_stopped else "paused"
        if self.standing.has_stalled:
            return "stalled"
        if self.row.failures:
            return "trying again"
        if self.standing.waiting:
            return "sending" if self.watch.is_kept else "waiting"
        return "up to date"


_STATES = {
    "stopped": (lambda: pgettext("state of a destination", "stopped"), "bad"),
    "paused": (lambda: pgettext("state of a destination", "paused"), "quiet"),
    "stalled": (lambda: pgettext("state of a destination", "stalled"), "bad"),
    "trying again": (lambda: pgettext("state of a destination", "trying again"), "warn"),
    "sending": (lambda: pgettext("state of a destination", "sending"), "good"),
    "waiting": (lambda: pgettext("state of a destination", "waiting for a worker"), "warn"),
    "up to date": (lambda: pgettext("state of a destination", "up to date"), "good"),
}


def shown_destinations(seen: Watch) -> list[ShownDestination]:
    """Return all destinations by name; the queries grow with them, not with their parked statements."""
    parked = _first_parked()
    let_be = dict(
        ParkedStatement.objects.let_be().order_by().values_list("destination").annotate(Count("pk"))
    )
    return [
        ShownDestination(
            one,
            seen,
            parked.get((one.destination.pk, False), []),
            parked.get((one.destination.pk, True), []),
            let_be.get(one.destination.pk, 0),
        )
        for one in standings()
    ]


def _first_parked() -> dict[tuple[int, bool], list[ShownParked]]:
    """Return {(destination, is it let be): the first of its parked statements}. Nobody in them is named."""
    rows = ParkedStatement.objects.first_of_each(PARKED_SHOWN).select_related("statement", "settled_by")
    rows = list(rows.order_by("id"))
    lines = tell([one.statement for one in rows], reader_of(None, Surroundings())).lines() if rows else []
    found: dict[tuple[int, bool], list[ShownParked]] = {}
    for one, line in zip(rows, lines, strict=True):
        found.setdefault((one.destination_id, one.is_let_be), []).append(ShownParked(one, line))
    return found
