"""What an office is told about the certificates it asks about."""

from datetime import date

from django.utils import timezone

from certificates.register.models import Certificate
from certificates.verification import naming
from certificates.verification.lookup import UNKNOWN, in_language
from certificates.verification.offices.questions import Question


def answers_to(questions: list[Question], *, language: str, today: date) -> list[dict]:
    """Return an answer to each question, in their order, as JSON. One query, however many there are."""
    codes = {question.code for question in questions}
    found = {one.code: one for one in Certificate.objects.filter(code__in=codes)}
    return [_answer(question, found.get(question.code), language, today) for question in questions]


def _answer(question: Question, certificate: Certificate | None, language: str, today: date) -> dict:
    if certificate is None:
        return {"code": question.sent, "state": UNKNOWN} | dict.fromkeys(_FACTS) | {"courses": []}
    return {
        "code": question.sent,
        "state": certificate.state_on(today),
        **_facts(certificate, language),
        "name_matches": _matches(question.name, certificate.facts),
    }


def _matches(name: str | None, facts: dict) -> bool | None:
    """Return None where nothing was asked, and where the holder's name was erased: then nobody can say."""
    if name is None or not (facts["name_native"] or facts["name_latin"]):
        return None
    return naming.same_person(name, facts)


def _facts(certificate: Certificate, language: str) -> dict:
    facts = certificate.facts
    revoked_at = certificate.revoked_at
    return {
        "number": certificate.number,
        "kind": certificate.kind,
        "title": in_language(facts["title"], language),
        "courses": [in_language(course["titles"], language) for course in facts["courses"]],
        "academy": facts["academy"],
        "issued_on": certificate.issued_on.isoformat(),
        "valid_until": certificate.valid_until.isoformat() if certificate.valid_until else None,
        "revoked_on": timezone.localdate(revoked_at).isoformat() if revoked_at else None,
        "replaced": certificate.replaced_by_id is not None,
    }


_FACTS = (
    "number",
    "kind",
    "title",
    "courses",
    "academy",
    "issued_on",
    "valid_until",
    "revoked_on",
    "replaced",
    "name_matches",
)
