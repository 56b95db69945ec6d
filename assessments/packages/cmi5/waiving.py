"""A unit is waived: what it asks for was met in another way (9.3.7)."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from assessments.lrs import store
from assessments.packages.cmi5 import satisfying, statements
from assessments.packages.models import AssignableUnit, PackageRegistration, UnitStanding

LONGEST_REASON = UnitStanding._meta.get_field("waived_reason").max_length
# What the specification would have as reasons (9.5.5.2); any other text may be one.
REASONS = ("Tested Out", "Equivalent AU", "Equivalent Outside Activity", "Administrative")


class AlreadyWaived(Exception):
    """A unit is waived once under a registration."""


class NoReason(ValueError):
    """Who waives says why, in at most LONGEST_REASON letters."""


class OtherVersion(ValueError):
    """The unit is none of the version that the registration is for."""


@transaction.atomic
def waive(
    *, registration: PackageRegistration, unit: AssignableUnit, reason: str, at: datetime, by=None
) -> tuple[PackageRegistration, bool]:
    """Waive a unit, and state it and what is satisfied by it; return also whether this satisfies the course.

    Raises AlreadyWaived, NoReason, OtherVersion.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NoReason(reason)
    registration = satisfying.locked(registration.pk)
    if unit.version_id != registration.version_id:
        raise OtherVersion(unit.key)
    standing = satisfying.standing_of(registration, unit)
    if standing.waived_at is not None:
        raise AlreadyWaived(unit.key)
    standing.waived_at, standing.waived_by, standing.waived_reason = at, by, reason
    standing.save(update_fields=["waived_at", "waived_by", "waived_reason"])
    session = uuid4()
    store.record(
        statements.waived(registration=registration, unit=unit, reason=reason, session=session, at=at)
    )
    is_satisfied = satisfying.judge_unit(standing, at=at) and satisfying.judge_course(
        registration, session=session, at=at
    )
    return registration, is_satisfied
