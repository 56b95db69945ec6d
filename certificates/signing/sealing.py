"""Sealing private keys for the database: AES-256-GCM under a key derived from the site's secret."""

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

# What the derived key is for: the same secret derives other keys elsewhere. A new way of sealing gets a new number.
CONTEXT = b"panah signing keys 1"
NONCE = 12  # bytes, NIST SP 800-38D section 8.2


class Unsealable(Exception):
    """It was sealed with another secret, or for another key, or is damaged."""


def seal(private, *, kid: str, secret: str) -> str:
    """Return the private key as text that only `secret` opens, and only for the key of this id."""
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    nonce = os.urandom(NONCE)
    return b64encode(nonce + _cipher(secret).encrypt(nonce, der, kid.encode())).decode()


def unseal(sealed: str, *, kid: str, secret: str):
    """Return the private key (of the package cryptography). Raises Unsealable."""
    data = b64decode(sealed)
    try:
        der = _cipher(secret).decrypt(data[:NONCE], data[NONCE:], kid.encode())
    except (InvalidTag, ValueError) as error:
        raise Unsealable from error
    return load_der_private_key(der, password=None)


def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=CONTEXT).derive(secret.encode()))
