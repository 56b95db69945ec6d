"""Clients get access to the record store, and lose it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from assessments.lrs.clients.credentials import hash_of
from assessments.lrs.clients.scopes import DEFAULT_SCOPES, SCOPES
from assessments.lrs.models import LaunchToken, LrsKey
from assessments.xapi import actor_checks
from assessments.xapi.reading import write_json

LONGEST_NAME = LrsKey._meta.get_field("name").max_length


class UnknownScope(ValueError):
    """There is no such scope."""


class NoScopes(ValueError):
    """A key that may do nothing is no key."""


class BadName(ValueError):
    """The name is empty, too long, or of more than one line."""


class NameTaken(ValueError):
    """Another key has this name."""


class NotAnAgent(ValueError):
    """The actor of a launch must be one person or system that can be told from others."""


def grant_key(
    *, name: str, scopes: Sequence[str] = DEFAULT_SCOPES, expires_at: datetime | None = None, by=None
) -> tuple[LrsKey, str]:
    """Return a new key and its secret; the secret is not kept and cannot be shown again.

    Raises UnknownScope, NoScopes, BadName or NameTaken.
    """
    if not 0 < len(name.strip()) <= LONGEST_NAME or any(ord(letter) < 32 for letter in name):
        raise BadName(name)
    if not scopes:
        raise NoScopes
    if unknown := set(scopes) - set(SCOPES):
        raise UnknownScope(", ".join(sorted(unknown)))
    key, secret = secrets.token_hex(16), secrets.token_hex(32)
    try:
        with transaction.atomic():
            granted = LrsKey.objects.create(
                name=name.strip(),
                key=key,
                secret_hash=hash_of(key, secret),
                scopes=[scope for scope in SCOPES if scope in scopes],
                expires_at=expires_at,
                created_by=by,
            )
    except IntegrityError:
        raise NameTaken(name) from None
    return granted, secret


def revoke_key(*, key: LrsKey, at: datetime, by=None, reason: str = "") -> LrsKey:
    """Stamp a key as revoked; one revoked already keeps who did it, when and why."""
    LrsKey.objects.filter(pk=key.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=by, revoked_reason=reason
    )
    key.refresh_from_db(fields=["revoked_at", "revoked_by", "revoked_reason"])
    return key


def grant_launch(
    *, actor: dict, registration: UUID, expires_at: datetime, is_guarded: bool = False
) -> tuple[LaunchToken, str]:
    """Return the credentials of one launch and their secret; the secret is not kept and cannot be shown again.

    `actor` is an xAPI agent with an identifier; `is_guarded` makes them good only where more is checked than the
    store does. Raises NotAnAgent.
    """
    if problems := actor_checks.agent(actor):
        raise NotAnAgent("; ".join(f"{one.pointer}: {one.requirement}" for one in problems))
    key, secret = f"{LaunchToken.KEY_PREFIX}{secrets.token_hex(16)}", secrets.token_hex(32)
    granted = LaunchToken.objects.create(
        key=key,
        secret_hash=hash_of(key, secret),
        actor=write_json(actor),
        registration=registration,
        expires_at=expires_at,
        is_guarded=is_guarded,
    )
    return granted, secret


def revoke_launch(*, token: LaunchToken, at: datetime) -> LaunchToken:
    """Stamp the credentials of a launch as revoked; those revoked already keep their time."""
    LaunchToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
    token.refresh_from_db(fields=["revoked_at"])
    return token


def forget_launches(*, before: datetime) -> int:
    """Take away the credentials of launches that expired before a moment; return how many."""
    return LaunchToken.objects.expired_before(before).delete()[0]
