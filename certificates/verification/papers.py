"""Whether a file that somebody has is the one the academy issued."""

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from certificates.register.models import Certificate, CertificateFile
from certificates.signing.models import SigningKey

MOST_BYTES = 1024 * 1024
_PATIENCE = 20  # seconds by the clock; inspecting.MOST_SECONDS of work

# This very file; that of another certificate; the academy's, and not the one in the register; signed by it and changed
# since; naming another certificate inside; signed by others; not signed; a picture of a page.
ISSUED, OF_ANOTHER, SIGNED, CHANGED, NAMES_ANOTHER = (
    "issued",
    "of another",
    "signed",
    "changed",
    "names another",
)
FOREIGN, UNSIGNED, SCAN = "foreign", "unsigned", "scan"
# No PDF at all; one that cannot be read; too large; nothing was sent.
NO_PDF, UNREADABLE, TOO_LARGE, MISSING = "no pdf", "unreadable", "too large", "missing"
# A digest was sent and no file: another one than the one issued.
OTHER_DIGEST = "other digest"


@dataclass(frozen=True)
class Inspected:
    """What `inspecting` read in a file."""

    signatures: tuple[dict, ...]
    codes: tuple[str, ...]
    numbers: tuple[str, ...]
    has_text: bool


class CannotRead(Exception):
    """The file is damaged, protected, or made to take too long."""


def check_digest(certificate: Certificate, digest: str) -> str:
    """Return ISSUED, OF_ANOTHER or OTHER_DIGEST for the SHA-256 of a file, in hexadecimal digits."""
    files = CertificateFile.objects.filter(pdf_sha256=digest.strip().lower())
    found = list(files.values_list("certificate_id", flat=True))
    if certificate.pk in found:
        return ISSUED
    return OF_ANOTHER if found else OTHER_DIGEST


def check_pdf(certificate: Certificate, pdf: bytes) -> str:
    """Return what a file is worth. It is kept nowhere."""
    if b"%PDF-" not in pdf[:1024]:
        return NO_PDF
    known = check_digest(certificate, sha256(pdf).hexdigest())
    if known != OTHER_DIGEST:
        return known
    try:
        return _judge(certificate, inspected(pdf))
    except CannotRead:
        return UNREADABLE


def inspected(pdf: bytes) -> Inspected:
    """Return what is in a file. Raises CannotRead."""
    command = [sys.executable, "-m", "certificates.verification.inspecting"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; nothing of the file is in the command
            command,
            input=pdf,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            cwd=settings.BASE_DIR,
            env={},
        )
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        # Not what it said of the file: that may be somebody's name.
        raise CannotRead(type(error).__name__) from None
    return Inspected(
        tuple(told["signatures"]), tuple(told["codes"]), tuple(told["numbers"]), told["has_text"]
    )


def _judge(certificate: Certificate, found: Inspected) -> str:
    if not found.signatures:
        return UNSIGNED if found.has_text else SCAN
    own = _own_certificates(certificate)
    ours = [one for one in found.signatures if one["certificate"] in own]
    if not ours:
        return FOREIGN
    if not any(one["holds"] and one["whole"] for one in ours):
        return CHANGED
    return NAMES_ANOTHER if _names_another(certificate, found) else SIGNED


def _own_certificates(certificate: Certificate) -> set[str]:
    """Return what identifies the certificates the academy signs files with, retired ones too (signing.names)."""
    keys = SigningKey.objects.filter(academy=certificate.academy_id, purpose=SigningKey.Purpose.PAPER)
    return set(keys.values_list("kid", flat=True))


def _names_another(certificate: Certificate, found: Inspected) -> bool:
    by_code = bool(found.codes) and certificate.code not in found.codes
    by_number = bool(found.numbers) and certificate.number not in found.numbers
    return by_code or by_number
