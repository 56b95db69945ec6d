"""What an academy publishes, so that anybody can check its badges: DID document, keys, profile."""

from base64 import urlsafe_b64decode

from django.db.models import QuerySet

from certificates.badges.addresses import did_of, key_address, profile_address
from certificates.badges.canonical import CREDENTIALS, OPEN_BADGES
from certificates.badges.encoding import multikey
from certificates.signing.models import SigningKey
from courses.academies.models import Academy

OF_BADGES = (SigningKey.Purpose.EDDSA, SigningKey.Purpose.ES256)
DID_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]


def keys_of(academy: Academy) -> QuerySet[SigningKey]:
    """Return the keys that badges were ever signed with, newest first. Those of PDF files sign no credentials."""
    return SigningKey.objects.of(academy).filter(purpose__in=OF_BADGES).order_by("-created_at", "-pk")


def did_document(academy: Academy, keys) -> dict:
    """Return the DID document (DID 1.0): all keys of badges, retired ones too, or what they signed would fall."""
    did = did_of(academy.key)
    methods = [_method(academy, did, key) for key in keys]
    return {
        "@context": DID_CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(academy: Academy, did: str, key: SigningKey) -> dict:
    method = {"id": key_address(academy.key, key.kid), "controller": did}
    if key.purpose == SigningKey.Purpose.EDDSA:
        public = urlsafe_b64decode(key.public_jwk["x"] + "=")
        return method | {"type": "Multikey", "publicKeyMultibase": multikey(public)}
    return method | {"type": "JsonWebKey", "publicKeyJwk": key.public_jwk}


def key_set(academy: Academy, keys) -> dict:
    """Return the keys of JWTs as a JWK Set (RFC 7517 section 5). `kid` is as it stands in a JWT's header."""
    return {
        "keys": [
            key.public_jwk | {"kid": key_address(academy.key, key.kid), "use": "sig", "alg": "ES256"}
            for key in keys
            if key.purpose == SigningKey.Purpose.ES256
        ]
    }


def profile(academy: Academy) -> dict:
    """Return the issuer's profile (Open Badges 3.0 appendix B.1.16)."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": did_of(academy.key),
        "type": ["Profile"],
        "name": academy.name,
        "url": profile_address(academy.key),
    }
