"""The acts that write progress. Each writes its fact and its statement in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from assessments.lrs import store
from courses.cohorts.models import Enrolment
from courses.progress import statements
from courses.progress.completion import standing, unpassed_units
from courses.progress.models import LessonProgress, UnitResult

# Opening a page again within this time is the same reading; it is not written down anew.
SAME_READING = timedelta(minutes=10)


class UnitsNotPassed(Exception):
    """A lesson cannot be completed while a check or scenario in it is not passed: `units` are those missing."""

    def __init__(self, units: tuple):
        super().__init__(f"{len(units)} units are not passed")
        self.units = units


@dataclass(frozen=True)
class Place:
    """Where in a course somebody stands: the outlines from outside inwards, the enrolment, the language in use."""

    course: object
    module: object
    lesson: object
    enrolment: Enrolment
    language: str

    @property
    def lesson_tracking(self):
        """What a statement about the lesson itself says besides the act."""
        parents = (statements.module_activity(self.module), statements.course_activity(self.course))
        return statements.tracking_at(enrolment=self.enrolment, language=self.language, parents=parents)

    @property
    def unit_tracking(self):
        """What a statement about a check or scenario inside the lesson says besides the act."""
        return self.lesson_tracking.inside(statements.lesson_activity(self.lesson))


def open_lesson(*, place: Place, progress: LessonProgress | None, at: datetime, again: bool = False):
    """Write down that the lesson was opened, and state `experienced` the first time. Returns the LessonProgress.

    `progress` is the row as the caller read it (None: there was none); `again` asks to stamp the time even when the
    last opening was just now (reading a lesson once more after a critical error).
    """
    if progress is None:
        return _open_first(place=place, at=at)
    if again or at - progress.last_opened_at > SAME_READING:
        LessonProgress.objects.filter(pk=progress.pk).update(last_opened_at=at)
        progress.last_opened_at = at
    return progress


@transaction.atomic
def _open_first(*, place, at):
    progress, created = LessonProgress.objects.get_or_create(
        enrolment=place.enrolment,
        lesson_key=place.lesson.key,
        defaults={"first_opened_at": at, "last_opened_at": at},
    )
    if created:
        store.record(
            statements.lesson_experienced(lesson=place.lesson, tracking=place.lesson_tracking, at=at)
        )
    return progress


@transaction.atomic
def complete_lesson(*, place: Place, at: datetime) -> bool:
    """Write down that the lesson is completed; say so, and of the module and course that this completes.

    Returns whether this call completed it (False: it was completed before, nothing is written twice).
    Raises UnitsNotPassed.
    """
    if place.lesson.units:
        passed = (
            UnitResult.objects.passed().filter(enrolment=place.enrolment).values_list("unit_key", flat=True)
        )
        if missing := unpassed_units(place.lesson, set(passed)):
            raise UnitsNotPassed(missing)
    return _mark_completed(place=place, at=at)


def _mark_completed(*, place, at) -> bool:
    before = set(
        LessonProgress.objects.completed()
        .filter(enrolment=place.enrolment)
        .values_list("lesson_key", flat=True)
    )
    if place.lesson.key in before:
        return False
    # The conditional update decides the winner between two tabs; a lesson never opened gets its row here.
    changed = LessonProgress.objects.filter(
        enrolment=place.enrolment, lesson_key=place.lesson.key, completed_at=None
    ).update(completed_at=at, last_opened_at=at)
    if not changed:
        _progress, changed = LessonProgress.objects.get_or_create(
            enrolment=place.enrolment,
            lesson_key=place.lesson.key,
            defaults={"first_opened_at": at, "last_opened_at": at, "completed_at": at},
        )
    if changed:
        store.record(*_completion_statements(place=place, before=before, at=at))
    return bool(changed)


def _completion_statements(*, place, before, at):
    """Return the statements of a lesson's completion, innermost first."""
    tracking = place.lesson_tracking
    after = before | {place.lesson.key}
    told = [
        statements.completed(activity=statements.lesson_activity(place.lesson), tracking=tracking, at=at),
    ]
    course = statements.course_activity(place.course)
    if standing(place.module.lessons, after).is_complete:
        outer = replace(tracking, parents=(course,), grouping=())
        told.append(
            statements.completed(activity=statements.module_activity(place.module), tracking=outer, at=at)
        )
    if standing(place.course.lessons, after).is_complete:
        alone = replace(tracking, parents=(), grouping=())
        told.append(statements.completed(activity=course, tracking=alone, at=at))
    return told


@transaction.atomic
def finish_activity(
    *, place: Place, unit_key, kind: str, percent: Decimal, passed: bool, at: datetime
) -> UnitResult:
    """Write down one finished try at a check or scenario; complete the lesson when that was all it waited for.

    `percent` is 0 to 100. Tries are counted, the best result stands, a pass once reached is never lost.
    The caller has recorded the try's own statements in the same transaction.
    """
    result, created = UnitResult.objects.get_or_create(
        enrolment=place.enrolment,
        unit_key=unit_key,
        defaults={
            "kind": kind,
            "tries": 1,
            "best_percent": percent,
            "passed_at": at if passed else None,
            "last_finished_at": at,
        },
    )
    if not created:
        UnitResult.objects.filter(pk=result.pk).update(
            tries=F("tries") + 1,
            best_percent=Greatest("best_percent", percent),
            passed_at=Coalesce("passed_at", at) if passed else F("passed_at"),
            last_finished_at=at,
        )
    if passed:
        others = (
            UnitResult.objects.passed().filter(enrolment=place.enrolment).values_list("unit_key", flat=True)
        )
        if not unpassed_units(place.lesson, {unit_key, *others}):
            _mark_completed(place=place, at=at)
    return result


def grant_tries(*, result: UnitResult) -> UnitResult:
    """Allow as many tries more as the person has used, so that a check is begun anew. A passed one is left alone."""
    if result.passed_at is None:
        result.extra_tries = result.tries
        result.save(update_fields=["extra_tries"])
    return result
