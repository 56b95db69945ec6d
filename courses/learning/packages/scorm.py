"""The joining acts of SCORM packages: a unit is launched, a commit is kept, and what that means for progress."""

from datetime import datetime

from django.db import transaction

from assessments.packages.models import AssignableUnit, Launch, PackageRegistration, PackageVersion
from assessments.packages.scorm import committing, launching, satisfying
from assessments.packages.scorm.committing import Commit, CommitRefused, Taken
from assessments.packages.scorm.manifest import ASSET
from assessments.packages.trying import begin_try, current_try
from courses.learning.packages.progress import PACKAGE, place_of
from courses.progress import recording
from courses.progress.recording import Place


class NoPlace(CommitRefused):
    """The person takes no part any more in a course that holds the package."""


@transaction.atomic
def launch(*, place: Place, version: PackageVersion, unit: AssignableUnit, at: datetime) -> Launch:
    """Register the person if need be, and open a session of a unit of the registration's version.

    `version` is the newest: who has begun an older one goes on with that. Raises launching.OtherVersion, NotYet.
    """
    registration = begin(place=place, version=version, at=at)
    made = launching.launch(
        registration=registration,
        unit=unit,
        language=place.language,
        lesson_key=place.lesson.key,
        at=at,
    )
    if unit.activity_type == ASSET:
        registration.refresh_from_db()
        if registration.satisfied_at == at:
            _finish(place, registration, at=at)
    return made


@transaction.atomic
def begin(*, place: Place, version: PackageVersion, at: datetime) -> PackageRegistration:
    """Return the person's try at the package, begun on that version if there is none."""
    key = version.package.key
    found = current_try(enrolment_registration=place.enrolment.registration, package_key=key)
    return found or _begun(place, version, 1, at)


@transaction.atomic
def begin_anew(*, place: Place, version: PackageVersion, at: datetime) -> PackageRegistration:
    """Begin the next try on that version. What was reached in the one before stays in the record of progress."""
    key = version.package.key
    found = current_try(enrolment_registration=place.enrolment.registration, package_key=key)
    return _begun(place, version, 1 if found is None else found.number + 1, at)


def _begun(place: Place, version: PackageVersion, number: int, at: datetime) -> PackageRegistration:
    registration, _is_new = begin_try(
        version=version,
        user=place.enrolment.user,
        enrolment_registration=place.enrolment.registration,
        number=number,
        at=at,
    )
    return registration


@transaction.atomic
def take_commit(*, launch: Launch, sent: Commit, at: datetime) -> Taken:
    """Keep a commit, and write into the record of progress what it means. Raises CommitRefused.

    A package that is satisfied is passed; a session that ends with a judgement is one more try.
    """
    place = place_of(launch.registration, lesson_key=launch.lesson_key, language=launch.language)
    if place is None:
        raise NoPlace(launch.key)
    taken = committing.commit(launch=launch, sent=sent, tracking=place.unit_tracking, at=at)
    if taken.is_newly_satisfied or taken.is_judged:
        _finish(place, PackageRegistration.objects.get(pk=launch.registration_id), at=at)
    return taken


def _finish(place: Place, registration: PackageRegistration, *, at: datetime) -> None:
    recording.finish_activity(
        place=place,
        unit_key=registration.package_key,
        kind=PACKAGE,
        percent=satisfying.percent_of(registration),
        passed=registration.satisfied_at is not None,
        at=at,
    )
