"""Numbers of whole cohorts, without a look at single persons."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count

from courses.cohorts.models import Cohort
from courses.progress.models import LessonProgress
from courses.progress.standings import courses_of


def completed_people(cohorts: Iterable[Cohort]) -> Counter[int]:
    """Return {cohort id: how many of its people have completed every lesson of its courses}.

    One query for each set of courses, however many cohorts take it, if their `cohort_courses` are prefetched.
    """
    taking = defaultdict(list)
    for cohort in cohorts:
        lessons = {lesson.key for course in courses_of(cohort, "en") for lesson in course.lessons}
        if lessons:
            taking[frozenset(lessons)].append(cohort)
    found: Counter[int] = Counter()
    for lessons, same in taking.items():
        rows = (
            LessonProgress.objects.completed()
            .filter(enrolment__cohort__in=same, enrolment__withdrawn_at=None, lesson_key__in=lessons)
            .values("enrolment_id", "enrolment__cohort_id")
            .annotate(done=Count("pk"))
            .filter(done=len(lessons))
        )
        found.update(row["enrolment__cohort_id"] for row in rows)
    return found
