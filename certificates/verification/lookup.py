"""What anybody with the code may learn about a certificate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone, translation
from django.utils.translation import gettext

from certificates.register.models import REPLACED, Certificate
from certificates.register.numbering import normalise_code
from certificates.verification.said import Said, said_in
from courses.content.outline import course_outlines
from courses.content.requirements import TRAINER

UNKNOWN = "unknown"
# What the document is, beside TRAINER: wording stands with the templates.
LETTER, COMPLETION = "letter", "completion"


@dataclass(frozen=True)
class Verdict:
    """The answer to one code: `state` is one of register.models, or UNKNOWN; then all else is empty.

    The holder is shown by surname initial only (curriculum.md 6.1): whoever holds the paper can compare, whoever
    guesses learns nothing. `current_code` is that of the certificate in place of a replaced one: its page says no more
    than this one did. `renewed_on` is when the holder got the next certificate of the subject; whose code only the
    holder gives away.
    """

    state: str
    code: str = ""
    number: str = ""
    kind: str = ""
    holder: str = ""
    title: Said | None = None
    courses: tuple[Said, ...] = ()
    academy: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Decimal | None = None
    hours_attended: Decimal | None = None
    cycle: int = 0
    issued_on: date | None = None
    valid_until: date | None = None
    revoked_on: date | None = None
    reason: str = ""
    current_code: str = ""
    renewed_on: date | None = None
    has_name: bool = False
    has_file: bool = False


def find(code: str) -> Certificate | None:
    """Return the certificate of a code as typed or scanned, or None."""
    found = Certificate.objects.filter(code=normalise_code(code)).select_related("replaced_by", "file")
    return found.defer("file__pdf", "file__badge", "file__badge_jwt").first()


def lookup(code: str, *, language: str, today: date) -> Verdict:
    """Return the verdict on a code as typed or scanned, with titles in the language where there are any."""
    certificate = find(code)
    return verdict_on(certificate, language=language, today=today) if certificate else Verdict(state=UNKNOWN)


def verdict_on(certificate: Certificate, *, language: str, today: date) -> Verdict:
    facts, state = certificate.facts, certificate.state_on(today)
    name = facts["name_latin"] or facts["name_native"]
    return Verdict(
        state=state,
        code=certificate.code,
        number=certificate.number,
        kind=_kind(certificate),
        holder=holder_hint(name),
        title=_title(facts["title"], language),
        courses=_courses(facts["courses"], language),
        academy=facts["academy"],
        starts_on=_day(facts.get("starts_on")),
        ends_on=_day(facts.get("ends_on")),
        hours=_hours(facts.get("hours")),
        hours_attended=_hours(facts.get("hours_attended")),
        cycle=certificate.cycle,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        revoked_on=timezone.localdate(certificate.revoked_at) if certificate.revoked_at else None,
        reason="" if state == REPLACED else certificate.revocation_reason,
        current_code=_in_place_of(certificate).code if state == REPLACED else "",
        renewed_on=_renewed_on(certificate),
        has_name=bool(name),
        has_file=hasattr(certificate, "file"),
    )


def holder_hint(name: str) -> str:
    """Return the initial of the surname, which stands first as in the passport: "KARIMOVA Nigora" gives "K."."""
    return f"{name.strip()[:1].upper()}." if name.strip() else ""


def in_language(texts: dict[str, str], language: str) -> str:
    """Return the text in the language, else in English, else in any."""
    return said_in(texts, language).text


def _kind(certificate: Certificate) -> str:
    if certificate.is_letter:
        return LETTER
    return TRAINER if certificate.subject == TRAINER else COMPLETION


def _in_place_of(certificate: Certificate) -> Certificate:
    """Return the last of those that replaced one another."""
    while certificate.replaced_by_id:
        certificate = certificate.replaced_by
    return certificate


def _renewed_on(certificate: Certificate) -> date | None:
    if not certificate.subject or certificate.is_letter:
        return None
    newer = Certificate.objects.standing().filter(
        holder=certificate.holder_id, subject=certificate.subject, cycle__gt=certificate.cycle
    )
    return newer.order_by("-cycle").values_list("issued_on", flat=True).first()


def _title(texts: dict[str, str], language: str) -> Said:
    """Return the title as frozen where that is in the language; one of our own words else in the language, too."""
    english = texts.get("en", "")
    with translation.override(language):
        ours = gettext(english) if english else ""
    return said_in({language: ours if ours != english else "", **texts}, language)


def _courses(lines: list[dict], language: str) -> tuple[Said, ...]:
    """Return the titles of courses: as frozen where that is in the language, else as the course is called in it."""
    missing = any(language not in line["titles"] for line in lines)
    called = {course.code: course.titles for course in course_outlines(language)} if missing else {}
    return tuple(
        said_in({**dict(called.get(line.get("code"), {})), **line["titles"]}, language) for line in lines
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(text: str | None) -> Decimal | None:
    return Decimal(text).normalize() if text else None
