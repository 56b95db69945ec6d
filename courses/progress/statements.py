"""The statements of progress: a lesson opened and completed, a module and a course completed."""

from collections.abc import Mapping

from assessments.xapi import vocabulary
from assessments.xapi.building import build_result, build_statement
from assessments.xapi.tracking import ActivityRef, Tracking


def course_activity(course) -> ActivityRef:
    return ActivityRef(kind="course", key=course.key, names=titles_of(course))


def module_activity(module) -> ActivityRef:
    return ActivityRef(kind="module", key=module.key, names=titles_of(module))


def lesson_activity(lesson) -> ActivityRef:
    return ActivityRef(kind="lesson", key=lesson.key, names=titles_of(lesson))


def titles_of(outline) -> Mapping[str, str]:
    """Return {language: title} of a course, a module or a lesson, in all languages it is there in."""
    return outline.titles or {outline.language: outline.title}


def tracking_at(*, enrolment, language: str, parents: tuple[ActivityRef, ...], instructor=None) -> Tracking:
    """Return who acts, under which registration and cohort, in which language, inside which activities.

    `parents` go from the nearest outwards: the first is the parent, the others are grouping
    (xAPI 1.0.3 part 2, 4.1.6.2). `instructor` is the person of the staff who brings it about, if there is one.
    """
    return Tracking(
        actor_key=enrolment.user.actor_key,
        registration=enrolment.registration,
        language=language,
        cohort_key=enrolment.cohort.key,
        instructor_key=None if instructor is None else instructor.actor_key,
        parents=parents[:1],
        grouping=parents[1:],
    )


def lesson_experienced(*, lesson, tracking, at):
    return build_statement(
        verb=vocabulary.EXPERIENCED, activity=lesson_activity(lesson), tracking=tracking, at=at
    )


def completed(*, activity: ActivityRef, tracking, at):
    return build_statement(
        verb=vocabulary.COMPLETED,
        activity=activity,
        tracking=tracking,
        at=at,
        result=build_result(completion=True),
    )
