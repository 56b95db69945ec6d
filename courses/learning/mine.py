"""The courses of one person: what the dashboard and the home page show."""

from courses.cohorts.models import Enrolment
from courses.content.outline import course_outline, course_outlines
from courses.learning.access import taken
from courses.learning.presenting import course_state, progress_of
from courses.learning.states import CourseState


def courses_of(user, language: str) -> tuple[CourseState, ...]:
    """Return the state of every course the person's cohorts take, in the order the site offers them, each once.

    Where two cohorts take the same course, the newest counts.

    Three queries, whatever the number of cohorts, courses and lessons.
    """
    enrolments = list(
        Enrolment.objects.active()
        .of(user)
        .newest_first()
        .select_related("cohort")
        .prefetch_related("cohort__cohort_courses")
    )
    progress = progress_of(enrolments)
    found: dict = {}
    for enrolment in enrolments:
        for line in enrolment.cohort.cohort_courses.all():
            outline = course_outline(line.course_key, language)
            if outline is not None and line.course_key not in found:
                found[line.course_key] = course_state(
                    taken(outline, enrolment),
                    progress=progress[enrolment.pk],
                    enrolment=enrolment,
                    language=language,
                )
    offered = [outline.key for outline in course_outlines(language)]
    return tuple(found[key] for key in offered if key in found)
