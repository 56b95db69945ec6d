"""The acts that make the timetable of a cohort."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.attendance import auditing
from courses.attendance.auditing import write_down
from courses.attendance.models import Session
from courses.attendance.zones import zone_of
from courses.cohorts.models import Cohort

# What a person enters of a session.
FIELDS = ("title", "starts_at", "ends_at", "break_minutes", "place", "lecturer", "is_observed")


class NotPlannable(Exception):
    """The session cannot be so. `fault` is one of the constants below, `other` the session in its way, if any."""

    ENDS_FIRST, NO_TIME_LEFT, TOO_EARLY, TOO_LATE = "ends_first", "no_time_left", "too_early", "too_late"
    OVERLAPS, CLOSED, HAS_MARKS = "overlaps", "closed", "has_marks"

    def __init__(self, fault: str, other: Session | None = None):
        super().__init__(fault)
        self.fault, self.other = fault, other


@transaction.atomic
def plan(*, cohort: Cohort, by, **fields) -> Session:
    """Add a session to the timetable; `fields` are those named in FIELDS. Raises NotPlannable."""
    _lock(cohort)
    session = Session(cohort=cohort, **fields)
    _check(session)
    session.save()
    write_down(action=auditing.PLANNED, session=session, by=by)
    return session


@transaction.atomic
def change(*, session: Session, by, **fields) -> Session:
    """Change what is entered of a session. One that moves gets a new edition: a mark says for which it was meant.

    Raises NotPlannable.
    """
    _lock(session.cohort)
    session = Session.objects.select_related("cohort").get(pk=session.pk)
    before = {name: getattr(session, name) for name in FIELDS}
    for name, value in fields.items():
        setattr(session, name, value)
    if before == {name: getattr(session, name) for name in FIELDS}:
        return session
    _check(session)
    begun, ended = before["starts_at"], before["ends_at"]
    if (begun, ended) != (session.starts_at, session.ends_at):
        _renew(session, by, auditing.MOVED, begun, ended)
    else:
        write_down(action=auditing.CHANGED, session=session, by=by)
    session.save()
    return session


@transaction.atomic
def cancel(*, session: Session, by) -> Session:
    """Take the session out of what counts; its marks stay."""
    _lock(session.cohort)
    session = Session.objects.select_related("cohort").get(pk=session.pk)
    if session.cancelled_at is None:
        session.cancelled_at = timezone.now()
        session.save(update_fields=["cancelled_at"])
        write_down(action=auditing.CANCELLED, session=session, by=by)
    return session


@transaction.atomic
def restore(*, session: Session, by) -> Session:
    """Let a cancelled session count again, as a new edition. Raises NotPlannable."""
    _lock(session.cohort)
    session = Session.objects.select_related("cohort").get(pk=session.pk)
    if session.cancelled_at is not None:
        session.cancelled_at = None
        _check(session)
        _renew(session, by, auditing.RESTORED, session.starts_at, session.ends_at)
        session.save()
    return session


@transaction.atomic
def remove(*, session: Session, by) -> None:
    """Delete a session that nobody was marked at. Raises NotPlannable: one with marks can only be cancelled."""
    _lock(session.cohort)
    if session.marks.exists():
        raise NotPlannable(NotPlannable.HAS_MARKS)
    write_down(action=auditing.REMOVED, session=session, by=by)
    session.delete()


def overlapping(session: Session, sessions) -> Session | None:
    """Return the first of the sessions, other than this one and not cancelled, that runs at the same time."""
    found = sessions.filter(
        cancelled_at=None, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at
    ).exclude(pk=session.pk)
    return found.select_related("cohort").first()


def elsewhere(session: Session) -> Session | None:
    """Return a session that the lecturer leads at the same time in another cohort: worth a warning, no more."""
    if session.lecturer_id is None or session.cancelled_at:
        return None
    others = Session.objects.filter(lecturer=session.lecturer_id).exclude(cohort=session.cohort_id)
    return overlapping(session, others)


def _lock(cohort: Cohort) -> None:
    # Two people who plan at the same time must see each other's sessions, or both overlap.
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if locked.state == Cohort.State.CLOSED:
        raise NotPlannable(NotPlannable.CLOSED)


def _check(session: Session) -> None:
    cohort, zone = session.cohort, zone_of(session.cohort)
    if session.ends_at <= session.starts_at:
        raise NotPlannable(NotPlannable.ENDS_FIRST)
    if session.minutes <= 0:
        raise NotPlannable(NotPlannable.NO_TIME_LEFT)
    if session.starts_at.astimezone(zone).date() < cohort.starts_on:
        raise NotPlannable(NotPlannable.TOO_EARLY)
    if session.ends_at.astimezone(zone).date() > cohort.ends_on:
        raise NotPlannable(NotPlannable.TOO_LATE)
    other = None if session.cancelled_at else overlapping(session, Session.objects.filter(cohort=cohort))
    if other is not None:
        raise NotPlannable(NotPlannable.OVERLAPS, other)


def _renew(session: Session, by, action: str, begun: datetime, ended: datetime) -> None:
    """Raise the edition and write down when the one before was."""
    to = session.starts_at.astimezone(zone_of(session.cohort))
    write_down(
        action=action,
        session=session,
        by=by,
        edition=session.edition,
        begun=begun.isoformat(),
        ended=ended.isoformat(),
        to=f"{to:%d.%m.%Y %H:%M}",
    )
    session.edition += 1
