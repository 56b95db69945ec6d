"""What the QR code says besides the address: a statement that a phone can check without network.

    https://HOST/verify/CODE/#STATEMENT

The fragment never reaches the server. STATEMENT is base64url without padding of these bytes; numbers have the first
byte first, days are counted from 1 January 2020:

    0        1   version: 1
    1        6   begin of the key's id: the RFC 7638 thumbprint of the ES256 key that signed
    7        4   begin of the academy's key (a UUID)
    11       2   day of issue
    13       2   last day of the term, 0 for none
    15       1   kind: 0 certificate, 1 letter of attendance, 2 certificate of a trainer
    16       1   cycle: 1 for the first training, 2 for the first refresher
    17       5   digest of the name in its own script, zeros for none
    22       5   digest of the Latin name, zeros for none
    27       n   the number, in ASCII, to where the signature begins
    27 + n   64  signature

The signature is ECDSA on P-256 with SHA-256 (ES256; RFC 7518, 3.4: r and s of 32 bytes each) over the bytes before it
followed by the code in ASCII. What the same key signs as JWT begins with "eyJ" and never with the byte 1, so neither
can pass for the other.

A digest is PBKDF2-HMAC-SHA256 of `naming.plain(name)` in UTF-8, salted with the code, 10,000 rounds, cut to 5 bytes. It
tells whether a name that is typed is the one on paper. It is short on purpose: of all the names of a country several
have the same, so that nobody reads a name out of it, and still nobody's own name fits by chance.
"""

from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import pbkdf2_hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from certificates.verification.naming import plain, readings
from courses.content.requirements import TRAINER as TRAINERS

VERSION = 1
CERTIFICATE, LETTER, TRAINER = 0, 1, 2
FIRST_DAY = date(2020, 1, 1)
ROUNDS = 10_000
_HEAD, _DIGEST, _SIGNATURE, _HALF = 27, 5, 64, 32


class Unreadable(Exception):
    """These letters are no statement, or one of a version to come."""


@dataclass(frozen=True)
class Statement:
    """A statement as read; `signed` are the bytes under the signature but for the code. Nothing of it is checked."""

    key: bytes
    academy: bytes
    issued_on: date
    valid_until: date | None
    kind: int
    cycle: int
    names: tuple[bytes, bytes]
    number: str
    signed: bytes
    signature: bytes


def statement_for(certificate, keys) -> str:
    """Return the statement of a certificate, signed with the ES256 key of its academy (signing.keys.AcademyKeys)."""
    facts, code = certificate.facts, certificate.code
    signed = b"".join(
        (
            bytes([VERSION]),
            key_begin(keys.es256.kid),
            keys.academy.key.bytes[:4],
            _day(certificate.issued_on),
            _day(certificate.valid_until),
            bytes([_kind(certificate), min(certificate.cycle, 255)]),
            name_digest(plain(facts["name_native"]), code),
            name_digest(plain(facts["name_latin"]), code),
            certificate.number.encode("ascii"),
        )
    )
    signature = keys.es256.private.sign(signed + code.encode("ascii"), ec.ECDSA(hashes.SHA256()))
    halves = (half.to_bytes(_HALF, "big") for half in decode_dss_signature(signature))
    return urlsafe_b64encode(signed + b"".join(halves)).rstrip(b"=").decode()


def read(text: str) -> Statement:
    """Return the statement in base64url as its parts. Raises Unreadable."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        content = b64decode(padded, altchars=b"-_", validate=True)
        if len(content) < _HEAD + _SIGNATURE or content[0] != VERSION:
            raise Unreadable(text)
        number = content[_HEAD:-_SIGNATURE].decode("ascii")
    except ValueError as error:
        raise Unreadable(text) from error
    return Statement(
        key=content[1:7],
        academy=content[7:11],
        issued_on=FIRST_DAY + timedelta(days=int.from_bytes(content[11:13], "big")),
        valid_until=_last_day(content[13:15]),
        kind=content[15],
        cycle=content[16],
        names=(content[17:22], content[22:27]),
        number=number,
        signed=content[:-_SIGNATURE],
        signature=content[-_SIGNATURE:],
    )


def is_genuine(statement: Statement, code: str, public_key: ec.EllipticCurvePublicKey) -> bool:
    """Tell whether the holder of a key signed the statement for this code."""
    halves = (int.from_bytes(half, "big") for half in _halves(statement.signature))
    try:
        public_key.verify(
            encode_dss_signature(*halves), statement.signed + code.encode("ascii"), ec.ECDSA(hashes.SHA256())
        )
    except InvalidSignature:
        return False
    return True


def names_person(statement: Statement, code: str, typed: str) -> bool:
    """Tell whether a name that is typed is the one on the certificate."""
    return any(name_digest(reading, code) in statement.names for reading in readings(typed))


def key_begin(kid: str) -> bytes:
    """Return the first six bytes of a thumbprint in base64url."""
    return urlsafe_b64decode(kid[:8])


def name_digest(name: str, code: str) -> bytes:
    """Return the digest of a name as `naming.plain` gives it; zeros for none, which no name has."""
    if not name:
        return bytes(_DIGEST)
    return pbkdf2_hmac("sha256", name.encode(), code.encode("ascii"), ROUNDS, _DIGEST)


def _kind(certificate) -> int:
    if certificate.is_letter:
        return LETTER
    return TRAINER if certificate.subject == TRAINERS else CERTIFICATE


def _day(day: date | None) -> bytes:
    return ((day - FIRST_DAY).days if day else 0).to_bytes(2, "big")


def _last_day(content: bytes) -> date | None:
    days = int.from_bytes(content, "big")
    return FIRST_DAY + timedelta(days=days) if days else None


def _halves(signature: bytes) -> tuple[bytes, bytes]:
    return signature[:_HALF], signature[_HALF:]
