"""Who may use the record store, and for what: Basic credentials and their scopes."""

import binascii
from base64 import b64decode

from django.utils.crypto import constant_time_compare, salted_hmac

from assessments.lrs.models import LrsKey

# Scopes of xAPI 1.0.3 part 3, 4.2; of those that this store can tell apart.
WRITE, READ, READ_MINE = "statements/write", "statements/read", "statements/read/mine"
ALL, ALL_READ = "all", "all/read"
SCOPES = (WRITE, READ, READ_MINE, ALL, ALL_READ)
DEFAULT_SCOPES = (WRITE, READ)

_ALLOWING = {WRITE: {WRITE, ALL}, READ: {READ, ALL, ALL_READ}, READ_MINE: {READ_MINE, READ, ALL, ALL_READ}}


class NotAuthenticated(Exception):
    """The request has no credentials, or none that are valid now."""


class NotAllowed(Exception):
    """The credentials are valid, their scopes do not reach so far."""


def hash_of(key: str, secret: str) -> str:
    """Return what is stored of a secret: a keyed digest.

    The secret is 256 random bits, so guessing is hopeless and a slow hash would only cost every request its
    time. The key is the salt; the site's own secret keeps a stolen table useless.
    """
    return salted_hmac(f"assessments.lrs.clients.credentials|{key}", secret, algorithm="sha256").hexdigest()


def client_of(authorization: str | None) -> LrsKey:
    """Return the client of an Authorization header. One query. Raises NotAuthenticated."""
    key, secret = _basic(authorization or "")
    client = LrsKey.objects.usable().filter(key=key).first()
    # Both ways take the same steps, so the time tells nothing about which keys there are.
    if (
        not constant_time_compare(hash_of(key, secret), client.secret_hash if client else "")
        or client is None
    ):
        raise NotAuthenticated
    return client


def require(client: LrsKey, scope: str) -> None:
    """Raise NotAllowed unless one of the client's scopes allows it."""
    if not _ALLOWING[scope] & set(client.scopes):
        raise NotAllowed(scope)


def readable_authority(client: LrsKey) -> str | None:
    """Return the authority whose statements alone the client may read; None when it may read all."""
    require(client, READ_MINE)
    return None if _ALLOWING[READ] & set(client.scopes) else client.key


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    try:
        key, colon, secret = b64decode(encoded.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise NotAuthenticated from None
    if scheme.lower() != "basic" or not colon or "\x00" in key:
        raise NotAuthenticated
    return key, secret
