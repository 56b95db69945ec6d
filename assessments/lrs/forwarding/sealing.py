"""Secrets of other record stores, kept so that a copy of the database alone does not give them away."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SecretUnreadable(Exception):
    """The secret was sealed under another SECRET_KEY: it has to be entered again."""


def seal(secret: str) -> str:
    """Return the secret encrypted (Fernet) under a key derived from SECRET_KEY."""
    return _box().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return the secret. Raises SecretUnreadable."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SecretUnreadable from None


def _box() -> Fernet:
    # SECRET_KEY is random already; the words keep this key apart from every other use of it.
    digest = sha256(f"assessments.lrs.forwarding.sealing|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(digest))
