"""Status lists: published bits that tell which badges were revoked (Bitstring Status List 1.0)."""

from datetime import datetime, timedelta
from secrets import randbelow

from django.core.cache import cache
from django.db.models import Count, Max, Q

from certificates.badges.addresses import did_of, status_address
from certificates.badges.canonical import CREDENTIALS
from certificates.badges.encoding import LIST_BITS, status_bits
from certificates.badges.proof import moment, with_proof
from certificates.register.models import Certificate
from certificates.signing.keys import academy_keys
from courses.academies.models import Academy

# In a list that is half full every second try finds a free bit; then the next list begins.
FULL = LIST_BITS // 2
TRIES = 16
# A signed list is kept so long, and so long may whoever fetched it keep it.
SECONDS = 60
# A list that somebody kept and shows later is not believed for ever.
TERM = timedelta(days=1)

IS_REVOKED = Q(revoked_at__isnull=False) | Q(replaced_by__isnull=False)


def free_place(academy: Academy) -> tuple[int, int]:
    """Return (list, bit) for a new certificate: a random free bit, so that neighbours tell nothing. Two queries.

    Call with the academy's running number locked (numbering.next_number). Should two years' numbers be given at once,
    the constraint of the database lets one of two equal places in.
    """
    lists = Certificate.objects.filter(academy=academy, status_list__isnull=False)
    latest = lists.values("status_list").annotate(taken=Count("pk")).order_by("-status_list").first()
    number, taken = (latest["status_list"], latest["taken"]) if latest else (0, 0)
    if taken >= FULL:
        number += 1
    while True:
        tries = [randbelow(LIST_BITS) for _ in range(TRIES)]
        of_list = lists.filter(status_list=number, status_index__in=tries)
        used = set(of_list.values_list("status_index", flat=True))
        if free := [place for place in tries if place not in used]:
            return number, free[0]


def signed_list(academy: Academy, number: int, *, at: datetime) -> dict | None:
    """Return one of the academy's lists as a signed credential, or None where there is none.

    What is revoked is counted at each call, so that a revocation shows at once; the signed list is kept for SECONDS.
    Raises KeyTrouble where the academy has no key to sign with.
    """
    listed = Certificate.objects.filter(academy=academy, status_list=number)
    stamp = listed.aggregate(
        there=Count("pk"), revoked=Count("pk", filter=IS_REVOKED), last=Max("revoked_at")
    )
    if not stamp["there"]:
        return None
    keys = academy_keys(academy, at=at)
    last = stamp["last"].timestamp() if stamp["last"] else 0
    name = f"status:{academy.pk}:{number}:{keys.eddsa.kid}:{stamp['revoked']}:{last}"
    return cache.get_or_set(name, lambda: _sign(listed, academy, number, keys.eddsa, at), SECONDS)


def _sign(listed, academy: Academy, number: int, key, at: datetime) -> dict:
    address = status_address(academy.key, number)
    revoked = listed.filter(IS_REVOKED).values_list("status_index", flat=True)
    credential = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(academy.key),
        "validFrom": moment(at),
        "validUntil": moment(at + TERM),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "ttl": SECONDS * 1000,
            "encodedList": status_bits(revoked),
        },
    }
    return with_proof(credential, academy.key, key, at=at)
