"""Statements go to other record stores: the store itself is the outbox, a cursor per destination says how far.

Nothing is in doubt after a crash: a cursor moves only after the answer, in one transaction with what was parked;
what was sent and not noted is sent again, and its fixed id makes the other store say "known".
"""

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.lrs.forwarding import leasing, reasons
from assessments.lrs.forwarding.addresses import UnsafeAddress
from assessments.lrs.forwarding.leasing import LeaseLost
from assessments.lrs.forwarding.models import STALLED_AFTER, Destination, ParkedStatement
from assessments.lrs.forwarding.sealing import SecretUnreadable
from assessments.lrs.forwarding.sending import packing
from assessments.lrs.forwarding.sending.client import Answer, RemoteStore, Unreachable
from assessments.lrs.forwarding.sending.delivering import Delivery, Refused, deliver, is_passing
from assessments.lrs.forwarding.sending.parcels import Parcel
from assessments.lrs.forwarding.sending.waiting import asked_wait, back_off
from assessments.lrs.models import Statement
from assessments.xapi.comparing import are_same
from assessments.xapi.reading import read_json

logger = logging.getLogger(__name__)

# After so many requests a worker looks after its other destinations.
BATCHES_IN_A_TURN = 40


@dataclass
class Turn:
    """What a worker did for one destination: statements that arrived, were parked; whether more wait."""

    arrived: int = 0
    parked: int = 0
    has_more: bool = False

    def __add__(self, other: "Turn") -> "Turn":
        return Turn(self.arrived + other.arrived, self.parked + other.parked, other.has_more)


def forward(
    *,
    destination: Destination,
    lease_seconds: float = leasing.SECONDS,
    has_to_stop: Callable[[], bool] = lambda: False,
) -> Turn:
    """Send what waits for one destination, if it is active, due and nobody else's; return what was done.

    No error of the network or of the other store is raised: it is noted at the destination.
    """
    turn = Turn()
    if not leasing.take(destination=destination, seconds=lease_seconds):
        return turn
    try:
        _send_all(destination, turn, lease_seconds, has_to_stop)
    except LeaseLost:
        logger.warning("Forwarding to %s: somebody else has it now", destination)
    finally:
        leasing.give_back(destination=destination)
    return turn


def _send_all(destination: Destination, turn: Turn, seconds: float, has_to_stop: Callable[[], bool]) -> None:
    try:
        with RemoteStore(destination) as store:
            sender = _Sender(destination, store, turn, seconds)
            for _number in range(BATCHES_IN_A_TURN):
                if has_to_stop() or not sender.send_some():
                    return
            turn.has_more = True
    except Unreachable as error:
        _wait(destination, str(error))
    except SecretUnreadable:
        _stop(destination, reasons.SECRET_UNREADABLE)
    except UnsafeAddress:
        _stop(destination, reasons.UNSAFE_ADDRESS)


