"""How forwarding stands: what waits for each destination, for how long, and what has gone wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assessments.lrs.forwarding.models import Destination
from assessments.lrs.models import Statement
from assessments.lrs.statements.reading.horizon import horizon

# Statements that have waited so long for an active destination: no worker runs, or it does not get on.
LONGEST_MINUTES = 30


@dataclass(frozen=True)
class Standing:
    """One destination: statements that wait, minutes since the oldest of them was stored, parked ones.

    `share` is how much of the store it has, from 0 to 1, by the numbers of the rows.
    """

    destination: Destination
    waiting: int
    minutes: int
    parked: int
    share: float = 1.0

    @property
    def has_stalled(self) -> bool:
        late = self.destination.is_active and self.minutes >= LONGEST_MINUTES
        return self.destination.has_stalled or late


def standings(destinations: QuerySet[Destination] | None = None) -> list[Standing]:
    """Return the standing of all destinations (or of a queryset of them), by name."""
    end = horizon().last_id
    found = []
    for one in _judged(destinations):
        # Only what is whole counts: rows of transactions under way are not there for anybody.
        waiting = Statement.objects.filter(id__gt=one.cursor, id__lte=end).count() if one.oldest else 0
        share = min(1.0, one.cursor / end) if waiting else 1.0
        found.append(Standing(one, waiting, _minutes(one) if waiting else 0, one.parked_count, share))
    return found


def troubled() -> list[Standing]:
    """Return what somebody has to look into: stalled destinations, and those that refused something. One query.

    How many statements wait is not counted.
    """
    found = (Standing(one, 0, _minutes(one), one.parked_count) for one in _judged(None))
    return [one for one in found if one.has_stalled or one.parked]


def _judged(destinations: QuerySet[Destination] | None) -> Iterable[Destination]:
    found = Destination.objects.all() if destinations is None else destinations
    # The first beyond the cursor, by the primary key: however many there are, one is looked at.
    beyond = Statement.objects.filter(id__gt=OuterRef("cursor")).order_by("id").values("stored")[:1]
    return found.annotate(
        parked_count=Count("parked", filter=Q(parked__settled_at=None)), oldest=Subquery(beyond)
    ).order_by("name")


def _minutes(destination: Destination) -> int:
    if not destination.oldest:
        return 0
    return max(0, int((timezone.now() - destination.oldest).total_seconds() // 60))
