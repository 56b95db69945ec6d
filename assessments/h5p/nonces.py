"""A word that ends a try: signed, bound to it, taken once."""

from secrets import token_urlsafe
from uuid import UUID

from django.core import signing

_SIGNER = signing.Signer(salt="assessments.h5p.nonce")


def make(play_key: UUID) -> str:
    """Return a new nonce of a try; every page that shows it gets its own."""
    return _SIGNER.sign(f"{play_key}.{token_urlsafe(16)}")


def read(nonce: str, play_key: UUID) -> str | None:
    """Return what of the nonce is written down once it is used; None when it is not one of this try."""
    try:
        play, _, token = _SIGNER.unsign(nonce).partition(".")
    except signing.BadSignature:
        return None
    return token if play == str(play_key) else None
