"""Freezing what a person has achieved, so that later changes of course or progress cannot change it."""

from datetime import datetime

from django.utils import timezone

from courses.cohorts.models import Enrolment
from courses.progress.completion import Standing
from courses.progress.models import UnitResult
from courses.transcripts.models import Transcript


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