class _Sender:
    """Sends batch after batch to one destination under its lease."""

    def __init__(self, destination: Destination, store: RemoteStore, turn: Turn, seconds: float):
        self.destination, self.store, self.turn, self.seconds = destination, store, turn, seconds
        self.size = destination.batch_size

    def send_some(self) -> bool:
        """Send some of what waits, first what people asked for; return whether to go on."""
        asked = self.destination.parked.filter(settled_at=None).exclude(asked_at=None)
        rows = [one.statement for one in asked.select_related("statement")[: self.size]]
        return self._send_again(rows) if rows else self._send_next()

    def _send_again(self, rows: Sequence[Statement]) -> bool:
        # The cursor stays; and of what was refused before nothing new is learned of the store.
        delivery, _end, hopeless = self._send(rows)
        return self._note(delivery, hopeless)

    def _send_next(self) -> bool:
        rows = packing.next_rows(self.destination, limit=self.size)
        if not rows:
            return False
        delivery, end, hopeless = self._send(rows)
        if delivery.refuses_everything:
            _stop(self.destination, reasons.REFUSES_EVERYTHING)
            return False
        return self._note(delivery, hopeless, cursor=end)

    def _send(self, rows: Sequence[Statement]) -> tuple[Delivery, int, list[Refused]]:
        """Return what became of the rows, the last row that is settled, and those that cannot go out."""
        parcels, hopeless = packing.pack(rows, self.destination.version)
        delivery = deliver(parcels, post=self._post, is_there=self._is_there)
        done = len(delivery.taken) + len(delivery.refused)
        if done < len(parcels):
            end = parcels[done].row - 1
        else:
            end = max([one.row for one in parcels] + [row.pk for row, _reason in hopeless])
        unsent = [
            Refused(Parcel(row.pk, row.statement_id, ""), Answer(0, str(reason)))
            for row, reason in hopeless
            if row.pk <= end
        ]
        if delivery.smaller:
            self.size = max(1, delivery.smaller)
        return delivery, end, unsent

    def _post(self, parcels: Sequence[Parcel]) -> Answer:
        leasing.prolong(destination=self.destination, seconds=self.seconds)
        return self.store.post(parcels)

    def _is_there(self, parcel: Parcel) -> bool:
        found = self.store.statement(parcel.statement_id)
        return found is not None and are_same(read_json(parcel.text), found)

    def _note(self, delivery: Delivery, hopeless: list[Refused], **values) -> bool:
        parked = [*delivery.refused, *hopeless]
        now = timezone.now()
        if delivery.taken or not delivery.ended_by:
            values |= {"last_success_at": now, "failures": 0, "next_try_at": None, "last_error": ""}
        with transaction.atomic():
            leasing.change(destination=self.destination, last_tried_at=now, **values)
            _park(self.destination, parked, now)
            taken = [one.row for one in delivery.taken]
            self.destination.parked.filter(statement__in=taken, settled_at=None).update(settled_at=now)
        self.turn.arrived += len(delivery.taken)
        self.turn.parked += len(parked)
        for one in parked:
            logger.error(
                "Forwarding to %s: %s is parked (%s)",
                self.destination, one.parcel.statement_id, one.answer.status,
            )  # fmt: skip
        if delivery.ended_by:
            _ended(self.destination, delivery.ended_by)
        return delivery.ended_by is None


def _park(destination: Destination, refused: Sequence[Refused], now) -> None:
    ParkedStatement.objects.bulk_create(
        [
            ParkedStatement(
                destination=destination,
                statement_id=one.parcel.row,
                status=one.answer.status,
                answer=one.answer.text,
                parked_at=now,
            )
            for one in refused
        ],
        # Refused again: the new answer counts, and a person has to look again.
        update_conflicts=True,
        unique_fields=["destination", "statement"],
        update_fields=["status", "answer", "parked_at", "asked_at", "settled_at", "settled_by"],
    )


def _ended(destination: Destination, answer: Answer) -> None:
    told = f"HTTP {answer.status}: {answer.text}"
    if is_passing(answer):
        _wait(destination, told, asked_wait(answer.retry_after, timezone.now()))
    else:
        _stop(destination, told)


def _wait(destination: Destination, error: str, asked: float | None = None) -> None:
    failures, now = destination.failures + 1, timezone.now()
    seconds = back_off(failures, random.random()) if asked is None else asked  # noqa: S311 - spreads, hides nothing
    leasing.change(
        destination=destination,
        failures=failures,
        last_tried_at=now,
        next_try_at=now + timedelta(seconds=seconds),
        last_error=error,
    )
    level = logging.ERROR if failures % STALLED_AFTER == 0 else logging.WARNING
    logger.log(level, "Forwarding to %s failed %s times, next try in %.0f s: %s",
               destination, failures, seconds, error)  # fmt: skip


def note_fault(*, destination: Destination, fault: Exception) -> None:
    """Note at a destination that a fault of our own kept it from being served; it is tried again later."""
    failures, now = destination.failures + 1, timezone.now()
    # No lease is held any more: `forward` has given it back.
    Destination.objects.filter(pk=destination.pk).update(
        failures=failures,
        last_tried_at=now,
        next_try_at=now + timedelta(seconds=back_off(failures, random.random())),  # noqa: S311 - spreads
        last_error=f"{reasons.FAULT}: {type(fault).__name__}",
    )


def _stop(destination: Destination, error: str) -> None:
    """Switch a destination off until a person has mended it; its cursor stays."""
    leasing.change(
        destination=destination,
        is_active=False,
        failures=destination.failures + 1,
        last_tried_at=timezone.now(),
        last_error=error,
    )
    logger.error("Forwarding to %s has stopped: %s", destination, error)
