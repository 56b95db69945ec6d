"""What people do about forwarding: add and change destinations, pause, send again, let be."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.lrs.forwarding.addresses import require_safe
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.querysets import ParkedQuerySet
from assessments.lrs.forwarding.sealing import seal
from assessments.lrs.models import Statement
from assessments.lrs.statements.reading.horizon import horizon

# Whoever holds the lease learns by this that what it knows is out of date.
_NO_LEASE = {"lease": None, "leased_until": None}
_NO_FAILURE = {"failures": 0, "next_try_at": None, "last_error": ""}


def add_destination(*, secret: str, from_now: bool = False, by=None, **values) -> Destination:
    """Return a new destination; `from_now` leaves out what is stored already.

    `values` are fields of Destination. Raises addresses.UnsafeAddress.
    """
    require_safe(values["endpoint"])
    cursor = horizon().last_id if from_now else 0
    return Destination.objects.create(secret=seal(secret), cursor=cursor, created_by=by, **values)


def change_destination(*, destination: Destination, secret: str = "", **values) -> None:
    """Change a destination; without a secret it keeps the one it has. Raises addresses.UnsafeAddress.

    One that was stopped by what was wrong with it is tried again; one that a person paused stays so.
    """
    require_safe(values.get("endpoint", destination.endpoint))
    if secret:
        values["secret"] = seal(secret)
    if destination.is_stopped:
        values |= {"is_active": True}
    _update(destination, **values, **_NO_LEASE, **_NO_FAILURE)


def pause(*, destination: Destination) -> None:
    """Send nothing more until resume()."""
    _update(destination, is_active=False, **_NO_LEASE, **_NO_FAILURE)


def resume(*, destination: Destination) -> None:
    """Send again, at once, from where it stood."""
    _update(destination, is_active=True, **_NO_LEASE, **_NO_FAILURE)


def send_now(*, destination: Destination) -> None:
    """End the waiting after a failure; the count of failures stays until something arrives."""
    _update(destination, next_try_at=None)


def send_again_from(*, destination: Destination, moment: datetime) -> int:
    """Send everything stored since a moment once more; return how many statements that is."""
    before = Statement.objects.filter(stored__lt=moment).order_by("-stored", "-id").first()
    cursor = before.pk if before else 0
    _update(destination, cursor=cursor, next_try_at=None, **_NO_LEASE)
    return Statement.objects.filter(id__gt=cursor).count()


def remove(*, destination: Destination) -> None:
    """Send nothing there any more, and forget what was refused; what has arrived there stays there."""
    Destination.objects.filter(pk=destination.pk).delete()


@transaction.atomic
def ask_again(*, parked: ParkedQuerySet, destination: Destination) -> int:
    """Have the worker send parked statements of a destination once more, those let be too; return how many."""
    wanted = parked.not_taken().filter(destination=destination)
    count = wanted.update(asked_at=timezone.now(), settled_at=None, settled_by=None)
    send_now(destination=destination)
    return count


def let_be(*, parked: ParkedQuerySet, destination: Destination, by) -> int:
    """Settle parked statements: they do not go to this destination. Return how many that is."""
    waiting = parked.waiting().filter(destination=destination)
    return waiting.update(settled_at=timezone.now(), settled_by=by, asked_at=None)


def _update(destination: Destination, **values) -> None:
    # By name: a worker moves the cursor meanwhile, save() would put it back.
    Destination.objects.filter(pk=destination.pk).update(**values)
    for name, value in values.items():
        setattr(destination, name, value)
