"""Certificates as an academy would bring them: issued by a state's authority, in a file."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
TERM = timedelta(days=730)
SIGNING = {"digital_signature": True, "content_commitment": True}
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Identity:
    private: object
    certificate: x509.Certificate


def make_identity(name, *, by: Identity | None = None, key=None, since=SINCE, term=TERM, ca=False, **usage):
    """Return a key and a certificate, issued by another one or by itself; `usage` is as in USAGES."""
    key = key or generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    allowed = dict.fromkeys(USAGES, False) | (usage or ({"key_cert_sign": True} if ca else SIGNING))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + term)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**allowed), critical=True)
        .sign(by.private if by else key, SHA256())
    )
    return Identity(key, certificate)


def in_pkcs12(identity: Identity, *above: Identity, password: str = "") -> bytes:
    sealed = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    chain = [one.certificate for one in above]
    return pkcs12.serialize_key_and_certificates(
        b"academy", identity.private, identity.certificate, chain, sealed
    )


def in_pem(identity: Identity, *above: Identity, password: str = "", key=None) -> bytes:
    """Return key and certificates as text; `key` is another key than that of the certificate."""
    sealed = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    parts = [(key or identity.private).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed)]
    parts += [one.certificate.public_bytes(Encoding.PEM) for one in (identity, *above)]
    return b"".join(parts)
