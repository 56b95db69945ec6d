"""The acts that write progress. Each writes its fact and its statement in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F

from assessments.lrs import store
from assessments.xapi.tracking import Tracking
from courses.cohorts.auditing import MORE_TRIES, write_down
from courses.cohorts.models import Enrolment
from courses.content.outline import CourseOutline, LessonOutline, ModuleOutline
from courses.progress import statements
from courses.progress.completion import required_units, standing, unpassed_units
from courses.progress.models import LessonProgress, UnitResult
from courses.progress.stamping import stamp_completed

# Opening a page again within this time is the same reading; it is not written down anew.
SAME_READING = timedelta(minutes=10)


class UnitsNotPassed(Exception):
    """A lesson cannot be completed while a unit it requires is not passed: `units` are those missing."""

    def __init__(self, units: tuple):
        super().__init__(f"{len(units)} units are not passed")
        self.units = units


@dataclass(frozen=True)
class Place:
    """Where in a course somebody stands: the outlines from outside inwards, the enrolment, the language in use.

    Without an enrolment the place can be shown, and nothing can be recorded.
    """

    course: CourseOutline
    module: ModuleOutline
    lesson: LessonOutline
    enrolment: Enrolment | None
    language: str

    @property
    def lesson_tracking(self) -> Tracking:
        """What a statement about the lesson itself says besides the act."""
        parents = (statements.module_activity(self.module), statements.course_activity(self.course))
        return statements.tracking_at(enrolment=self.enrolment, language=self.language, parents=parents)

    @property
    def unit_tracking(self) -> Tracking:
        """What a statement about a check or scenario inside the lesson says besides the act."""
        return self.lesson_tracking.inside(statements.lesson_activity(self.lesson))


def open_lesson(
    *, place: Place, progress: LessonProgress | None, at: datetime, again: bool = False
) -> LessonProgress:
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

    Returns whether this call completed it (False: it was completed before, nothing is stated twice; who has read a
    newer edition of the lesson to the end is not asked for it again).
    Raises UnitsNotPassed.
    """
    _lock(place)
    if place.lesson.units and (missing := unpassed_units(place.lesson, _passed_units(place))):
        raise UnitsNotPassed(missing)
    return _mark_completed(place=place, at=at)


def _lock(place) -> None:
    """Let the person's acts in this cohort wait for each other.

    Two lessons of a module completed in one moment, in two tabs, would otherwise not see each other (READ
    COMMITTED), and nobody would say that the module is complete. Rows that only point at the enrolment (a lesson
    opened, a transcript) do not have to wait.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=place.enrolment.pk)


def _passed_units(place) -> set[UUID]:
    passed = UnitResult.objects.passed().filter(enrolment=place.enrolment)
    return set(passed.values_list("unit_key", flat=True))


def _mark_completed(*, place, at) -> bool:
    """Write the completion and its statements; the caller holds the lock."""
    editions = dict(
        LessonProgress.objects.completed()
        .filter(enrolment=place.enrolment)
        .values_list("lesson_key", "edition")
    )
    if place.lesson.key in editions:
        if editions[place.lesson.key] < place.lesson.edition:
            _mark_read_again(place=place, at=at)
        return False
    # One statement, because the lesson can be opened in another tab meanwhile, which does not wait for the lock.
    progress = LessonProgress(
        enrolment=place.enrolment,
        lesson_key=place.lesson.key,
        first_opened_at=at,
        last_opened_at=at,
        completed_at=at,
        edition=place.lesson.edition,
    )
    LessonProgress.objects.bulk_create(
        [progress],
        update_conflicts=True,
        unique_fields=["enrolment", "lesson_key"],
        update_fields=["completed_at", "last_opened_at", "edition"],
    )
    store.record(*_completion_statements(place=place, before=set(editions), at=at))
    after = {*editions, place.lesson.key}
    if standing(place.course.lessons, after).is_complete:
        stamp_completed(enrolment=place.enrolment, completed=after, at=at)
    return True


def _mark_read_again(*, place, at) -> None:
    """Write down that the newer edition was read.

    No statement says so: in the profile a registration completes a lesson once, and knows of no editions.
    """
    LessonProgress.objects.filter(enrolment=place.enrolment, lesson_key=place.lesson.key).update(
        edition=place.lesson.edition, last_opened_at=at
    )


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
    """Write down one finished try at a unit; complete the lesson when that was all it waited for.

    `percent` is 0 to 100. Tries are counted, the best result stands, a pass once reached is never lost.
    The caller has recorded the try's own statements in the same transaction.
    """
    _lock(place)
    result, _created = UnitResult.objects.get_or_create(
        enrolment=place.enrolment, unit_key=unit_key, defaults={"kind": kind}
    )
    result.tries += 1
    result.best_percent = max(result.best_percent, percent)
    result.last_finished_at = at
    if passed and result.passed_at is None:
        result.passed_at = at
    result.save(update_fields=["tries", "best_percent", "last_finished_at", "passed_at"])
    waits_for_units = bool(required_units(place.lesson))
    if passed and waits_for_units and not unpassed_units(place.lesson, _passed_units(place)):
        _mark_completed(place=place, at=at)
    return result


@transaction.atomic
def grant_tries(*, result: UnitResult, by=None) -> UnitResult:
    """Allow as many tries more as the person has used, so that a check is begun anew. A passed one is left alone."""
    if UnitResult.objects.filter(pk=result.pk, passed_at=None).update(extra_tries=F("tries")):
        enrolment = result.enrolment
        write_down(action=MORE_TRIES, cohort=enrolment.cohort, person=enrolment.user, by=by)
    result.refresh_from_db()
    return result
