"""The acts of issuing: who qualifies gets exactly one certificate, with its facts frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.lrs import store
from certificates.issuing.facts import fonts, freeze_facts, printed_facts
from certificates.issuing.statements import certificate_earned
from certificates.register.models import Certificate
from certificates.register.numbering import new_code, next_number
from certificates.rendering.layout import compose
from certificates.rendering.text import MissingGlyph, TextTooLong
from courses.cohorts.models import Cohort, Enrolment
from courses.progress.standings import courses_of
from courses.qualifying.evidence import evidence_of
from courses.qualifying.rules import evaluate
from courses.transcripts.closing import freeze
from courses.transcripts.qualified import content_of


class NothingToCertify(Exception):
    """The cohort takes no course, so nobody can have completed it."""


class NotClosed(Exception):
    """The cohort has a rule: who qualifies is settled when it is closed, and no certificate is issued before."""


class NotPrintable(Exception):
    """Somebody's certificate could not be printed, so nothing was issued: `person`, `field` and, where a letter is
    the reason, `character` say what to mend.
    """

    def __init__(self, person, field: str, character: str = ""):
        super().__init__(f"{person}: {field} {character}")
        self.person = person
        self.field = field
        self.character = character


@dataclass(frozen=True)
class Outcome:
    """What one run of issuing did: new certificates, people who had theirs already, people who do not qualify."""

    issued: tuple[Certificate, ...]
    already: int
    not_qualified: int


@transaction.atomic
def issue_for_qualified(*, cohort: Cohort, by, at: datetime) -> Outcome:
    """Issue a certificate to each person of the cohort who qualifies and has none yet.

    In a closed cohort those are the people whose frozen transcript says so. A cohort without a rule need not be closed:
    a transcript is frozen for each certificate. All or nothing, and safe to repeat: the cohort's row is locked, so two
    runs at once issue once (the unique transcript per enrolment and certificate per transcript say the same in the
    database). Raises NothingToCertify, NotClosed, NotPrintable.
    """
    locked = (
        Cohort.objects.select_for_update(of=("self",)).select_related("rule", "academy").get(pk=cohort.pk)
    )
    if locked.closed_at is None and locked.rule_id is not None:
        raise NotClosed
    courses = courses_of(locked, "en")
    if not courses:
        raise NothingToCertify
    enrolments = list(
        Enrolment.objects.filter(cohort=locked, withdrawn_at=None).select_related(
            "user", "cohort__academy", "cohort__rule", "transcript__certificate"
        )
    )
    if locked.closed_at is None:
        _freeze_qualified(locked, enrolments, courses, by=by, at=at)
    frozen = [one for one in enrolments if hasattr(one, "transcript")]
    passed = [one for one in frozen if one.transcript.passed]
    waiting = [one for one in passed if not hasattr(one.transcript, "certificate")]
    languages = {"en"} | {enrolment.user.language for enrolment in waiting}
    titled = {language: courses_of(locked, language) for language in languages}
    issued = tuple(
        _issue(
            enrolment=enrolment,
            courses_by_language={language: titled[language] for language in ("en", enrolment.user.language)},
            by=by,
            at=at,
        )
        for enrolment in waiting
    )
    return Outcome(
        issued=issued,
        already=len(passed) - len(waiting),
        not_qualified=len(enrolments) - len(passed),
    )


def _freeze_qualified(
    cohort: Cohort, enrolments: list[Enrolment], courses: list, *, by, at: datetime
) -> None:
    """Freeze a transcript of each who qualifies and has none yet."""
    waiting = [one for one in enrolments if not hasattr(one, "transcript")]
    content = content_of(cohort)
    evidence = evidence_of(cohort, waiting, courses=courses, content=content)
    qualified = [one for one in waiting if evaluate(content, evidence[one.pk]).qualifies]
    made = freeze(cohort=cohort, enrolments=qualified, evidence=evidence, courses=courses, by=by, at=at)
    for enrolment, transcript in zip(qualified, made, strict=True):
        enrolment.transcript = transcript


def _issue(*, enrolment: Enrolment, courses_by_language: dict[str, list], by, at: datetime) -> Certificate:
    courses = courses_by_language["en"]
    certificate = Certificate.objects.create(
        number=next_number(country=enrolment.cohort.country, year=timezone.localtime(at).year),
        code=new_code(),
        transcript=enrolment.transcript,
        holder=enrolment.user,
        facts=freeze_facts(enrolment=enrolment, courses_by_language=courses_by_language),
        language=enrolment.user.language,
        issued_on=timezone.localdate(at),
        issued_at=at,
        issued_by=by,
    )
    _check_print(certificate, enrolment.user)
    store.record(certificate_earned(certificate=certificate, enrolment=enrolment, courses=courses, at=at))
    return certificate


def _check_print(certificate: Certificate, person) -> None:
    """Set the page once without drawing it: what cannot be printed is better known now than at the ceremony."""
    try:
        compose(printed_facts(certificate), fonts())
    except MissingGlyph as error:
        raise NotPrintable(person, error.field, error.character) from error
    except TextTooLong as error:
        raise NotPrintable(person, error.field) from error
