"""The one place that decides who may open what in a course."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from courses.cohorts.models import Enrolment
from courses.content.outline import CourseOutline, ModuleOutline, find_lesson
from courses.content.routes import along
from courses.progress.recording import Place


@dataclass(frozen=True)
class Access:
    """What a person may do with a course: take part (an enrolment), or only read (people of the house)."""

    enrolment: Enrolment | None
    may_read: bool


def access_to(*, user, course_key) -> Access:
    """Say what the person may do with the course (a translation key). One query for a learner."""
    if not user.is_authenticated:
        return Access(enrolment=None, may_read=False)
    enrolment = enrolment_in(user=user, course_key=course_key)
    may_read = enrolment is not None or user.has_perm("wagtailadmin.access_admin")
    return Access(enrolment=enrolment, may_read=may_read)


def enrolment_in(*, user, course_key) -> Enrolment | None:
    """Return the person's newest active place in a cohort that takes the course."""
    enrolment = (
        Enrolment.objects.active()
        .of(user)
        .opening(course_key)
        .select_related("cohort")
        .newest_first()
        .first()
    )
    if enrolment is not None:
        enrolment.user = user
    return enrolment


def taken(
    course: CourseOutline, enrolment: Enrolment | None, module: ModuleOutline | None = None
) -> CourseOutline:
    """Return the part of the course that the person's cohort takes: what counts, and what comes next.

    A `module` off the route can be read all the same; seen from there the course is whole.
    """
    if enrolment is None:
        return course
    part = along(course, enrolment.cohort.route_id)
    return part if module is None or module in part.modules else course


def place_for(*, user, lesson_key, language) -> Place:
    """Return where the person takes part, for the acts of learning.

    Raises Http404 for a lesson that is in no course, PermissionDenied without an enrolment that opens it.
    """
    found = find_lesson(lesson_key, language)
    if found is None:
        raise Http404
    course, module, lesson = found
    enrolment = enrolment_in(user=user, course_key=course.key)
    if enrolment is None:
        raise PermissionDenied
    course = taken(course, enrolment, module)
    return Place(course=course, module=module, lesson=lesson, enrolment=enrolment, language=language)
