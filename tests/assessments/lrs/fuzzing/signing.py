"""Signatures (JWS) that nobody has signed: without a certificate only their form and payload are checked."""

import json
from base64 import urlsafe_b64encode

HEADER = {"alg": "RS256"}


def unsigned_jws(payload: object, header: object = None) -> bytes:
    parts = (json.dumps(HEADER if header is None else header), json.dumps(payload), "signature")
    return b".".join(urlsafe_b64encode(one.encode()).rstrip(b"=") for one in parts)
