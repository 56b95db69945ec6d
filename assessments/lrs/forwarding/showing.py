"""Destinations as the page shows them."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import pgettext

from assessments.lrs.forwarding.models import Destination, ParkedStatement
from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.standing import Standing, standings

# Of the statements that wait for a person at one destination, so many are listed.
PARKED_SHOWN = 50


@dataclass(frozen=True)
class ShownParked:
    """One parked statement: the row and, in words, what the other store answered."""

    row: ParkedStatement

    @property
    def reason(self) -> str:
        return told(self.row.answer)


@dataclass(frozen=True)
class ShownDestination:
    """One destination with its standing and the first of its parked statements."""

    standing: Standing
    parked: list[ShownParked]

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
    def is_waiting(self) -> bool:
        """Waits after a failure, so that "send now" means something."""
        return self.row.is_active and self.row.next_try_at is not None

    @property
    def state(self) -> str:
        """Return a word for the state, and `tone` its colour."""
        if self.row.is_stopped:
            return pgettext("state of a destination", "stopped")
        if not self.row.is_active:
            return pgettext("state of a destination", "paused")
        if self.standing.has_stalled:
            return pgettext("state of a destination", "stalled")
        if self.row.failures:
            return pgettext("state of a destination", "trying again")
        if self.standing.waiting:
            return pgettext("state of a destination", "sending")
        return pgettext("state of a destination", "up to date")

    @property
    def tone(self) -> str:
        if self.row.is_stopped or self.standing.has_stalled:
            return "bad"
        return "quiet" if not self.row.is_active else "warn" if self.row.failures else "good"


def shown_destinations() -> list[ShownDestination]:
    """Return all destinations by name; the queries grow with them, not with their parked statements."""
    numbered = ParkedStatement.objects.filter(settled_at=None).annotate(
        number=Window(RowNumber(), partition_by=F("destination"), order_by="id")
    )
    parked: dict[int, list[ShownParked]] = {}
    rows = numbered.filter(number__lte=PARKED_SHOWN).select_related("statement").defer("statement__raw")
    for one in rows.order_by("id"):
        parked.setdefault(one.destination_id, []).append(ShownParked(one))
    return [ShownDestination(one, parked.get(one.destination.pk, [])) for one in standings()]
