"""Reminding holders that the term of a certificate ends: once each, and never several at a time."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import OperationalError, close_old_connections, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.formats import date_format

from certificates.keeping.models import ExpiryReminder
from certificates.keeping.telling import EXPIRES, tell
from certificates.register.models import Certificate

logger = logging.getLogger(__name__)
# Days before the end at which holders are reminded.
TERMS = (90, 60, 30, 7)


def work(*, has_to_stop: Callable[[], bool], pause: Callable[[], None]) -> None:
    """Remind once a day, until it has to stop; the first time at once."""
    done_on = None
    while not has_to_stop():
        at = timezone.now()
        if timezone.localdate(at) != done_on:
            try:
                remind(at=at)
                done_on = timezone.localdate(at)
            except OperationalError:
                # The database is away or busy.
                logger.exception("Reminding of expiries cannot reach the database")
                close_old_connections()
        pause()


def remind(*, at: datetime) -> int:
    """Remind everybody who is due and return how many were. Safe to repeat and to run twice at once.

    Where days were missed only the nearest reminder goes out. Who has renewed in the meantime gets none, and none goes
    out whose day was before the certificate was there.
    """
    today = timezone.localdate(at)
    return sum(_remind(certificate, today, at) for certificate in _ending(today))


def _ending(today: date):
    renewed = Certificate.objects.standing().filter(
        holder=OuterRef("holder"), subject=OuterRef("subject"), cycle__gt=OuterRef("cycle")
    )
    return (
        Certificate.objects.awards()
        .standing()
        .filter(valid_until__range=(today, today + timedelta(days=max(TERMS))), holder__is_active=True)
        .exclude(Exists(renewed))
        .select_related("holder", "transcript__enrolment__cohort")
        .order_by("valid_until", "pk")
    )


@transaction.atomic
def _remind(certificate: Certificate, today: date, at: datetime) -> bool:
    term = due_term(certificate.issued_on, certificate.valid_until, today)
    if term is None or certificate.reminders.filter(days__lte=term).exists():
        return False
    _row, is_new = ExpiryReminder.objects.get_or_create(
        certificate=certificate, days=term, defaults={"made_at": at}
    )
    if is_new:
        with translation.override(certificate.holder.language):
            day = date_format(certificate.valid_until, "DATE_FORMAT")
        facts = {"day": day, "days": str(term)}
        tell(certificate=certificate, notice=EXPIRES, facts=facts, by=None, at=at)
    return is_new


def due_term(issued_on: date, valid_until: date, today: date) -> int | None:
    """Return the last of TERMS that has come by a day, None before the first one and after the end."""
    left = (valid_until - today).days
    come = [term for term in TERMS if 0 <= left <= term and valid_until - timedelta(days=term) > issued_on]
    return min(come, default=None)
