"""Sessions that did not end by themselves are abandoned: by the next launch, by hand, or after a silent day (9.3.6)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from assessments.lrs import store
from assessments.packages.cmi5 import satisfying, statements
from assessments.packages.models import Launch, Package, PackageRegistration

# Who has not been heard of for so long has gone.
SILENCE = timedelta(days=1)


@transaction.atomic
def abandon(*, session: Launch, at: datetime) -> bool:
    """End a session and state it; return whether this call did so (False: it was over before)."""
    satisfying.locked(session.registration_id)
    found = open_sessions().filter(pk=session.pk).first()
    if found is None:
        return False
    end_abandoned(found, at=at)
    return True


def abandon_all(registration: PackageRegistration, *, at: datetime) -> None:
    """End whatever is open under a registration whose lock the caller holds."""
    for session in open_sessions().filter(registration=registration):
        end_abandoned(session, at=at)


def abandon_silent(*, at: datetime) -> int:
    """End the sessions that were not heard of for a day; return how many. Each has a transaction of its own."""
    silent = open_sessions().annotate(heard_at=Coalesce("last_heard_at", "launched_at"))
    keys = list(silent.filter(heard_at__lt=at - SILENCE).values_list("pk", flat=True)[:500])
    return sum(abandon(session=session, at=at) for session in Launch.objects.filter(pk__in=keys))


def end_abandoned(session: Launch, *, at: datetime) -> None:
    """Write down and state that a session is abandoned; the caller holds the lock of its registration."""
    session.abandoned_at = at
    session.save(update_fields=["abandoned_at"])
    lasted = (session.last_heard_at or session.launched_at) - session.launched_at
    store.record(statements.abandoned(session=session, lasted=lasted, at=at))


def open_sessions():
    """Return the sessions of cmi5 that have not ended."""
    return Launch.objects.filter(
        terminated_at=None, abandoned_at=None, unit__version__package__standard=Package.Standard.CMI5
    ).select_related("unit", "registration__version__package")
