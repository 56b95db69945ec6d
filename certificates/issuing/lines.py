"""A certificate as lists print it: the holder's own list, the dashboard, the head of its page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from certificates.register.models import Certificate
from certificates.verification.lookup import in_language


@dataclass(frozen=True)
class CertificateLine:
    """One certificate in a list: `title` are its courses, `state` is valid, expired or revoked."""

    number: str
    title: str
    issued_on: date
    url: str
    pdf_url: str
    state: str


def certificate_line(certificate: Certificate, language: str) -> CertificateLine:
    """Return the line of a certificate, titled in the language."""
    courses = (in_language(course["titles"], language) for course in certificate.facts["courses"])
    return CertificateLine(
        number=certificate.number,
        title="; ".join(courses),
        issued_on=certificate.issued_on,
        url=reverse("certificate", args=[certificate.code]),
        pdf_url=reverse("certificate_pdf", args=[certificate.code]),
        state=certificate.state_on(timezone.localdate()),
    )


def certificates_of(user, language: str) -> tuple[CertificateLine, ...]:
    """Return the lines of a person's own certificates, newest first. One query."""
    return tuple(certificate_line(one, language) for one in Certificate.objects.filter(holder=user))
