"""What an academy's public documents are called: did:web and the addresses it stands for. They must outlive servers.

did:web (https://w3c-ccg.github.io/did-method-web/): did:web:host%3A8000:academies:<key> is read at
https://host:8000/academies/<key>/did.json.
"""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse


def did_of(academy_key: UUID) -> str:
    """Return the DID of an academy: its key as issuer, on the host of PANAH_BASE_URL."""
    base = urlsplit(settings.PANAH_BASE_URL)
    folders = [part for part in f"{base.path}{_path('academy', academy_key)}".split("/") if part]
    return ":".join(["did:web", base.netloc.replace(":", "%3A"), *folders])


def key_address(academy_key: UUID, kid: str) -> str:
    """Return the DID address of one key (a verification method)."""
    return f"{did_of(academy_key)}#{kid}"


def profile_address(academy_key: UUID) -> str:
    return settings.PANAH_BASE_URL + _path("academy", academy_key)


def status_address(academy_key: UUID, number: int) -> str:
    """Return the address of one of the academy's status lists."""
    return settings.PANAH_BASE_URL + _path("academy_status", academy_key, number)


def certificate_address(code: str) -> str:
    """Return the address in the QR code of the paper: who has the badge can see its state there, too."""
    return f"{settings.PANAH_BASE_URL}/verify/{code}/"


def _path(name: str, *args) -> str:
    return reverse(name, args=args)
