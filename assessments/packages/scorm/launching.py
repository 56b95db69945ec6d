"""A unit of a SCORM package is launched: its data model is prepared, an older session of it is over."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments.packages.models import (
    AssignableUnit,
    Launch,
    PackageRegistration,
    ScormState,
    UnitStanding,
)
from assessments.packages.scorm import satisfying
from assessments.packages.scorm.manifest import ASSET, SCORM_12
from assessments.packages.scorm.prerequisites import is_met
from assessments.packages.scorm.starting import Start, begins_anew, data_model, entry_of

_SALT = "assessments.packages.scorm.launch"
_MODES = {Launch.Mode.NORMAL: "normal", Launch.Mode.REVIEW: "review", Launch.Mode.BROWSE: "browse"}


class OtherVersion(ValueError):
    """The unit is none of the version that the registration is for."""


class NotYet(ValueError):
    """What the package asks for before this unit is not done."""


def word_of(launch: Launch) -> str:
    """Return the secret of a launch: only its own page and its own frame know it. Only its hash is stored."""
    return salted_hmac(_SALT, str(launch.key), algorithm="sha256").hexdigest()


def hash_of(word: str) -> str:
    return sha256(word.encode()).hexdigest()


@transaction.atomic
def launch(
    *,
    registration: PackageRegistration,
    unit: AssignableUnit,
    language: str,
    at: datetime,
    lesson_key: UUID | None = None,
) -> Launch:
    """Open a session of a unit; an open one of the same unit ends, and can save nothing any more.

    `lesson_key` is where it is launched from. A document that is no SCO (an asset) is done when it was opened.
    Raises OtherVersion, NotYet.
    """
    if unit.version_id != registration.version_id:
        raise OtherVersion(unit.key)
    registration = satisfying.locked(registration.pk)
    require_prerequisites(registration, unit)
    Launch.objects.filter(registration=registration, unit=unit, terminated_at=None, abandoned_at=None).update(
        abandoned_at=at
    )
    _prepare(registration, unit, at)
    made = Launch(
        registration=registration, unit=unit, language=language, lesson_key=lesson_key, launched_at=at
    )
    made.fetch_hash = hash_of(word_of(made))
    made.save()
    if unit.activity_type == ASSET:
        standing = satisfying.standing_of(registration, unit)
        if standing.satisfied_at is None:
            standing.completed_at = standing.satisfied_at = at
            standing.save(update_fields=["completed_at", "satisfied_at"])
            satisfying.judge_package(registration, at=at)
    return made


def _prepare(registration: PackageRegistration, unit: AssignableUnit, at: datetime) -> None:
    """Make the row of the data model, or empty it where the unit begins anew."""
    state, created = ScormState.objects.select_for_update().get_or_create(
        registration=registration, unit=unit, defaults={"saved_at": at}
    )
    if created:
        return
    is_ended = was_ended(registration, unit)
    if begins_anew(registration.version.package.standard, state.cmi, is_ended=is_ended):
        state.cmi = {}
        state.saved_at = at
        state.save(update_fields=["cmi", "saved_at"])


def was_ended(registration: PackageRegistration, unit: AssignableUnit, before: Launch | None = None) -> bool:
    """Tell whether the last session of a unit (before that launch) came to its end by itself."""
    launches = Launch.objects.filter(registration=registration, unit=unit)
    if before is not None:
        launches = launches.filter(pk__lt=before.pk)
    last = launches.order_by("-pk").first()
    return last is None or last.terminated_at is not None


def require_prerequisites(registration: PackageRegistration, unit: AssignableUnit) -> None:
    """Raise NotYet where a unit waits for others; the units ask by their ids (1.2, aicc_script)."""
    asked = extra_of(unit).get("prerequisites", "")
    if not asked:
        return
    units = dict(registration.version.units.values_list("pk", "publisher_id"))
    done = UnitStanding.objects.filter(registration=registration).exclude(satisfied_at=None)
    satisfied = {units[pk] for pk in done.values_list("unit_id", flat=True)}
    if not is_met(asked, satisfied, set(units.values())):
        raise NotYet(unit.publisher_id)


def extra_of(unit: AssignableUnit) -> Mapping:
    """Return what the manifest says of a unit beyond its columns, as `Measures.as_data`."""
    told = unit.version.structure.get("scorm", {}).get("units", [])
    return told[unit.index] if unit.index < len(told) else {}


def model_at_start(*, launch: Launch, state: ScormState) -> dict[str, str]:
    """Return the data model that a session begins, or after a reload goes on, with."""
    registration, unit = launch.registration, launch.unit
    standard = registration.version.package.standard
    # A frame that is loaded again within a session goes on with it.
    is_ended = launch.initialized_at is None and was_ended(registration, unit, before=launch)
    user = registration.user
    start = Start(
        learner_id=str(user.actor_key),
        learner_name=user.get_full_name(),
        language=launch.language,
        mode=_MODES[launch.mode],
        entry=entry_of(standard, state.cmi, is_ended=is_ended),
        seconds=state.seconds,
        launch_data=unit.launch_parameters,
        mastery=mastery_told(unit, standard),
        extra=extra_of(unit),
    )
    return data_model(standard, state.cmi, start)


def mastery_told(unit: AssignableUnit, standard: str) -> str:
    """Return the mark as the edition writes it: of a hundred in 1.2, scaled in 2004."""
    if unit.mastery_score is None:
        return ""
    mark = unit.mastery_score * 100 if standard == SCORM_12 else unit.mastery_score
    return f"{mark.normalize():f}"
