"""Sessions of SCORM units without a browser: what their commits say."""

from datetime import datetime, timedelta
from uuid import uuid4

from assessments.packages.models import AssignableUnit, Launch, PackageRegistration, PackageVersion
from assessments.packages.scorm import committing, launching
from assessments.packages.scorm.committing import BEGIN, COMMIT, END, Commit, Taken
from assessments.packages.trying import begin_try
from assessments.xapi.tracking import ActivityRef, Tracking
from tests.factories.scorm_packages import (
    item_2004,
    manifest_2004,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
    unit_of,
)

# The status of 1.2 and what stands beside it.
HALF_12 = {
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.lesson_location": "page 2",
    "cmi.suspend_data": "seen:1,2",
    "cmi.core.exit": "suspend",
    "cmi.core.total_time": "0000:01:30.00",
}
ANSWER_12 = {
    "cmi.interactions.0.id": "q1",
    "cmi.interactions.0.type": "choice",
    "cmi.interactions.0.student_response": "a,c",
    "cmi.interactions.0.result": "correct",
    "cmi.interactions.0.latency": "0000:00:12.50",
}


def ended_12(score: int, **more: str) -> dict[str, str]:
    return {
        "cmi.core.lesson_status": "completed",
        "cmi.core.score.raw": str(score),
        "cmi.core.total_time": "0000:03:00.00",
        **more,
    }


def scorm_tracking(user=None, **changes) -> Tracking:
    lesson = ActivityRef("lesson", uuid4(), {"en": "Lesson"})
    told = {
        "actor_key": user.actor_key if user else uuid4(),
        "registration": uuid4(),
        "language": "en",
        "parents": (lesson,),
        "grouping": (ActivityRef("module", uuid4()), ActivityRef("course", uuid4())),
        "cohort_key": uuid4(),
    }
    return Tracking(**told | changes)


def registered(version: PackageVersion, user, tracking: Tracking, *, at: datetime) -> PackageRegistration:
    registration, _is_new = begin_try(
        version=version, user=user, enrolment_registration=tracking.registration, number=1, at=at
    )
    return registration


def opened(registration: PackageRegistration, unit: AssignableUnit, *, at: datetime) -> Launch:
    return launching.launch(registration=registration, unit=unit, language="en", at=at)


def sent(
    launch: Launch,
    number: int,
    cmi: dict,
    *,
    tracking: Tracking,
    at: datetime,
    kind: str = COMMIT,
    is_part: bool = False,
) -> Taken:
    message = Commit(kind=kind, number=number, cmi=cmi, is_part=is_part)
    return committing.commit(launch=launch, sent=message, tracking=tracking, at=at)


def stored_once(publisher_id: str, files: dict[str, bytes]) -> PackageVersion:
    """Return the version that a manifest of that identifier became, or make it."""
    return PackageVersion.objects.filter(publisher_id=publisher_id).first() or store_scorm(files)


def play_packages(*, user, tracking: Tracking, at: datetime) -> None:
    """Do everything in SCORM units that makes a statement: leave one, fail it, pass it; progress and points of 2004."""
    older = stored_once("M-12", scorm_12())
    registration, unit = registered(older, user, tracking, at=at), unit_of(older)
    say = {"tracking": tracking}
    first = opened(registration, unit, at=at)
    sent(first, 0, {}, kind=BEGIN, at=at, **say)
    sent(first, 1, HALF_12 | ANSWER_12, kind=END, at=at + timedelta(minutes=2), **say)
    second = opened(registration, unit, at=at + timedelta(minutes=10))
    sent(second, 2, ended_12(10), kind=END, at=at + timedelta(minutes=12), **say)
    third = opened(registration, unit, at=at + timedelta(minutes=20))
    sent(third, 3, ended_12(90), kind=END, at=at + timedelta(minutes=22), **say)
    manifest = manifest_2004(
        item_2004("I1", "Free", "R1"), resources=resource("R1", "index.html", "scormType")
    )
    newer = stored_once("M-2004", scorm_2004(manifest))
    registration, unit = registered(newer, user, tracking, at=at), unit_of(newer)
    only = opened(registration, unit, at=at + timedelta(minutes=30))
    told = {"cmi.progress_measure": "0.5", "cmi.score.scaled": "0.6", "cmi.completion_status": "incomplete"}
    sent(only, 1, told, at=at + timedelta(minutes=31), **say)
    told |= {"cmi.progress_measure": "1", "cmi.completion_status": "completed", "cmi.exit": "normal"}
    sent(only, 2, told, kind=END, at=at + timedelta(minutes=32), **say)
