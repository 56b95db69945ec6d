"""Clients get access to the record store, and lose it."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from assessments.lrs.clients.credentials import DEFAULT_SCOPES, SCOPES, hash_of
from assessments.lrs.models import LrsKey


class UnknownScope(ValueError):
    """There is no such scope."""


class NameTaken(ValueError):
    """Another key has this name."""


def grant_key(
    *, name: str, scopes: Sequence[str] = DEFAULT_SCOPES, expires_at: datetime | None = None, by=None
) -> tuple[LrsKey, str]:
    """Return a new key and its secret; the secret is not kept and cannot be shown again.

    Raises UnknownScope or NameTaken.
    """
    if unknown := set(scopes) - set(SCOPES):
        raise UnknownScope(", ".join(sorted(unknown)))
    if LrsKey.objects.filter(name=name).exists():
        raise NameTaken(name)
    key, secret = secrets.token_hex(16), secrets.token_urlsafe(32)
    granted = LrsKey.objects.create(
        name=name,
        key=key,
        secret_hash=hash_of(key, secret),
        scopes=list(scopes),
        expires_at=expires_at,
        created_by=by,
    )
    return granted, secret


def revoke_key(*, key: LrsKey, at: datetime) -> LrsKey:
    """Stamp a key as revoked; one revoked already keeps its time."""
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
    return key
