"""The joining acts of course packages: what a unit states, or somebody waives, and what it means for progress.

A satisfied course is a passed unit of the lesson it stands in; each in one transaction.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from assessments.lrs.models import LaunchToken
from assessments.packages.cmi5 import abandoning, launching, receiving, registering, satisfying, waiving
from assessments.packages.cmi5.launching import Launched
from assessments.packages.cmi5.receiving import Taken
from assessments.packages.models import AssignableUnit, Launch, PackageRegistration, PackageVersion
from assessments.packages.trying import current_try
from courses.cohorts.models import Enrolment
from courses.content.outline import course_outline
from courses.learning.access import taken
from courses.learning.packages import auditing
from courses.progress import recording
from courses.progress.models import UnitResult
from courses.progress.recording import Place

PACKAGE = UnitResult.Kind.PACKAGE


@transaction.atomic
def begin(*, place: Place, version: PackageVersion, at: datetime) -> PackageRegistration:
    """Return the person's registration for a cmi5 course: the last one, else one for the version.

    A course that asks for nothing is passed at once.
    """
    last = current_try(enrolment_registration=place.enrolment.registration, package_key=version.package.key)
    registration = last or _register(place, version, number=1, at=at)
    if registration.satisfied_at is not None and not _is_passed(place, registration):
        # Also where the course was satisfied while the lesson was without it.
        _finish(place, registration, passed=True, at=at)
    return registration


@transaction.atomic
def begin_anew(*, place: Place, version: PackageVersion, at: datetime) -> PackageRegistration:
    """Register the person once more, for a version that may be newer: nothing is done yet under it.

    What was open under the last registration is abandoned; a result once reached stays.
    """
    last = current_try(enrolment_registration=place.enrolment.registration, package_key=version.package.key)
    if last is None:
        return begin(place=place, version=version, at=at)
    abandoning.abandon_all(satisfying.locked(last.pk), at=at)
    return _register(place, version, number=last.number + 1, at=at)


def _register(place: Place, version: PackageVersion, *, number: int, at: datetime) -> PackageRegistration:
    return registering.register(
        version=version,
        user=place.enrolment.user,
        enrolment_registration=place.enrolment.registration,
        number=number,
        at=at,
    )


@transaction.atomic
def launch(
    *, place: Place, version: PackageVersion, unit: AssignableUnit, return_url: str, at: datetime
) -> Launched:
    """Register the person if need be, and open a session with a unit. Raises launching.OtherVersion."""
    registration = begin(place=place, version=version, at=at)
    return launching.launch(
        registration=registration,
        unit=unit,
        mode=launching.mode_for(registration=registration, unit=unit),
        language=place.language,
        return_url=return_url,
        lesson_key=place.lesson.key,
        at=at,
    )


@transaction.atomic
def take_statements(
    *,
    session: UUID,
    client: LaunchToken,
    statements: list[dict],
    contents: Mapping[str, tuple[str, bytes]],
    version: str,
    at: datetime,
) -> Taken:
    """Take in what a unit states; write into the record of progress what it means.

    Raises what `receiving.take` raises.
    """
    found = receiving.take(
        session=session,
        client=client,
        statements=statements,
        contents=contents,
        version=version,
        at=at,
    )
    if found.satisfied or found.failed:
        tell_progress(
            found.registration, lesson_key=found.launch.lesson_key, language=found.launch.language, at=at
        )
    return found


@transaction.atomic
def waive(
    *, registration: PackageRegistration, unit: AssignableUnit, reason: str, by, at: datetime
) -> PackageRegistration:
    """Waive a unit for somebody; a course that is satisfied by it is passed. Raises what `waiving.waive` raises."""
    registration, is_satisfied = waiving.waive(
        registration=registration, unit=unit, reason=reason, by=by, at=at
    )
    if is_satisfied:
        last = registration.launches.order_by("-pk").first()
        lesson_key = last.lesson_key if last else None
        tell_progress(registration, lesson_key=lesson_key, language=settings.LANGUAGE_CODE, at=at)
    _note(auditing.WAIVED, registration, unit, by, reason=reason)
    return registration


@transaction.atomic
def end_session(*, session: Launch, by, at: datetime) -> bool:
    """Abandon a session that nobody ends; return whether it was open."""
    is_ended = abandoning.abandon(session=session, at=at)
    if is_ended:
        _note(auditing.ENDED, session.registration, session.unit, by)
    return is_ended


def _note(action: str, registration: PackageRegistration, unit: AssignableUnit, by, **data: str) -> None:
    """Write into the history of the cohort what was done; launches of other systems have none."""
    place = Enrolment.objects.filter(registration=registration.enrolment_registration)
    for enrolment in place.select_related("cohort", "user"):
        auditing.write_down(action=action, enrolment=enrolment, unit=unit, by=by, **data)


def tell_progress(
    registration: PackageRegistration, *, lesson_key: UUID | None, language: str, at: datetime
) -> None:
    """Write the result of a registration where the person takes part; launches of other systems have no such place."""
    place = place_of(registration, lesson_key=lesson_key, language=language)
    if place is not None:
        _finish(place, registration, passed=registration.satisfied_at is not None, at=at)


def place_of(registration: PackageRegistration, *, lesson_key: UUID | None, language: str) -> Place | None:
    """Return the lesson the package was launched from, where it is still in it; else the first that holds it.

    Only in courses of the person's cohort; None when none of them holds it now. The other lessons that hold it are
    completed by their readers: for these the unit is passed, too.
    """
    enrolment = (
        Enrolment.objects.active()
        .filter(registration=registration.enrolment_registration)
        .select_related("cohort", "user")
        .first()
    )
    if enrolment is None:
        return None
    places = list(_places(enrolment, registration.package_key, language))
    launched_from = (place for place in places if place.lesson.key == lesson_key)
    return next(launched_from, places[0] if places else None)


def _places(enrolment: Enrolment, package_key: UUID, language: str) -> Iterator[Place]:
    """Yield the lessons of a person's way that hold a package, in their order."""
    keys = enrolment.cohort.cohort_courses.values_list("course_key", flat=True)
    outlines = (course_outline(key, language) for key in keys)
    for course in (outline for outline in outlines if outline is not None):
        for module in course.modules:
            for lesson in module.lessons:
                if any(unit.key == package_key for unit in lesson.units):
                    yield Place(
                        course=taken(course, enrolment, module),
                        module=module,
                        lesson=lesson,
                        enrolment=enrolment,
                        language=language,
                    )


def _finish(place: Place, registration: PackageRegistration, *, passed: bool, at: datetime) -> None:
    percent: Decimal = satisfying.percent_of(registration)
    recording.finish_activity(
        place=place,
        unit_key=registration.package_key,
        kind=PACKAGE,
        percent=percent,
        passed=passed,
        at=at,
    )


def _is_passed(place: Place, registration: PackageRegistration) -> bool:
    found = UnitResult.objects.passed().filter(enrolment=place.enrolment, unit_key=registration.package_key)
    return found.exists()
