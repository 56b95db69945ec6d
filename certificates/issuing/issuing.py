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
from courses.progress.completion import Standing
from courses.progress.standings import courses_of
from courses.progress.standings import standings as standings_of
from courses.transcripts import closing


class NothingToCertify(Exception):
    """The cohort takes no course, so nobody can have completed it."""


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
    """Issue a certificate to each person of the cohort who has met the requirements and has none yet.

    All or nothing, and safe to repeat: the cohort's row is locked, so two runs at once issue once (the unique
    transcript per enrolment and certificate per transcript say the same in the database).
    Raises NothingToCertify, NotPrintable.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    courses = courses_of(cohort, "en")
    if not courses:
        raise NothingToCertify
    enrolments = list(
        Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).select_related(
            "user", "cohort__academy", "transcript"
        )
    )
    standings = standings_of(enrolments=enrolments, courses=courses)
    waiting = [enrolment for enrolment in enrolments if not hasattr(enrolment, "transcript")]
    qualified = [enrolment for enrolment in waiting if standings[enrolment.pk].is_complete]
    languages = {"en"} | {enrolment.user.language for enrolment in qualified}
    titled = {language: courses_of(cohort, language) for language in languages}
    issued = tuple(
        _issue(
            enrolment=enrolment,
            courses_by_language={language: titled[language] for language in ("en", enrolment.user.language)},
            standing=standings[enrolment.pk],
            by=by,
            at=at,
        )
        for enrolment in qualified
    )
    return Outcome(
        issued=issued,
        already=len(enrolments) - len(waiting),
        not_qualified=len(waiting) - len(qualified),
    )


def _issue(
    *, enrolment: Enrolment, courses_by_language: dict[str, list], standing: Standing, by, at: datetime
) -> Certificate:
    courses = courses_by_language["en"]
    transcript = closing.freeze(enrolment=enrolment, courses=courses, standing=standing, by=by, at=at)
    certificate = Certificate.objects.create(
        number=next_number(country=enrolment.cohort.country, year=timezone.localtime(at).year),
        code=new_code(),
        transcript=transcript,
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
