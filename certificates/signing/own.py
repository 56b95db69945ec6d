"""A certificate that an academy brings along, read from a file and checked before it is taken. No database."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12
from django.utils.translation import gettext as _

SMALLEST_RSA = 2048  # bits, NIST SP 800-131A
CURVES = ("secp256r1", "secp384r1", "secp521r1")


class OwnRefused(Exception):
    """The file cannot be used; the text says why and what to do."""


class PasswordNeeded(OwnRefused):
    """The password is missing or wrong, or the file is none of the kind."""


@dataclass(frozen=True)
class OwnCertificate:
    """A private key with its certificate, and the certificates above it, the nearest first."""

    private: object
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def read_own(data: bytes, password: str | None, *, at: datetime) -> OwnCertificate:
    """Return what a PKCS#12 file, or a PEM file with key and certificates, holds. Raises OwnRefused."""
    read = _read_pem if b"-----BEGIN" in data else _read_pkcs12
    private, certificates = read(data, password.encode() if password else None)
    _check_key(private)
    certificate = _of_key(private, certificates)
    chain = _chain(certificate, [one for one in certificates if one != certificate], at)
    _check_term(certificate, at)
    _check_usage(certificate)
    return OwnCertificate(private, certificate, chain)


def _read_pkcs12(data: bytes, password: bytes | None):
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, password)
    except ValueError as error:
        raise PasswordNeeded(
            _("It cannot be read: it is no PKCS#12 file (.p12, .pfx), or the password is missing or wrong.")
        ) from error
    return private, [one for one in (certificate, *others) if one is not None]


def _read_pem(data: bytes, password: bytes | None):
    try:
        certificates = x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise OwnRefused(_("The file has no certificate, or a damaged one.")) from error
    if b"PRIVATE KEY-----" not in data:
        return None, certificates
    try:
        return load_pem_private_key(data, password), certificates
    except (ValueError, TypeError) as error:
        raise PasswordNeeded(
            _("The private key cannot be read: the password is missing or wrong, or the key is damaged.")
        ) from error


def _check_key(private) -> None:
    if private is None:
        raise OwnRefused(_("The file has no private key. Export the certificate together with its key."))
    if isinstance(private, RSAPrivateKey):
        fits = private.key_size >= SMALLEST_RSA
    else:
        fits = isinstance(private, EllipticCurvePrivateKey) and private.curve.name in CURVES
    if not fits:
        raise OwnRefused(
            _(
                "This kind of key cannot be used: it must be RSA of 2048 bits or more, or P-256, P-384 or P-521."
            )
        )


def _of_key(private, certificates: list[x509.Certificate]) -> x509.Certificate:
    for one in certificates:
        if one.public_key() == private.public_key():
            return one
    raise OwnRefused(_("No certificate in the file belongs to its private key."))


def _chain(certificate: x509.Certificate, others: list, at: datetime) -> tuple[x509.Certificate, ...]:
    """Return the certificates above, the nearest first, whatever their order in the file."""
    chain, last = [], certificate
    while not _issued(last, last):
        above = next((one for one in others if _issued(one, last)), None)
        if above is None:
            break
        _check_term(above, at)
        others.remove(above)
        chain.append(above)
        last = above
    if others:
        raise OwnRefused(
            _(
                "The certificate of “%(name)s” in the file is not above the academy's own. Take it out of the file."
            )
            % {"name": _name(others[0])}
        )
    if not chain and not _issued(certificate, certificate):
        raise OwnRefused(
            _(
                "The file lacks the certificate of “%(name)s”, which issued the academy's own. "
                "Export it with all certificates of its path."
            )
            % {"name": _name_of(certificate.issuer)}
        )
    return tuple(chain)


def _issued(above: x509.Certificate, below: x509.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _check_term(certificate: x509.Certificate, at: datetime) -> None:
    words = {"name": _name(certificate), "day": f"{certificate.not_valid_after_utc:%d.%m.%Y}"}
    if certificate.not_valid_after_utc <= at:
        raise OwnRefused(_("The certificate of “%(name)s” ended on %(day)s.") % words)
    if certificate.not_valid_before_utc > at:
        words["day"] = f"{certificate.not_valid_before_utc:%d.%m.%Y}"
        raise OwnRefused(_("The certificate of “%(name)s” is valid only from %(day)s on.") % words)


def _check_usage(certificate: x509.Certificate) -> None:
    """Check that it may sign documents: key usage, where it is limited (RFC 5280 section 4.2.1.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise OwnRefused(
            _(
                "The certificate of “%(name)s” may not be used to sign documents: "
                "it needs the key usage digitalSignature or nonRepudiation."
            )
            % {"name": _name(certificate)}
        )


def _name(certificate: x509.Certificate) -> str:
    return _name_of(certificate.subject)


def _name_of(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
