"""The two ways a credential is signed: a proof inside (Data Integrity), and a JWT around it."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from certificates.badges.addresses import key_address
from certificates.badges.canonical import canonical
from certificates.badges.encoding import base58
from certificates.signing.keys import LoadedKey


def moment(at: datetime) -> str:
    """Return a time as credentials write it: 2026-04-01T06:00:00Z, in whole seconds."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def with_proof(document: dict, academy_key: UUID, key: LoadedKey, *, at: datetime) -> dict:
    """Return the credential with its proof (Data Integrity EdDSA Cryptosuites 1.0, eddsa-rdfc-2022, section 3.2).

    `key` is an Ed25519 key. Raises canonical.NotSigned where something would be left out of what is signed.
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": moment(at),
        "verificationMethod": key_address(academy_key, key.kid),
        "proofPurpose": "assertionMethod",
    }
    signed = _hash_of_proof(json.dumps({"@context": document["@context"]} | proof)) + _hash(document)
    # A list, though there is one: the schema of Open Badges 3.0 knows no other form.
    return document | {"proof": [proof | {"proofValue": base58(key.private.sign(signed))}]}


def as_jwt(credential: dict, academy_key: UUID, key: LoadedKey) -> str:
    """Return the credential as a signed JWT (Open Badges 3.0 section 8.2). `key` is a P-256 key.

    The header has no more than `alg`, `kid` and `typ`. `kid` is the address of the key in the DID document: the only
    form of it that the public validator of 1EdTech reads besides the address of a bare key.
    """
    header = {"alg": "ES256", "kid": key_address(academy_key, key.kid), "typ": "JWT"}
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
        "sub": credential["credentialSubject"]["id"],
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    token = JWS(json.dumps(credential | claims, ensure_ascii=False).encode())
    token.add_signature(_jwk(key), protected=json.dumps(header))
    return token.serialize(compact=True)


def _seconds(told: str) -> int:
    return int(datetime.fromisoformat(told).timestamp())


def _hash(document: dict) -> bytes:
    return sha256(canonical(document).encode()).digest()


@lru_cache(maxsize=64)
def _hash_of_proof(options: str) -> bytes:
    """Return the hash of a proof's options, given as JSON: equal for all badges of one moment."""
    return _hash(json.loads(options))


@lru_cache(maxsize=64)
def _jwk(key: LoadedKey) -> JWK:
    return JWK.from_pyca(key.private)
