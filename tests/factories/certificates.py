from datetime import UTC, datetime

from certificates.models import Certificate
from certificates.register.numbering import new_code
from courses.models import Transcript

ISSUED = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


def make_certificate(*, enrolment, at=ISSUED, **fields) -> Certificate:
    """Return a certificate of the person's place in a cohort: its row alone, without what is printed on it."""
    transcript, _created = Transcript.objects.get_or_create(
        enrolment=enrolment, defaults={"passed": True, "facts": {}, "frozen_at": at}
    )
    defaults = {
        "number": f"PAN-XX-{at.year}-{enrolment.pk:05d}-0",
        "code": new_code(),
        "holder_id": enrolment.user_id,
        "academy_id": enrolment.cohort.academy_id,
        "subject": f"cohort:{enrolment.cohort.key}",
        "facts": {"courses": []},
        "language": "ru",
        "issued_on": at.date(),
        "issued_at": at,
    }
    return Certificate.objects.create(transcript=transcript, **{**defaults, **fields})
