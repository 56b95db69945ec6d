"""Somebody is registered for a package: each try is one registration, of any standard, and stays on its version."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from assessments.packages.models import PackageRegistration, PackageVersion
from assessments.xapi import actors, vocabulary
from assessments.xapi.reading import write_json


def current_try(*, enrolment_registration: UUID, package_key: UUID) -> PackageRegistration | None:
    """Return the last registration of an enrolment for a package, with its version; None when there is none."""
    found = PackageRegistration.objects.filter(
        enrolment_registration=enrolment_registration, package_key=package_key
    )
    return found.select_related("version__package", "user").order_by("-number").first()


@transaction.atomic
def begin_try(
    *, version: PackageVersion, user, enrolment_registration: UUID, number: int, at: datetime
) -> tuple[PackageRegistration, bool]:
    """Register a person for a version and return the registration and whether it is new.

    Two who begin the same try in one moment get the same registration.
    """
    agent = actors.learner(user.actor_key).as_version(vocabulary.VERSION)
    found, created = PackageRegistration.objects.get_or_create(
        enrolment_registration=enrolment_registration,
        package_key=version.package.key,
        number=number,
        defaults={"version": version, "user": user, "actor": write_json(agent), "created_at": at},
    )
    return found, created


@transaction.atomic
def begin_for_agent(
    *, version: PackageVersion, actor: dict, at: datetime, key: UUID | None = None
) -> tuple[PackageRegistration, bool]:
    """Register an agent that another system names; `key` is the registration it asks for, None for a new one."""
    return PackageRegistration.objects.get_or_create(
        key=key or uuid4(),
        defaults={
            "version": version,
            "package_key": version.package.key,
            "actor": write_json(actor),
            "created_at": at,
        },
    )
