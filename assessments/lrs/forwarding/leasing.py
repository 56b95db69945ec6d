"""One worker at a time sends to a destination: it holds a lease, which ends by itself when the worker dies.

Should two send after all (a worker that stood still longer than its lease), ids make the second send harmless;
and only the holder of the lease moves the cursor.
"""

from datetime import timedelta
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from assessments.lrs.forwarding.models import Destination

# Longer than a request may take.
SECONDS = 60


class LeaseLost(Exception):
    """Another worker, or a person, has the destination now; what this one knows of it is out of date."""


def take(*, destination: Destination, seconds: float = SECONDS) -> bool:
    """Lease a destination that is active and due; return whether it worked. The row count decides the winner."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    lease = uuid4()
    won = Destination.objects.filter(free, due, pk=destination.pk, is_active=True).update(
        lease=lease, leased_until=now + timedelta(seconds=seconds)
    )
    if won:
        destination.refresh_from_db()
    return bool(won) and destination.lease == lease


def change(*, destination: Destination, **values) -> None:
    """Write values to a destination and to its row, under the lease it holds. Raises LeaseLost."""
    if not Destination.objects.filter(pk=destination.pk, lease=destination.lease).update(**values):
        raise LeaseLost
    for name, value in values.items():
        setattr(destination, name, value)


def prolong(*, destination: Destination, seconds: float = SECONDS) -> None:
    """Begin the lease anew. Raises LeaseLost."""
    change(destination=destination, leased_until=timezone.now() + timedelta(seconds=seconds))


def give_back(*, destination: Destination) -> None:
    """End the lease; one that is lost already stays with its holder."""
    Destination.objects.filter(pk=destination.pk, lease=destination.lease).update(
        lease=None, leased_until=None
    )
