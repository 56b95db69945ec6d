"""The act of revoking a certificate."""

from datetime import datetime

from certificates.register.models import Certificate


class ReasonMissing(Exception):
    """A certificate is never revoked without saying why."""


def revoke(*, certificate: Certificate, reason: str, by, at: datetime) -> Certificate:
    """Stamp the certificate as revoked; one revoked before keeps its first date and reason. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=by, revocation_reason=reason.strip()
    )
    certificate.refresh_from_db()
    return certificate
