"""The acts of an issue that goes on in portions: start it, go on, leave somebody out, cancel it.

Each certificate has a transaction of its own, in which the cohort's row is locked: whatever ends a process between two
of them, no number is missing, nobody has two, and what is issued is whole. Who is still to get one is read from the
database at every portion, so a run that was left behind goes on from any process.
"""

import logging
from datetime import datetime
from time import monotonic

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.lrs import store
from certificates.designs.models import DesignVersion
from certificates.issuing.auditing import note_cancelled, note_left_out, note_started
from certificates.issuing.candidates import AWARD, candidates_of
from certificates.issuing.models import IssueRun
from certificates.issuing.ordering import OrderBook
from certificates.issuing.troubles import STOPPING, Stopped, trouble_of
from certificates.making.making import make
from certificates.making.statements import certificate_earned
from certificates.making.subjects import AlreadyCertified
from certificates.register.models import Certificate
from certificates.signing.creating import ready_keys
from courses.cohorts.models import Cohort, Enrolment
from courses.qualifying.evidence import evidence_of
from courses.transcripts.closing import freeze
from courses.transcripts.qualified import content_of

logger = logging.getLogger(__name__)
FOR_EVER = float("inf")


class NobodyWaits(Exception):
    """Whoever is to get one has it."""


@transaction.atomic
def start(
    *,
    cohort: Cohort,
    kind: str,
    version: DesignVersion | None,
    second_language: str,
    by,
    at: datetime,
    left_out=(),
) -> IssueRun:
    """Begin to issue and return the run; where one of the kind is running already, return that one.

    `left_out` are primary keys of enrolments. An academy without keys gets them. Raises NothingToCertify, NotClosed,
    NobodyWaits, KeyTrouble.
    """
    locked = _locked(cohort)
    running = IssueRun.objects.filter(cohort=locked, kind=kind, finished_at=None, cancelled_at=None).first()
    if running is not None:
        return running
    found = candidates_of(locked, kind, on=timezone.localdate(at))
    waiting = [one for one in found.waiting if one.pk not in left_out]
    if not waiting:
        raise NobodyWaits
    ready_keys(academy=locked.academy, at=at, by=by)
    run = IssueRun.objects.create(
        cohort=locked,
        kind=kind,
        design_version=version,
        second_language=second_language,
        total=len(waiting),
        left_out=sorted(left_out),
        started_at=at,
        started_by=by,
    )
    note_started(run=run, by=by)
    return run


def go_on(*, run: IssueRun, by, at: datetime | None = None, seconds: float = FOR_EVER) -> IssueRun:
    """Issue for so many seconds, or to the end, and return the run as it is then.

    What stops it is kept in `trouble`. A run that has ended, or that another browser goes on with, is left as it is or
    shared. Without `at` each certificate has the moment it is made.
    """
    try:
        issue_until(run=run, by=by, at=at, until=monotonic() + seconds)
    except Stopped as stopped:
        return keep_trouble(run, stopped)
    run.refresh_from_db()
    return run


def issue_until(*, run: IssueRun, by, at: datetime | None, until: float) -> list[int]:
    """Issue until that moment of the monotonic clock, one at least, or to the end.

    Return the primary keys of what was issued: the files of many certificates are not held in memory. Raises Stopped.
    """
    issued = []
    while queue := _queue(run, at):
        book = _book(run)
        for enrolment in queue:
            certificate = _issue_one(run, book, enrolment.pk, by=by, at=at or timezone.now())
            if certificate is not None:
                issued.append(certificate.pk)
            if monotonic() >= until:
                return issued
    return issued


@transaction.atomic
def cancel(*, run: IssueRun, by, at: datetime) -> IssueRun:
    """Stop the run for good; what is issued stays. One that has ended stays as it ended."""
    locked = _locked_run(run)
    if locked.is_running:
        locked.cancelled_at = at
        locked.save(update_fields=["cancelled_at"])
        note_cancelled(run=locked, by=by)
    return locked


@transaction.atomic
def leave_out(*, run: IssueRun, enrolment_pk: int, by) -> IssueRun:
    """Go on without a person of the cohort, whose certificate can be issued by another run."""
    locked = _locked_run(run)
    place = Enrolment.objects.filter(pk=enrolment_pk, cohort=locked.cohort_id).select_related("user").first()
    if place is not None and locked.is_running and enrolment_pk not in locked.left_out:
        locked.left_out = sorted([*locked.left_out, enrolment_pk])
        locked.total = max(locked.done, locked.total - 1)
        locked.trouble = None
        locked.save(update_fields=["left_out", "total", "trouble"])
        note_left_out(run=locked, person=place.user, by=by)
    return locked


