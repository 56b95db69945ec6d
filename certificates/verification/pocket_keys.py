"""The public keys that a phone takes along to check statements without network."""

from datetime import datetime

from django.utils import timezone

from certificates.signing.models import SigningKey


def pocket_keys() -> dict:
    """Return the ES256 keys of all academies as JSON, retired ones too: what they signed is still genuine.

    `from` and `until` are the first and the last day on which the key signs; `academy` is the begin of the academy's
    key as it stands in statements (pocket).
    """
    rows = (
        SigningKey.objects.filter(purpose=SigningKey.Purpose.ES256).select_related("academy").order_by("pk")
    )
    return {"keys": [_told(row) for row in rows]}


def _told(row: SigningKey) -> dict:
    ends = [moment for moment in (row.valid_until, row.retired_at) if moment]
    return {
        "kid": row.kid,
        "x": row.public_jwk["x"],
        "y": row.public_jwk["y"],
        "academy": row.academy.key.hex[:8],
        "name": row.academy.name,
        "name_english": row.academy.name_english,
        "from": _day(row.valid_from),
        "until": _day(min(ends)) if ends else "",
    }


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()
