"""Is a statement signed by what it says? xAPI 1.0.3 part 2, 2.6. JWS: RFC 7515; RS256, RS384, RS512: RFC 7518."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from assessments.xapi.comparing import are_same
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.shapes import Problem
from assessments.xapi.versions import V1

USAGE_TYPE = "http://adlnet.gov/expapi/attachments/signature"
CONTENT_TYPE = "application/octet-stream"
_HASHES = {"RS256": hashes.SHA256, "RS384": hashes.SHA384, "RS512": hashes.SHA512}
_PART = re.compile(rb"[A-Za-z0-9_-]+")
_SHAPE, _PAYLOAD, _ALGORITHM = "XAPI-00115", "XAPI-00116", "XAPI-00117"
_CERTIFICATE = "part 2, 2.6"


class _Unsigned(Exception):
    """Tells the one problem that ends the check; never leaves this module."""

    def __init__(self, requirement: str, rule: str):
        super().__init__(requirement)
        self.problem = Problem("", requirement, rule)


def is_signature(attachment: Mapping) -> bool:
    """Return whether the metadata of an attachment say that it is a signature."""
    return attachment.get("usageType") == USAGE_TYPE


def problems_of_signature(
    statement: dict,
    attachment_metadata: Mapping,
    content: bytes,
    content_type: str | None = None,
    *,
    version: str = V1,
) -> Iterator[Problem]:
    """Yield why `content` is not the signature of a valid statement; pointers are relative to the attachment.

    `content_type` is that of the part in the request, None when it is not known. Without a certificate (x5c)
    in the header nobody says by which key it is signed: only form and payload are checked.
    """
    for told in (attachment_metadata.get("contentType"), content_type):
        if told is not None and _bare(told) != CONTENT_TYPE:
            yield Problem("/contentType", f"must be {CONTENT_TYPE} for a signature", _SHAPE)
            return
    try:
        _require_signature(statement, content, version)
    except _Unsigned as error:
        yield error.problem


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _require_signature(statement: dict, content: bytes, version: str) -> None:
    parts = content.strip(b"\r\n").split(b".")
    if len(parts) != 3 or not all(_PART.fullmatch(part) for part in parts):
        raise _Unsigned("must be a JWS in compact serialization", _SHAPE)
    header, payload, signature = (_decoded(part) for part in parts)
    hash_kind, certificates = _header(header)
    _require_payload(statement, payload, version)
    if certificates:
        _require_signed(b".".join(parts[:2]), signature, _public_key(certificates[0]), hash_kind)


def _header(text: bytes) -> tuple[type[hashes.HashAlgorithm], list]:
    header = _json(text, "must be a JWS whose header is a JSON object", _SHAPE)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in _HASHES:
        raise _Unsigned(f"must be signed with one of: {', '.join(_HASHES)}", _ALGORITHM)
    if "crit" in header:
        raise _Unsigned("must not need an extension of JWS (crit)", _SHAPE)
    certificates = header.get("x5c", [])
    if not isinstance(certificates, list) or ("x5c" in header and not certificates):
        raise _Unsigned("must have a list of X.509 certificates in x5c", _CERTIFICATE)
    return _HASHES[algorithm], certificates


def _require_payload(statement: dict, text: bytes, version: str) -> None:
    payload = _json(text, "must be a JWS whose payload is the statement in JSON", _PAYLOAD)
    if not _signs(payload, statement, version):
        raise _Unsigned("must be the signature of this statement and no other", _PAYLOAD)


def _signs(payload: dict, statement: dict, version: str) -> bool:
    # Signed before the signature was attached: it cannot stand in what it signs.
    try:
        return are_same(_unsigned(payload), _unsigned(statement), version)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        # A payload that is no statement at all cannot be compared.
        return False


def _unsigned(statement: dict) -> dict:
    kept = [one for one in statement.get("attachments", ()) if not is_signature(one)]
    made = {name: value for name, value in statement.items() if name != "attachments"}
    return made | ({"attachments": kept} if kept else {})


def _public_key(text: object) -> rsa.RSAPublicKey:
    try:
        # RFC 7515, 4.1.6: base64, not base64url, of DER.
        key = x509.load_der_x509_certificate(base64.b64decode(text, validate=True)).public_key()
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm) as error:
        raise _Unsigned("must have an X.509 certificate as the first of x5c", _CERTIFICATE) from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise _Unsigned("must have a certificate with an RSA key in x5c", _ALGORITHM)
    return key


def _require_signed(
    text: bytes, signature: bytes, key: rsa.RSAPublicKey, hash_kind: type[hashes.HashAlgorithm]
) -> None:
    try:
        key.verify(signature, text, padding.PKCS1v15(), hash_kind())
    except (InvalidSignature, ValueError) as error:
        raise _Unsigned("must be signed with the key of its certificate", _CERTIFICATE) from error


def _decoded(part: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except (ValueError, binascii.Error) as error:
        raise _Unsigned("must be a JWS of parts in base64url", _SHAPE) from error


def _json(text: bytes, requirement: str, rule: str) -> dict:
    try:
        value = read_json(text)
    except UnreadableJson as error:
        raise _Unsigned(requirement, rule) from error
    if not isinstance(value, dict):
        raise _Unsigned(requirement, rule)
    return value
