"""How often a client may ask, and how often an address may try credentials that are none.

Counted in the memory of each process: a request costs a microsecond and no query. With the two processes that
serve Panah, what gets through is at most twice the rate set; the limits guard against loops that have gone wild,
not to the last request.

Rates are requests a minute, 0 for no limit. A whole minute's worth may come at once; after that each request waits
for its share of the minute (the "generic cell rate algorithm": one number per client, the moment at which all that
it asked for so far would be paid off).
"""

from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from time import monotonic

from django.conf import settings

from assessments.lrs.models import LaunchToken, LrsKey

_MINUTE = 60.0
# What thirty thousand additions may be off by, in seconds.
_ROUNDING = 1e-6


class TooManyRequests(Exception):
    """The limit is reached; `retry_after` are the seconds until the next request is taken, at least 1."""

    def __init__(self, retry_after: int):
        super().__init__(f"Too many requests: the next is taken in {retry_after} seconds.")
        self.retry_after = retry_after


class Allowance:
    """What is left to whom: {name: when it is paid off}, in seconds of any clock that only runs forward."""

    def __init__(self):
        self._paid_off: dict[str, float] = {}
        self._lock = Lock()
        self._crowded_at = 1024

    def wait(self, name: str, *, rate: int, now: float) -> float:
        """Return the seconds until this name may ask again, 0 when it may now."""
        owed = self._paid_off.get(name, now) - now
        return max(0.0, owed - _MINUTE * (rate - 1) / rate - _ROUNDING)

    def take(self, name: str, *, rate: int, now: float) -> float:
        """As wait(), and when it may ask now that is counted."""
        with self._lock:
            if wait := self.wait(name, rate=rate, now=now):
                return wait
            self._count(name, rate, now)
            return 0.0

    def spend(self, name: str, *, rate: int, now: float) -> None:
        """Count one whether it may ask or not; it never waits for more than its share of a minute."""
        with self._lock:
            if not self.wait(name, rate=rate, now=now):
                self._count(name, rate, now)

    def forget(self) -> None:
        """Begin anew with everybody."""
        with self._lock:
            self._paid_off.clear()

    def _count(self, name: str, rate: int, now: float) -> None:
        self._paid_off[name] = max(now, self._paid_off.get(name, now)) + _MINUTE / rate
        if len(self._paid_off) > self._crowded_at:
            # Who is paid off is as good as never seen.
            self._paid_off = {one: moment for one, moment in self._paid_off.items() if moment > now}
            self._crowded_at = max(1024, 2 * len(self._paid_off))


_requests, _tries = Allowance(), Allowance()


def require_rate(client: LrsKey | LaunchToken) -> None:
    """Count a request of a client. Raises TooManyRequests."""
    is_launch = isinstance(client, LaunchToken)
    rate = settings.PANAH_LRS_LAUNCH_RATE if is_launch else settings.PANAH_LRS_KEY_RATE
    _raise_for(_requests.take(client.key, rate=rate, now=monotonic()) if rate else 0.0)


def note_bad_credentials(address: str) -> None:
    """Count credentials that are none against the address they came from."""
    if rate := settings.PANAH_LRS_BAD_TRIES_RATE:
        _tries.spend(_network(address), rate=rate, now=monotonic())


def require_tries(address: str) -> None:
    """Raise TooManyRequests when too many bad credentials have come from an address.

    People of one academy share an address. To ask this only once credentials have turned out to be bad, before
    answering 401, leaves those alone whose credentials are good; secrets are too long to be guessed either way.
    """
    if rate := settings.PANAH_LRS_BAD_TRIES_RATE:
        _raise_for(_tries.wait(_network(address), rate=rate, now=monotonic()))


def forget() -> None:
    """Begin anew with all clients and addresses."""
    _requests.forget()
    _tries.forget()


def _raise_for(wait: float) -> None:
    if wait:
        raise TooManyRequests(max(1, ceil(wait)))


def _network(address: str) -> str:
    # A subscriber of IPv6 has a network of 64 bits to choose addresses from.
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else address
