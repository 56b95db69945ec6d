"""A batch goes out; a store that refuses it is asked again by halves, until what it refuses stands alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assessments.lrs.forwarding.sending.client import Answer
from assessments.lrs.forwarding.sending.parcels import Parcel

ACCEPTED = 200
# The fault is in what was sent; the rest of the batch is good (part 3, 3.2).
REFUSES_STATEMENTS = frozenset({400, 409, 413, 422})
# Come again later; so are all of 500 and above.
_WAIT = frozenset({408, 425, 429})
# So many alone refused, and none taken: the fault is not in the statements.
ALL_REFUSED = 10


def is_passing(answer: Answer) -> bool:
    """Return whether what an answer complains of may pass by itself; else a person has to look."""
    return answer.status >= 500 or answer.status in _WAIT


@dataclass(frozen=True)
class Refused:
    """One statement that the store does not take."""

    parcel: Parcel
    answer: Answer


@dataclass
class Delivery:
    """What became of a batch: taken, refused alone, and the answer (or None) that ended it early.

    `taken` and `refused` together are a beginning of the batch; what follows was not sent.
    """

    taken: list[Parcel] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    ended_by: Answer | None = None
    smaller: int | None = None

    @property
    def refuses_everything(self) -> bool:
        """Whether the store refuses as malformed whatever it is sent: then nothing of it may be parked."""
        malformed = [one for one in self.refused if one.answer.status in (400, 422)]
        return not self.taken and len(malformed) >= ALL_REFUSED and len(malformed) == len(self.refused)


def deliver(
    parcels: Sequence[Parcel],
    *,
    post: Callable[[Sequence[Parcel]], Answer],
    is_there: Callable[[Parcel], bool],
) -> Delivery:
    """Send statements in their order; return what became of them.

    `post` sends some in one request. `is_there` tells whether a statement refused with 409 is there already and
    the same: some stores say 409 to an equal resend, at least in a batch. What `post` and `is_there` raise passes
    through; the statements taken so far will then be sent again, which changes nothing.
    """
    delivery, waiting = Delivery(), [list(parcels)] if parcels else []
    while waiting and delivery.ended_by is None:
        batch = waiting.pop(0)
        answer = post(batch)
        if answer.status == ACCEPTED:
            delivery.taken += batch
        elif answer.status not in REFUSES_STATEMENTS:
            delivery.ended_by = answer
        elif len(batch) > 1:
            middle = len(batch) // 2
            waiting[:0] = [batch[:middle], batch[middle:]]
            if answer.status == 413:
                delivery.smaller = middle
        elif answer.status == 409 and is_there(batch[0]):
            delivery.taken += batch
        else:
            delivery.refused.append(Refused(batch[0], answer))
    return delivery
