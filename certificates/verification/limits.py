"""How often something may be tried, counted in the database: all processes, and those to come, count together."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.crypto import salted_hmac

from certificates.verification.models import CheckCount

# The longest span that may be counted by; what is older is swept.
LONGEST = timedelta(days=1)
# One of so many first tries sweeps.
SWEEP_EACH = 256

# One command, so parallel requests cannot both take the last try; who is over the limit writes nothing. SQLite and
# PostgreSQL read it alike.
_COUNT = """
INSERT INTO certificates_checkcount (bucket, span, count) VALUES (%s, %s, 1)
ON CONFLICT (bucket, span) DO UPDATE SET count = certificates_checkcount.count + 1
WHERE certificates_checkcount.count < %s
RETURNING id, count
"""


def allow(*, what: str, who: str, most: int, seconds: int, at: datetime) -> bool:
    """Count one try and tell whether it may be made: `most` of them in each span of so many seconds (at most a day).

    `what` names the kind of try, `who` whose tries are counted together: a visitor, a certificate, a token. Neither is
    kept. Call outside a transaction: what is rolled back was not counted.
    """
    if most < 1:
        return False
    bucket = salted_hmac("certificates.verification.limits", f"{what}\n{seconds}\n{who}", algorithm="sha256")
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [bucket.hexdigest(), _begins(at, seconds), most])
        counted = cursor.fetchone()
    if counted is None:
        return False
    row, count = counted
    if count == 1 and row % SWEEP_EACH == 0:
        sweep(at)
    return True


def try_again_at(*, seconds: int, at: datetime) -> datetime:
    """Return when the span ends in which it was tried too often."""
    return at + timedelta(seconds=_begins(at, seconds) + seconds - int(at.timestamp()))


def sweep(at: datetime) -> int:
    """Delete the counts of spans that are over whatever they were counted by; return how many."""
    return CheckCount.objects.filter(span__lt=int((at - LONGEST).timestamp())).delete()[0]


def visitor_of(request) -> str:
    """Return who is counted as one visitor: the address, of IPv6 the network that a subscriber has.

    The address is found as for sign-in (allauth): behind proxies by PANAH_PROXIES. Where the server does not know it,
    all visitors are counted as one.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else str(address)


def _begins(at: datetime, seconds: int) -> int:
    moment = int(at.timestamp())
    return moment - moment % seconds
