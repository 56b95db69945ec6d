"""Who of a cohort is to get a certificate or a letter of attendance, who has one, and who gets none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from certificates.making.results import attended_percent
from certificates.making.subjects import AlreadyCertified, latest_of, letter_subject, next_cycle, subject_of
from certificates.register.models import Certificate
from courses.cohorts.models import Cohort, Enrolment
from courses.content.requirements import ATTENDANCE
from courses.progress.standings import courses_of
from courses.transcripts.qualified import verdicts_of

AWARD, LETTER = Certificate.Kind.CERTIFICATE, Certificate.Kind.ATTENDANCE
# Of all planned time, for a letter, where the cohort's rule names no other share (curriculum.md 6.2).
ENOUGH = 80


class NothingToCertify(Exception):
    """The cohort takes no course, so nobody can have completed it."""


class NotClosed(Exception):
    """Who qualifies is settled when the cohort is closed, and nothing is issued before.

    A cohort without a rule may issue certificates while it is open, but no letters.
    """


@dataclass(frozen=True)
class Certified:
    """One person who meets the requirements and has a certificate of the same subject from elsewhere."""

    enrolment: Enrolment
    certificate: Certificate


@dataclass(frozen=True)
class Candidates:
    """The people of a cohort by what they get now; each stands in one of the four, by surname."""

    waiting: tuple[Enrolment, ...]
    certified: tuple[Certified, ...]
    done: tuple[Enrolment, ...]
    others: tuple[Enrolment, ...]


def candidates_of(cohort: Cohort, kind: str, *, on: date) -> Candidates:
    """Return who of the cohort is to get a certificate of the kind. A constant number of queries.

    Whose certificate was revoked has had it: it is not issued again. Raises NothingToCertify, NotClosed.
    """
    courses = courses_of(cohort, "en")
    if not courses:
        raise NothingToCertify
    if cohort.closed_at is None and (cohort.rule_id is not None or kind == LETTER):
        raise NotClosed
    enrolments = list(
        Enrolment.objects.filter(cohort=cohort, withdrawn_at=None)
        .select_related("user", "transcript")
        .prefetch_related("practice_lessons")
        .order_by("user__name_latin", "pk")
    )
    fitting = _fitting(cohort, kind, enrolments, courses)
    held = _held(cohort)
    waiting = [one for one in enrolments if one.pk in fitting and one.pk not in held]
    certified = _certified(waiting, subject_for(cohort, kind, courses), on)
    return Candidates(
        waiting=tuple(one for one in waiting if one.pk not in certified),
        certified=tuple(certified.values()),
        done=tuple(one for one in enrolments if one.pk in fitting and one.pk in held),
        others=tuple(one for one in enrolments if one.pk not in fitting),
    )


def subject_for(cohort: Cohort, kind: str, courses: Sequence) -> str:
    """Return the subject of what is issued; `courses` are the outlines of those the cohort takes."""
    if kind == LETTER:
        return letter_subject(cohort)
    return subject_of(cohort, [course.code for course in courses])


def share_for_a_letter(cohort: Cohort) -> int:
    """Return the percent of all planned time that has to be attended for a letter."""
    asked = (one for one in cohort.requirements if one["kind"] == ATTENDANCE)
    return next((one["percent"] for one in asked), ENOUGH)


def _fitting(cohort: Cohort, kind: str, enrolments: list[Enrolment], courses: list) -> set[int]:
    if kind == LETTER:
        share = share_for_a_letter(cohort)
        frozen = [one for one in enrolments if hasattr(one, "transcript") and not one.transcript.passed]
        return {one.pk for one in frozen if attended_percent(one.transcript) >= max(1, share)}
    frozen = {one.pk for one in enrolments if hasattr(one, "transcript") and one.transcript.passed}
    if cohort.closed_at is not None:
        return frozen
    verdicts = verdicts_of(cohort, enrolments, courses=courses)
    return frozen | {pk for pk, verdict in verdicts.items() if verdict.qualifies}


def _held(cohort: Cohort) -> set[int]:
    """Return the enrolments of which something was issued, be it revoked."""
    found = Certificate.objects.filter(transcript__enrolment__cohort=cohort)
    return set(found.values_list("transcript__enrolment_id", flat=True))


def _certified(waiting: list[Enrolment], subject: str, on: date) -> dict[int, Certified]:
    latest = latest_of([one.user_id for one in waiting], subject)
    found = {}
    for enrolment in waiting:
        try:
            next_cycle(latest.get(enrolment.user_id), on)
        except AlreadyCertified as error:
            found[enrolment.pk] = Certified(enrolment, error.certificate)
    return found
