"""When somebody completed everything the cohort asks for: written once, at the last lesson."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from courses.cohorts.models import Cohort, Enrolment
from courses.progress.completion import standing
from courses.progress.models import LessonProgress
from courses.progress.standings import courses_of, required_of


def required_lessons(cohort: Cohort) -> list:
    """Return the lessons that everybody in the cohort has to complete."""
    return [lesson for course in required_of(cohort, courses_of(cohort, "en")) for lesson in course.lessons]


def stamp_completed(*, enrolment: Enrolment, completed: Collection[UUID], at: datetime) -> None:
    """Stamp the enrolment if these lessons are all that its cohort asks for; what comes after closing is not stamped.

    The caller holds the lock of the enrolment. Two or three queries, so ask only when a course is complete.
    """
    cohort = enrolment.cohort
    if enrolment.completed_at is not None or cohort.closed_at is not None:
        return
    if standing(required_lessons(cohort), completed).is_complete:
        Enrolment.objects.filter(pk=enrolment.pk, completed_at=None).update(completed_at=at)
        enrolment.completed_at = at


def stamp_earlier() -> int:
    """Stamp everybody who completed everything before stamps were written; return how many. Safe to repeat."""
    done = 0
    for cohort in Cohort.objects.prefetch_related("cohort_courses"):
        lessons = {lesson.key for lesson in required_lessons(cohort)}
        if lessons:
            done += _stamp_cohort(cohort, lessons)
    return done


def _stamp_cohort(cohort: Cohort, lessons: set[UUID]) -> int:
    rows = LessonProgress.objects.completed().filter(
        enrolment__cohort=cohort, enrolment__completed_at=None, lesson_key__in=lessons
    )
    found = rows.values("enrolment_id").annotate(last=Max("completed_at"), done=Count("pk"))
    done = 0
    for row in found.filter(done=len(lessons)):
        if cohort.closed_at is None or row["last"] <= cohort.closed_at:
            mine = Enrolment.objects.filter(pk=row["enrolment_id"], completed_at=None)
            done += mine.update(completed_at=row["last"])
    return done
