"""The X.509 certificates (RFC 5280) of an academy without an own one: its authority, and the one that signs PDFs."""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

# RFC 5280, appendix A.1: ub-common-name and ub-organization-name.
LONGEST = 64


def authority_certificate(private, *, academy, since: datetime, until: datetime) -> x509.Certificate:
    """Return the self-signed certificate of an academy's authority. Its name tells it from an earlier one."""
    public = private.public_key()
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    subject = _subject(academy, f" (authority {identifier.digest.hex()[:8]})")
    return (
        _builder(subject, subject, public, since, until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(private, SHA256())
    )


def paper_certificate(
    public,
    *,
    academy,
    authority: x509.Certificate,
    by,
    since: datetime,
    until: datetime,
    used_until: datetime,
) -> x509.Certificate:
    """Return the certificate of a key that signs PDFs, signed `by` the private key of the authority.

    It signs until `used_until` (RFC 5280 calls that the private key usage period, and leaves it to us to keep it), and
    what it signed is found valid by readers of PDF until `until`.
    """
    above = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _builder(_subject(academy), authority.subject, public, since, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False)
        .add_extension(x509.PrivateKeyUsagePeriod(since, used_until), critical=False)
        .sign(by, SHA256())
    )


def _builder(subject, issuer, public, since: datetime, until: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _subject(academy, suffix: str = "") -> x509.Name:
    """Return the name in a certificate; the common name, which readers show, is in English where the own is long."""
    names = [name for name in (academy.name, academy.name_english) if name]
    room = LONGEST - len(suffix)
    common = next((name for name in names if _bytes(name) <= room), _short(names[0], room, _bytes))
    parts = [
        (NameOID.ORGANIZATION_NAME, _short(academy.name, LONGEST, len)),
        (NameOID.COMMON_NAME, common + suffix),
    ]
    if academy.country:
        parts.insert(0, (NameOID.COUNTRY_NAME, academy.country))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts])


def _bytes(text: str) -> int:
    """Return the length as the package cryptography counts it in common names; RFC 5280 counts letters."""
    return len(text.encode())


def _short(text: str, most: int, length) -> str:
    """Return the text, cut where it is longer than a name in a certificate may be."""
    if length(text) <= most:
        return text
    while length(text) > most - length("…"):
        text = text[:-1]
    return text.rstrip(" ,.") + "…"


def _usage(**allowed) -> x509.KeyUsage:
    every = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**every | allowed)
