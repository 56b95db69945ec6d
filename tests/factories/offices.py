import json

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.verification.offices.granting import grant_token


def make_token(name: str = "A ministry", *, by=None) -> str:
    """Return the token of a new office, as it is shown once."""
    return grant_token(name=name, by=by, at=timezone.now())[1]


def ask(token: str | None, body, *, language: str = "en", address: str = "192.0.2.1", **headers):
    """Send a body to the API as an office does: a list of certificates, or anything else as it is to be sent."""
    if isinstance(body, list):
        body = {"certificates": body}
    content = body if isinstance(body, (bytes, str)) else json.dumps(body, ensure_ascii=False)
    given = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(enforce_csrf_checks=True).post(
        reverse("api_certificates_check"),
        content,
        content_type=headers.pop("content_type", "application/json"),
        headers={"Accept-Language": language, **given, **headers},
        REMOTE_ADDR=address,
    )
