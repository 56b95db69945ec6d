"""How long to wait before the next try: computed, no clock of its own."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST, LONGEST = 2.0, 15 * 60.0
# What another store may ask for; more than an hour is taken for a mistake.
SHORTEST_ASKED, LONGEST_ASKED = 1.0, 60 * 60.0


def back_off(failures: int, chance: float) -> float:
    """Return the seconds to wait after that many failures in a row (1 or more).

    They double from FIRST to LONGEST. `chance` (0 to 1, random) takes off up to half, so that workers which
    failed together do not come back together.
    """
    doubled = min(LONGEST, FIRST * 2 ** min(max(failures, 1) - 1, 20))
    return doubled * (1 - chance / 2)


def asked_wait(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), bounded; None if it says nothing.

    It is a number of seconds or an HTTP date.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return _bounded(float(text[:12]))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    # "-0000" is read as a naive time; it means UTC.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _bounded((moment - now).total_seconds())


def _bounded(seconds: float) -> float:
    return min(LONGEST_ASKED, max(SHORTEST_ASKED, seconds))
