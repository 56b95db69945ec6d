"""Signed statements (xAPI 1.0.3 part 2, 2.6): JWS in compact form (RFC 7515) with throw-away keys."""

import json
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tests.factories.multipart import attachment, content_part

USAGE_TYPE = "http://adlnet.gov/expapi/attachments/signature"
OCTETS = "application/octet-stream"
HASHES = {"RS256": hashes.SHA256, "RS384": hashes.SHA384, "RS512": hashes.SHA512}


@dataclass(frozen=True)
class Signer:
    key: rsa.RSAPrivateKey
    certificate: str

    def sign(self, payload, *, algorithm="RS256", header=None):
        """Return a JWS of some bytes; `header` is put over its own."""
        told = {"alg": algorithm, "x5c": [self.certificate]} | (header or {})
        told = {name: value for name, value in told.items() if value is not None}
        signed = b".".join(_encoded(one) for one in (json.dumps(told).encode(), payload))
        kind = HASHES.get(algorithm, hashes.SHA256)
        return signed + b"." + _encoded(self.key.sign(signed, padding.PKCS1v15(), kind()))


def make_signer():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return Signer(key, b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode())


def signature(jws, **fields):
    """Return what a statement says of its signature, and the part that brings it."""
    told = attachment(jws, usageType=USAGE_TYPE, contentType=OCTETS) | fields
    return told, content_part(jws, OCTETS)


def _encoded(content):
    return urlsafe_b64encode(content).rstrip(b"=")
