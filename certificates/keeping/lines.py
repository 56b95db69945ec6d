"""A certificate as lists print it: the holder's own list, the dashboard, the head of its page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from certificates.keeping.reminding import TERMS
from certificates.register.models import VALID, Certificate
from certificates.verification.lookup import in_language


@dataclass(frozen=True)
class CertificateLine:
    """One certificate in a list: `title` are its courses, `state` as Certificate.state_on gives it.

    `days` are left until the end where that is near, None else.
    """

    number: str
    title: str
    issued_on: date
    url: str
    pdf_url: str
    state: str
    valid_until: date | None = None
    days: int | None = None

    @property
    def has_term(self) -> bool:
        """It is valid up to a day that is known."""
        return self.state == VALID and self.valid_until is not None


def certificate_line(certificate: Certificate, language: str) -> CertificateLine:
    """Return the line of a certificate, titled in the language."""
    courses = (in_language(course["titles"], language) for course in certificate.facts["courses"])
    today = timezone.localdate()
    state = certificate.state_on(today)
    return CertificateLine(
        number=certificate.number,
        title="; ".join(courses) or in_language(certificate.facts.get("title") or {}, language),
        issued_on=certificate.issued_on,
        url=reverse("certificate", args=[certificate.code]),
        pdf_url=reverse("certificate_pdf", args=[certificate.code]),
        state=state,
        valid_until=certificate.valid_until,
        days=_days_left(certificate.valid_until, today) if state == VALID else None,
    )


def _days_left(valid_until: date | None, today: date) -> int | None:
    left = (valid_until - today).days if valid_until else None
    return left if left is not None and left <= max(TERMS) else None


def certificates_of(user, language: str, *, with_replaced: bool = False) -> tuple[CertificateLine, ...]:
    """Return the lines of a person's own certificates, newest first; those that were replaced where asked for, and
    then last. One query."""
    own = Certificate.objects.filter(holder=user)
    found = list(own if with_replaced else own.current())
    found.sort(key=lambda one: one.replaced_by_id is not None)
    return tuple(certificate_line(one, language) for one in found)


def newest_of(certificate: Certificate) -> Certificate:
    """Return the certificate that now says what this one said: itself, if it was not replaced. A query a step."""
    while certificate.replaced_by_id:
        certificate = certificate.replaced_by
    return certificate
