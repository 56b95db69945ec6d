"""Freezing what a person has achieved, so that later changes of course or progress cannot change it."""

from datetime import datetime

from django.utils import timezone

from courses.cohorts.models import Enrolment
from courses.content.outline import course_outline
from courses.content.routes import along
from courses.progress.completion import Standing, standing
from courses.progress.models import LessonProgress, UnitResult
from courses.transcripts.models import Transcript


def courses_of(cohort, language: str) -> list:
    """Return the outlines of the courses a cohort takes, in its order, as far as its route
    goes, titled in the language where it has them."""
    outlines = [course_outline(line.course_key, language) for line in cohort.cohort_courses.all()]
    return [along(outline, cohort.route_id) for outline in outlines if outline is not None]


def standings(*, enrolments: list[Enrolment], courses: list) -> dict[int, Standing]:
    """Return {enrolment id: Standing over all lessons of the courses}. One query for any number of people."""
    completed: dict[int, set] = {enrolment.pk: set() for enrolment in enrolments}
    rows = LessonProgress.objects.completed().filter(enrolment__in=enrolments)
    for enrolment_id, lesson_key in rows.values_list("enrolment_id", "lesson_key"):
        completed[enrolment_id].add(lesson_key)
    lessons = [lesson for course in courses for lesson in course.lessons]
    return {pk: standing(lessons, keys) for pk, keys in completed.items()}


def freeze(*, enrolment: Enrolment, courses: list, standing: Standing, by, at: datetime) -> Transcript:
    """Insert the transcript of one enrolment and return it; the caller holds the transaction.

    `facts` has the shape {"courses": [{"key", "code", "title"}], "lessons": {"done": int, "total": int},
    "units": [{"key", "kind", "best_percent", "tries", "passed_on"}]}. No answers and no critical errors are kept
    (curriculum.md 6.1).
    """
    units = UnitResult.objects.filter(enrolment=enrolment).order_by("pk")
    facts = {
        "courses": [
            {"key": str(course.key), "code": course.code, "title": course.title} for course in courses
        ],
        "lessons": {"done": len(standing.done), "total": standing.total},
        "units": [
            {
                "key": str(unit.unit_key),
                "kind": unit.kind,
                "best_percent": str(unit.best_percent),
                "tries": unit.tries,
                "passed_on": timezone.localdate(unit.passed_at).isoformat() if unit.passed_at else None,
            }
            for unit in units
        ],
    }
    return Transcript.objects.create(
        enrolment=enrolment, passed=standing.is_complete, facts=facts, frozen_at=at, frozen_by=by
    )
