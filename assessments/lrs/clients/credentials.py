"""Who may use the record store, and for what: Basic credentials and their scopes."""

import binascii
from base64 import b64decode

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from assessments.lrs.clients.scopes import (
    ALL,
    ALL_READ,
    DEFAULT_SCOPES,
    PROFILE,
    READ,
    READ_MINE,
    SCOPES,
    STATE,
    WRITE,
    allowing,
)
from assessments.lrs.clients.using import note_use
from assessments.lrs.models import LaunchToken, LrsKey

__all__ = [
    "ALL",
    "ALL_READ",
    "DEFAULT_SCOPES",
    "PROFILE",
    "READ",
    "READ_MINE",
    "SCOPES",
    "STATE",
    "WRITE",
    "Client",
    "NotAllowed",
    "NotAuthenticated",
    "allows",
    "client_of",
    "hash_of",
    "readable_authority",
    "require",
]

Client = LrsKey | LaunchToken
# Asked in every request; to build the query each time takes longer than the database takes to answer it.
_BY_KEY = {
    kind: f"SELECT * FROM {kind._meta.db_table} WHERE key = %s"  # noqa: S608
    for kind in (LrsKey, LaunchToken)
}


class NotAuthenticated(Exception):
    """The request has no credentials, or none that are valid now."""


class NotAllowed(Exception):
    """The credentials are valid, but do not reach so far; the text is the scope that is missing."""


def hash_of(key: str, secret: str) -> str:
    """Return what is stored of a secret: a keyed digest.

    The secret is 256 random bits, so guessing is hopeless and a slow hash would only cost every request its
    time. The key is the salt; the site's own secret keeps a stolen table useless.
    """
    return salted_hmac(f"assessments.lrs.clients.credentials|{key}", secret, algorithm="sha256").hexdigest()


def client_of(authorization: str | None, *, is_guarded: bool = False) -> Client:
    """Return the client of an Authorization header. Raises NotAuthenticated.

    `is_guarded` asks for credentials that are good behind a guard alone; without it these are none.
    One query; once in ten minutes a second one notes that a key is in use.
    """
    key, secret = _basic(authorization or "")
    now = timezone.now()
    # The key says which table it is in. Conditions in SQL would double what this costs every request.
    kind = LaunchToken if key.startswith(LaunchToken.KEY_PREFIX) else LrsKey
    client = next(iter(kind.objects.raw(_BY_KEY[kind], [key])), None)
    # Both ways take the same steps, so the time tells nothing about which keys there are.
    is_right = constant_time_compare(hash_of(key, secret), client.secret_hash if client else "")
    if client is None or not is_right or not client.is_usable(at=now) or client.is_guarded != is_guarded:
        raise NotAuthenticated
    if isinstance(client, LrsKey):
        note_use(key=client, at=now)
    return client


def allows(client: Client, scope: str, *, reading: bool = False) -> bool:
    """Say whether one of the client's scopes is enough.

    `reading` asks for no more than to read what the scope is about: "all/read" allows to read documents.
    """
    return not allowing(scope, reading=reading).isdisjoint(client.scopes)


def require(client: Client, scope: str, *, reading: bool = False) -> None:
    """Raise NotAllowed unless one of the client's scopes is enough, see allows()."""
    if not allows(client, scope, reading=reading):
        raise NotAllowed(scope)


def readable_authority(client: Client) -> str | None:
    """Return the authority whose statements alone a key may read; None when it may read all."""
    require(client, READ_MINE)
    return None if allows(client, READ) else client.key


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        key, colon, secret = b64decode(encoded.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, ValueError):
        raise NotAuthenticated from None
    if scheme.lower() != "basic" or not colon or "\x00" in key:
        raise NotAuthenticated
    return key, secret
