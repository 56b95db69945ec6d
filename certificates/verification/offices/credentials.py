"""Which office asks: Bearer tokens (RFC 6750)."""

import re
from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

from certificates.verification.models import VerifierToken

# Tells what it is to whoever finds one in a file: "pv_4f9a01_" and 64 digits.
PREFIX = "pv_"
_TOKEN = re.compile(rf"({PREFIX}[0-9a-f]{{6}})_([0-9a-f]{{64}})")


class NoToken(Exception):
    """The request has no token."""


class UnknownToken(Exception):
    """The token is none of this site's."""


class RevokedToken(Exception):
    """The token was valid once. Only who has all its 256 bits is told so."""


def hash_of(hint: str, secret: str) -> str:
    """Return what is stored of a token: a keyed digest, as of keys of the record store (assessments.lrs.clients)."""
    return salted_hmac(f"certificates.verification.offices|{hint}", secret, algorithm="sha256").hexdigest()


def office_of(authorization: str | None) -> VerifierToken:
    """Return the office of an Authorization header. One query. Raises NoToken, UnknownToken, RevokedToken."""
    scheme, _space, sent = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not sent.strip():
        raise NoToken
    match = _TOKEN.fullmatch(sent.strip())
    # The digest is keyed, so the time of the look-up tells nothing about digests that are near.
    digest = hash_of(*match.groups()) if match else ""
    office = VerifierToken.objects.filter(token_hash=digest).first()
    if office is None or not constant_time_compare(digest, office.token_hash):
        raise UnknownToken
    if office.revoked_at is not None:
        raise RevokedToken
    return office


def note_use(*, office: VerifierToken, on: date) -> None:
    """Keep the day on which the token was last used, and no more of when an office asks."""
    if office.last_used_on != on:
        # By name: a token that is revoked in the same moment stays revoked.
        VerifierToken.objects.filter(pk=office.pk).update(last_used_on=on)