def _locked_run(run: IssueRun) -> IssueRun:
    _locked(run.cohort)  # as every certificate does, so that none is being made
    return IssueRun.objects.select_related("cohort").get(pk=run.pk)


def _locked(cohort: Cohort) -> Cohort:
    """Return the cohort, its row locked against other issues and against closing; people may still be enrolled."""
    locked = Cohort.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("rule", "route", "academy").get(pk=cohort.pk)


@transaction.atomic
def _queue(run: IssueRun, at: datetime | None) -> list[Enrolment]:
    """Return who is still to get one; when that is nobody, the run is finished here."""
    cohort = _locked(run.cohort)
    now = IssueRun.objects.get(pk=run.pk)
    if not now.is_running:
        return []
    moment = at or timezone.now()
    found = candidates_of(cohort, now.kind, on=timezone.localdate(moment))
    queue = [one for one in found.waiting if one.pk not in now.left_out]
    total = now.done + len(queue)
    ends = {} if queue else {"finished_at": moment}
    IssueRun.objects.filter(pk=run.pk).update(total=total, trouble=None, **ends)
    return queue


def _book(run: IssueRun) -> OrderBook:
    cohort = Cohort.objects.select_related("rule", "route", "academy").prefetch_related("cohort_courses")
    return OrderBook(cohort.get(pk=run.cohort_id), run.kind, run.design_version, run.second_language)


def _issue_one(run: IssueRun, book: OrderBook, pk: int, *, by, at: datetime) -> Certificate | None:
    """Issue the certificate of one place in the cohort; None where it is there already or the run has ended."""
    try:
        with transaction.atomic():
            return _issue(run, book, pk, by=by, at=at)
    except AlreadyCertified:
        return None
    except STOPPING as error:
        raise Stopped(pk) from error


def _issue(run: IssueRun, book: OrderBook, pk: int, *, by, at: datetime) -> Certificate | None:
    _locked(book.cohort)
    enrolment = Enrolment.objects.select_related("user", "transcript").get(pk=pk)
    if not _is_wanted(run, enrolment):
        return None
    cycle = book.cycle_of(enrolment, timezone.localdate(at))
    _freeze(enrolment, book, by=by, at=at)
    certificate = make(order=book.order(enrolment, cycle=cycle), by=by, at=at)
    if certificate.kind == AWARD:
        courses = book.courses("en")
        store.record(certificate_earned(certificate=certificate, enrolment=enrolment, courses=courses, at=at))
    IssueRun.objects.filter(pk=run.pk).update(done=F("done") + 1, moved_at=at)
    return certificate


def _is_wanted(run: IssueRun, enrolment: Enrolment) -> bool:
    now = IssueRun.objects.get(pk=run.pk)
    if not now.is_running or enrolment.pk in now.left_out or enrolment.withdrawn_at is not None:
        return False
    return not Certificate.objects.filter(transcript__enrolment=enrolment).exists()


def _freeze(enrolment: Enrolment, book: OrderBook, *, by, at: datetime) -> None:
    """In a cohort that is not closed, which has no rule then, freeze what the person has achieved."""
    if hasattr(enrolment, "transcript"):
        return
    courses = book.courses("en")
    evidence = evidence_of(book.cohort, [enrolment], courses=courses, content=content_of(book.cohort))
    made = freeze(
        cohort=book.cohort, enrolments=[enrolment], evidence=evidence, courses=courses, by=by, at=at
    )
    enrolment.transcript = made[0]


def keep_trouble(run: IssueRun, stopped: Stopped) -> IssueRun:
    """Keep why the run stopped. A disk that is full may not take even that: then it is told this once."""
    logger.warning("Issue %s stopped: %r", run.key, stopped.__cause__)
    trouble = trouble_of(stopped)
    try:
        IssueRun.objects.filter(pk=run.pk).update(trouble=trouble)
        run.refresh_from_db()
    except (DatabaseError, OSError):
        logger.exception("What stopped the issue %s could not be kept", run.key)
    run.trouble = trouble
    return run
