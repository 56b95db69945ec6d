"""The act of revoking a certificate."""

from datetime import datetime

from django.db import transaction

from certificates.keeping.auditing import note_revoked
from certificates.keeping.telling import REVOKED, tell
from certificates.register.models import Certificate


class ReasonMissing(Exception):
    """A certificate is never revoked without saying why."""


class AlreadyRevoked(Exception):
    """It was revoked before, perhaps because it was replaced; the first date and reason stay: `certificate`."""

    def __init__(self, certificate: Certificate):
        super().__init__(certificate.number)
        self.certificate = certificate


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by, at: datetime) -> Certificate:
    """Stamp the certificate or letter as revoked, and tell the cohort's history and the holder.

    What it certified stays done: the statement `earned` is not voided (decision 0039). Raises ReasonMissing,
    AlreadyRevoked.
    """
    if not reason.strip():
        raise ReasonMissing
    stamped = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=by, revocation_reason=reason.strip()
    )
    certificate.refresh_from_db()
    if not stamped:
        raise AlreadyRevoked(certificate)
    note_revoked(certificate=certificate, by=by)
    tell(
        certificate=certificate,
        notice=REVOKED,
        facts={"reason": certificate.revocation_reason},
        by=by,
        at=at,
    )
    return certificate
