"""Signed addresses of assets: a token names a kind and a key, and runs out.

    kind . key . end . signature        h5p.0b1c…e9.t5k2x.Xb3…

The end is rounded up to half a day, so that a browser that opens the same content again has the same addresses and
finds the files in its cache; a token holds for 12 to 24 hours.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

WINDOW = timedelta(hours=12)
# Part of every token's seal: it stays as it is, wherever this module goes.
_SALT = "assessments.uploads.signing"
_TOKEN = re.compile(
    r"(?P<said>(?P<kind>[a-z0-9]+)\.(?P<key>[A-Za-z0-9_-]+)\.(?P<end>[0-9]{1,12}))\.(?P<seal>[A-Za-z0-9_-]{43})"
)


class BadToken(Exception):
    """The token was not made here, or was changed."""


class ExpiredToken(BadToken):
    """The token was made here and has run out."""


@dataclass(frozen=True)
class Signed:
    """What a token says: the kind of thing, its key, and until when."""

    kind: str
    key: str
    until: datetime


def sign(kind: str, key: object, *, at: datetime) -> str:
    """Return the token of a thing; `key` is written with letters, digits, "-" and "_" alone (a UUID, a number)."""
    windows = int(at.timestamp() // WINDOW.total_seconds()) + 2
    said = f"{kind}.{key}.{windows}"
    token = f"{said}.{_seal(said)}"
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"A token cannot say {said!r}")
    return token


def read(token: str, *, at: datetime) -> Signed:
    """Return what a token says. Raises BadToken, ExpiredToken."""
    found = _TOKEN.fullmatch(token)
    if found is None or not hmac.compare_digest(found["seal"], _seal(found["said"])):
        raise BadToken
    until = datetime.fromtimestamp(int(found["end"]) * WINDOW.total_seconds(), tz=UTC)
    if at >= until:
        raise ExpiredToken
    return Signed(found["kind"], found["key"], until)


def _seal(said: str) -> str:
    digest = salted_hmac(_SALT, said, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
