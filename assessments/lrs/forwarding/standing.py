"""How forwarding stands: what waits for each destination, for how long, and what has gone wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from assessments.lrs.forwarding.models import Destination
from assessments.lrs.models import Statement
from assessments.lrs.statements.horizon import horizon

# Statements that have waited so long for an active destination: no worker runs, or it does not get on.
LONGEST_MINUTES = 30


@dataclass(frozen=True)
class Standing:
    """One destination: statements that wait, minutes since the oldest of them was stored, parked ones."""

    destination: Destination
    waiting: int
    minutes: int
    parked: int

    @property
    def has_stalled(self) -> bool:
        late = self.destination.is_active and self.minutes >= LONGEST_MINUTES
        return self.destination.has_stalled or late


def standings(destinations: Iterable[Destination] | None = None) -> list[Standing]:
    """Return the standing of all destinations (or of a queryset of them), by name."""
    found = Destination.objects.all() if destinations is None else destinations
    end, now = horizon().last_id, timezone.now()
    counted = found.annotate(parked_count=Count("parked", filter=Q(parked__settled_at=None)))
    return [_standing(one, end, now) for one in counted.order_by("name")]


def _standing(destination: Destination, end: int, now) -> Standing:
    waiting = Statement.objects.filter(id__gt=destination.cursor, id__lte=end)
    oldest = waiting.order_by("id").values_list("stored", flat=True).first()
    minutes = max(0, int((now - oldest).total_seconds() // 60)) if oldest else 0
    return Standing(destination, waiting.count() if oldest else 0, minutes, destination.parked_count)
