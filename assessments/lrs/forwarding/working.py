"""Workers look after the destinations: once, or until they are told to stop."""

from collections.abc import Callable, Iterator

from django.db import OperationalError, close_old_connections
from django.db.models import QuerySet

from assessments.lrs.forwarding import leasing
from assessments.lrs.forwarding.forwarding import Turn, forward, logger, note_fault
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.presence import Presence


def forward_once(
    *, destinations: QuerySet[Destination], lease_seconds: float = leasing.SECONDS
) -> Iterator[tuple[Destination, Turn]]:
    """Send what waits now; yield each destination with what was done for it."""
    with Presence(once=True) as presence:

        def has_to_stop() -> bool:
            presence.show()
            return False

        presence.show()
        for destination in destinations.filter(is_active=True):
            turn = Turn(has_more=True)
            while turn.has_more:
                turn += forward(destination=destination, lease_seconds=lease_seconds, has_to_stop=has_to_stop)
            yield destination, turn


def work(
    *,
    destinations: QuerySet[Destination],
    lease_seconds: float = leasing.SECONDS,
    has_to_stop: Callable[[], bool],
    pause: Callable[[], None],
) -> None:
    """Give every destination its turn, again and again, until it has to stop; pause when nothing is left to send.

    It outlives whatever goes wrong: the network, the database, and faults of our own.
    """
    with Presence() as presence:

        def has_to_end() -> bool:
            presence.show()
            return has_to_stop()

        while not has_to_stop():
            try:
                presence.show()
                has_more = [
                    _turn(one, lease_seconds, has_to_end).has_more
                    for one in destinations.filter(is_active=True)
                ]
            except OperationalError:
                # The database is away or busy.
                logger.exception("Forwarding cannot reach the database")
                close_old_connections()
                has_more = []
            if not any(has_more):
                pause()


def _turn(destination: Destination, lease_seconds: float, has_to_stop: Callable[[], bool]) -> Turn:
    try:
        return forward(destination=destination, lease_seconds=lease_seconds, has_to_stop=has_to_stop)
    except OperationalError:
        raise
    except Exception as fault:
        # One destination must not keep statements from the others.
        logger.exception("Forwarding to %s: a fault of our own", destination)
        note_fault(destination=destination, fault=fault)
        return Turn()
