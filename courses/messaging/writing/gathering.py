"""What stands in the gaps of a ready template for each person of a cohort: {enrolment id: facts}.

A person to whom the message would say something untrue has no entry. As many queries for two people as for forty.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail import hooks

from courses.attendance.models import Session
from courses.attendance.zones import when
from courses.cohorts.models import Cohort, Enrolment
from courses.practice.models import PracticeLesson, SessionPlan
from courses.progress.completion import stuck
from courses.progress.models import UnitResult
from courses.progress.standings import courses_of, required_of, standings

Facts = dict[int, dict[str, str]]


def facts_of(
    *, template: str, cohort: Cohort, enrolments: list[Enrolment], session: Session | None = None
) -> Facts:
    """Return the facts of a template, each in the language of the person. `enrolments` have their users at hand."""
    prefetch_related_objects([cohort], "cohort_courses")
    if session is not None:
        return {one.pk: _session(session, cohort, one.user.language) for one in enrolments}
    return _GATHER[template](cohort, enrolments)


def _session(session: Session, cohort: Cohort, language: str) -> dict[str, str]:
    times = when(cohort, session.starts_at, session.ends_at)
    return {
        "session": session.title,
        "date": _day(times.day, language),
        "time": f"{times.begins:%H:%M}",
        "place": session.place or cohort.place,
    }


def _welcome(cohort, enrolments):
    return {
        one.pk: {
            "cohort": cohort.title,
            "first_day": _day(cohort.starts_on, one.user.language),
            "last_day": _day(cohort.ends_on, one.user.language),
            "place": cohort.place,
            "address": _address("dashboard", one.user.language),
        }
        for one in enrolments
    }


def _go_on(cohort, enrolments):
    people = {one.pk: one for one in enrolments}
    courses = _courses(cohort, enrolments)
    asked = required_of(cohort, courses_of(cohort, "en"))
    found = {}
    for pk, standing in standings(enrolments=enrolments, courses=asked).items():
        one = people[pk]
        if standing.missing:
            lesson = courses[one.user.language][standing.missing[0].key]
            found[pk] = {
                "lesson": f"{lesson.code} {lesson.title}",
                "done": str(len(standing.done)),
                "total": str(standing.total),
                "address": settings.PANAH_BASE_URL + lesson.url,
            }
    return found


def _tries_used(cohort, enrolments):
    courses = _courses(cohort, enrolments)
    results: dict[int, list] = {one.pk: [] for one in enrolments}
    for result in UnitResult.objects.filter(enrolment__in=enrolments, passed_at=None):
        results[result.enrolment_id].append(result)
    found = {}
    for one in enrolments:
        lessons = courses[one.user.language].values()
        used = {result.unit_key for result in stuck(lessons, results[one.pk])}
        named = [
            f"{lesson.code} {lesson.title}"
            for lesson in lessons
            if any(unit.key in used for unit in lesson.units)
        ]
        if named:
            found[one.pk] = {"lesson": "; ".join(named)}
    return found


def _practice_planned(cohort, enrolments):
    people = {one.pk: one.user for one in enrolments}
    # The latest try of each person is the one that is spoken of.
    planned = PracticeLesson.objects.filter(enrolment__in=enrolments).order_by("number")
    today = timezone.localdate()
    return {
        lesson.enrolment_id: {
            "topic": lesson.topic,
            "date": _day(lesson.held_on, people[lesson.enrolment_id].language),
            "minutes": str(lesson.minutes),
        }
        for lesson in planned
        if lesson.held_on >= today
    }


def _plan_returned(cohort, enrolments):
    returned = SessionPlan.objects.filter(enrolment__in=enrolments, accepted_at=None).exclude(
        returned_at=None
    )
    return _with_address("dashboard", enrolments, set(returned.values_list("enrolment_id", flat=True)))


def _certificate_ready(cohort, enrolments):
    # Who has a certificate is known above this package.
    certified = set().union(*(hook(enrolments) for hook in hooks.get_hooks("panah_certified")))
    ready = _with_address("my_certificates", enrolments, certified)
    return {pk: facts | {"cohort": cohort.title} for pk, facts in ready.items()}


_GATHER = {
    "welcome": _welcome,
    "go_on": _go_on,
    "tries_used": _tries_used,
    "practice_planned": _practice_planned,
    "plan_returned": _plan_returned,
    "certificate_ready": _certificate_ready,
}


def _with_address(name: str, enrolments: list[Enrolment], those: set[int]) -> Facts:
    return {one.pk: {"address": _address(name, one.user.language)} for one in enrolments if one.pk in those}


def _courses(cohort, enrolments) -> Mapping[str, dict]:
    """Return {language: {lesson key: lesson}} in the languages of the people, in the order of the cohort."""
    return {
        language: {lesson.key: lesson for course in courses_of(cohort, language) for lesson in course.lessons}
        for language in {one.user.language for one in enrolments}
    }


def _day(day, language: str) -> str:
    with translation.override(language):
        return date_format(day, "DATE_FORMAT")


def _address(name: str, language: str) -> str:
    with translation.override(language):
        return settings.PANAH_BASE_URL + reverse(name)
