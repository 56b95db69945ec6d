"""Somebody is registered for a cmi5 course: what asks for nothing is satisfied at once (9.6.1)."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from assessments.packages.cmi5 import satisfying
from assessments.packages.models import PackageRegistration, PackageVersion
from assessments.packages.trying import begin_for_agent, begin_try


@transaction.atomic
def register(
    *, version: PackageVersion, user, enrolment_registration: UUID, at: datetime, number: int = 1
) -> PackageRegistration:
    """Return the registration of a try, begun if it is new. moveOn is evaluated now."""
    registration, created = begin_try(
        version=version,
        user=user,
        enrolment_registration=enrolment_registration,
        number=number,
        at=at,
    )
    return _evaluated(registration, at) if created else registration


@transaction.atomic
def register_agent(
    *, version: PackageVersion, actor: dict, at: datetime, key: UUID | None = None
) -> PackageRegistration:
    """Return the registration of an agent whom another system names."""
    registration, created = begin_for_agent(version=version, actor=actor, at=at, key=key)
    return _evaluated(registration, at) if created else registration


def _evaluated(registration: PackageRegistration, at: datetime) -> PackageRegistration:
    registration = satisfying.locked(registration.pk)
    satisfying.judge_course(registration, session=uuid4(), at=at)
    return registration
