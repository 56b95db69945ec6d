"""What keys are called: the public half as JWK, and ids that are digests."""

from base64 import urlsafe_b64encode

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from jwcrypto.jwk import JWK


def public_jwk(public) -> dict:
    """Return a public key of the package cryptography as JWK (RFC 7517), with its thumbprint (RFC 7638) as `kid`."""
    key = JWK.from_pyca(public)
    return key.export_public(as_dict=True) | {"kid": key.thumbprint()}


def certificate_id(certificate: x509.Certificate) -> str:
    """Return the digest of a certificate as in x5t#S256 (RFC 7515 section 4.1.8). A renewed one has another."""
    return urlsafe_b64encode(certificate.fingerprint(SHA256())).rstrip(b"=").decode()


def fingerprint_of(pem: str) -> str:
    """Return the SHA-256 of a certificate as programs show it, AB:CD:…; "" where there is none."""
    if not pem:
        return ""
    return x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex(":").upper()
