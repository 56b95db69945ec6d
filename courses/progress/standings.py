"""What a cohort takes, and how far its people are in it."""

from courses.content.outline import CourseOutline, course_outline
from courses.content.routes import along, lies_on
from courses.progress.completion import Standing, standing
from courses.progress.models import LessonProgress


def courses_of(cohort, language: str) -> list[CourseOutline]:
    """Return the outlines of the courses a cohort takes, in its order, as far as its route
    goes, titled in the language where it has them."""
    outlines = [course_outline(line.course_key, language) for line in cohort.cohort_courses.all()]
    return [along(outline, cohort.route_id) for outline in outlines if outline is not None]


def required_of(cohort, courses: list[CourseOutline]) -> list[CourseOutline]:
    """Return those of the cohort's courses (see `courses_of`) whose lessons count as the way through.

    Where the cohort has a rule and a track, a course apart from the track is there to practise with: nobody has to
    complete it. A cohort none of whose courses lies on its track has to complete all of them.
    """
    if cohort.rule_id is None:
        return courses
    on_track = [course for course in courses if lies_on(course, cohort.route_id)]
    return on_track or courses


def standings(*, enrolments: list, courses: list) -> dict[int, Standing]:
    """Return {enrolment id: Standing over all lessons of the courses}. One query for any number of people."""
    completed: dict[int, set] = {enrolment.pk: set() for enrolment in enrolments}
    rows = LessonProgress.objects.completed().filter(enrolment__in=enrolments)
    for enrolment_id, lesson_key in rows.values_list("enrolment_id", "lesson_key"):
        completed[enrolment_id].add(lesson_key)
    lessons = [lesson for course in courses for lesson in course.lessons]
    return {pk: standing(lessons, keys) for pk, keys in completed.items()}
