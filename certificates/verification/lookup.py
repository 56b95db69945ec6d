"""What anybody with the code may learn about a certificate."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from certificates.register.models import Certificate
from certificates.register.numbering import normalise_code

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verdict:
    """The answer to one code: `state` is one of register.models, or UNKNOWN; then all else is empty.

    The holder is shown by surname initial only (curriculum.md 6.1): whoever holds the paper can compare, whoever
    guesses learns nothing.
    """

    state: str
    number: str = ""
    holder: str = ""
    title: str = ""
    courses: tuple[str, ...] = ()
    academy: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    revoked_on: date | None = None
    reason: str = ""


def lookup(code: str, *, language: str, today: date) -> Verdict:
    """Return the verdict on a code as typed or scanned, with titles in the language where the certificate has them."""
    certificate = Certificate.objects.filter(code=normalise_code(code)).first()
    if certificate is None:
        return Verdict(state=UNKNOWN)
    facts = certificate.facts
    return Verdict(
        state=certificate.state_on(today),
        number=certificate.number,
        holder=holder_hint(facts["name_latin"] or facts["name_native"]),
        title=in_language(facts["title"], language),
        courses=tuple(in_language(course["titles"], language) for course in facts["courses"]),
        academy=facts["academy"],
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        revoked_on=timezone.localdate(certificate.revoked_at) if certificate.revoked_at else None,
        reason=certificate.revocation_reason,
    )


def holder_hint(name: str) -> str:
    """Return the initial of the surname, which stands first as in the passport: "KARIMOVA Nigora" gives "K."."""
    return f"{name.strip()[:1].upper()}." if name.strip() else ""


def in_language(texts: dict[str, str], language: str) -> str:
    """Return the text in the language, else in English, else any."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
