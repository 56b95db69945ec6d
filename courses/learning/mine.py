"""The courses of one person: what the dashboard and the home page show."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from courses.attendance.mine import next_session
from courses.cohorts.models import Enrolment
from courses.content.outline import course_outline, course_outlines
from courses.learning.access import taken
from courses.learning.presenting import course_state, progress_of
from courses.learning.states import CourseState
from courses.measuring.models import TestTry
from courses.progress.models import LessonProgress


@dataclass(frozen=True)
class Places:
    """A person's active enrolments, the newest first, and how far they are: {enrolment id: {lesson key: row}}.

    The enrolments say in `has_test_before`, `has_test_after` whether those tests were taken.
    """

    enrolments: list[Enrolment]
    progress: dict[int, dict[UUID, LessonProgress]]


def places_of(user) -> Places:
    """Return where the person takes part. Three queries, whatever the number of cohorts, courses and lessons."""
    enrolments = list(
        Enrolment.objects.active()
        .of(user)
        .newest_first()
        .select_related("cohort")
        .prefetch_related("cohort__cohort_courses")
        .annotate(
            has_test_before=_has_test(TestTry.Occasion.BEFORE),
            has_test_after=_has_test(TestTry.Occasion.AFTER),
            next_session=next_session(),
        )
    )
    return Places(enrolments, progress_of(enrolments))


def _has_test(occasion: str) -> Exists:
    return Exists(TestTry.objects.filter(enrolment=OuterRef("pk"), occasion=occasion))


def courses_of(user, language: str, places: Places | None = None) -> tuple[CourseState, ...]:
    """Return the state of every course the person's cohorts take, in the order the site offers them, each once.

    Where two cohorts take the same course, the newest counts. `places` are those of the person, if they were read
    already; else this costs its queries.
    """
    places = places or places_of(user)
    found: dict = {}
    for enrolment in places.enrolments:
        for line in enrolment.cohort.cohort_courses.all():
            outline = course_outline(line.course_key, language)
            if outline is not None and line.course_key not in found:
                found[line.course_key] = course_state(
                    taken(outline, enrolment),
                    progress=places.progress[enrolment.pk],
                    enrolment=enrolment,
                    language=language,
                )
    offered = [outline.key for outline in course_outlines(language)]
    return tuple(found[key] for key in offered if key in found)
