"""Bytes as text, the ways the standards of credentials want them. Pure."""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Multicodec of an Ed25519 public key (Multikey, Controlled Identifiers 1.0 section 2.2.2).
ED25519 = b"\xed\x01"
# How many bits a published list has: the least of Bitstring Status List 1.0 (section 2.2), for the holders' privacy.
LIST_BITS = 131_072


def base58(content: bytes) -> str:
    """Return the bytes in base58-btc with its multibase letter in front."""
    number, text = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + BASE58[0] * zeros + text


def base64url(content: bytes) -> str:
    """Return the bytes in base64url without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def multikey(public: bytes) -> str:
    """Return an Ed25519 public key of 32 bytes as `publicKeyMultibase`."""
    return base58(ED25519 + public)


def status_bits(positions: Iterable[int]) -> str:
    """Return `encodedList`: LIST_BITS bits, those at the positions set, the first one leftmost; gzip, multibase "u"."""
    bits = bytearray(LIST_BITS // 8)
    for position in positions:
        bits[position // 8] |= 0x80 >> position % 8
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))
