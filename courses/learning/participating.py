"""The joining acts of learning: a try at a check or scenario, and what it means for progress, in one transaction."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from assessments.attempts import checking, playing
from assessments.attempts.models import Attempt, CheckAttempt
from assessments.xapi.tracking import ActivityRef
from courses.content.checks import Check
from courses.content.outline import LessonOutline, find_lesson
from courses.content.question_texts import question_texts
from courses.learning.access import enrolment_in
from courses.progress import recording
from courses.progress.models import LessonProgress, UnitResult
from courses.progress.recording import Place
from courses.progress.statements import titles_of


class UnitUnknown(Exception):
    """The lesson has no such check or scenario."""


class LessonMustBeReopened(Exception):
    """After a critical error the next try opens when the lesson behind it has been read again."""

    def __init__(self, lesson_key: UUID):
        super().__init__(str(lesson_key))
        self.lesson_key = lesson_key


def require_unit(lesson: LessonOutline, unit_key: UUID, kind: str):
    """Return the lesson's unit of that key and kind. Raises UnitUnknown."""
    for unit in lesson.units:
        if unit.key == unit_key and unit.kind == kind:
            return unit
    raise UnitUnknown(unit_key)


def lesson_to_reopen(*, enrolment, last_attempt: Attempt | None) -> UUID | None:
    """Return the key of the lesson to read again before the next try (curriculum.md 4.1), or None.

    It is asked for after a try that ended with a critical error, until the person has opened the lesson later than
    that, in whatever cohort. A lesson that is not open to the person bars nobody.
    """
    if last_attempt is None or last_attempt.ended_at is None or not last_attempt.critical_errors:
        return None
    lesson_key = playing.relearn_lesson(last_attempt)
    if lesson_key is None:
        return None
    reopened = LessonProgress.objects.filter(
        enrolment__user=enrolment.user, lesson_key=lesson_key, last_opened_at__gt=last_attempt.ended_at
    )
    if reopened.exists() or not _is_open(lesson_key, enrolment.user):
        return None
    return lesson_key


def _is_open(lesson_key: UUID, user) -> bool:
    found = find_lesson(lesson_key, settings.LANGUAGE_CODE)
    return found is not None and enrolment_in(user=user, course_key=found[0].key) is not None


@transaction.atomic
def start_scenario(*, place: Place, scenario, at: datetime) -> Attempt:
    """Return the running attempt at the scenario, or begin a new one.

    Raises UnitUnknown, LessonMustBeReopened, and what `playing.start` raises (NoTriesLeft, CoolingDown).
    """
    require_unit(place.lesson, scenario.key, UnitResult.Kind.SCENARIO)
    last = playing.last_attempt(registration=place.enrolment.registration, scenario_key=scenario.key)
    if lesson_key := lesson_to_reopen(enrolment=place.enrolment, last_attempt=last):
        raise LessonMustBeReopened(lesson_key)
    return playing.start(scenario=scenario, user=place.enrolment.user, tracking=place.unit_tracking, at=at)


@transaction.atomic
def play_choice(
    *, place: Place, attempt_key: UUID, step: int, position: int, at: datetime, took_ms: int | None = None
) -> Attempt:
    """Make one choice; when it ends the attempt, write its result into the record of progress.

    `step` is the number of the choice counted from 1, `position` its place in the order shown, `took_ms` how long the
    scene was looked at (None: not known). A step that is taken already changes nothing. Raises UnitUnknown and what
    `playing.choose` raises.
    """
    attempt = playing.choose(
        attempt_key=attempt_key,
        step=step,
        position=position,
        tracking=place.unit_tracking,
        at=at,
        took_ms=took_ms,
    )
    return _recorded(place, attempt, at)


@transaction.atomic
def skip_scene(
    *, place: Place, attempt_key: UUID, step: int, at: datetime, took_ms: int | None = None
) -> Attempt:
    """Leave out a scene that has a content notice, at no cost; else as `play_choice`.

    Raises UnitUnknown and what `playing.skip` raises.
    """
    attempt = playing.skip(
        attempt_key=attempt_key, step=step, tracking=place.unit_tracking, at=at, took_ms=took_ms
    )
    return _recorded(place, attempt, at)


def _recorded(place: Place, attempt: Attempt, at: datetime) -> Attempt:
    """Write the result of an attempt that ended just now into the record of progress."""
    require_unit(place.lesson, attempt.scenario_key, UnitResult.Kind.SCENARIO)
    if attempt.ended_at == at:
        recording.finish_activity(
            place=place,
            unit_key=attempt.scenario_key,
            kind=UnitResult.Kind.SCENARIO,
            percent=playing.percent(attempt),
            passed=attempt.passed,
            at=at,
        )
    return attempt


@transaction.atomic
def submit_check(
    *, place: Place, check: Check, tries_allowed: int, answers: dict, try_number: int, at: datetime
) -> CheckAttempt:
    """Score one try at a knowledge check and write it into the record of progress.

    `answers` maps a question's key to the chosen option keys. The same try sent twice is scored once.
    Raises UnitUnknown and what `checking.submit` raises.
    """
    require_unit(place.lesson, check.key, UnitResult.Kind.CHECK)
    attempt = checking.submit(
        check=ActivityRef(kind="assessment", key=check.key, names=titles_of(place.lesson)),
        questions=check.questions,
        pass_percent=check.pass_percent,
        tries_allowed=tries_allowed,
        answers=answers,
        try_number=try_number,
        user=place.enrolment.user,
        tracking=place.unit_tracking,
        at=at,
        texts=question_texts(place.lesson.key),
    )
    if attempt.made_at == at:
        recording.finish_activity(
            place=place,
            unit_key=check.key,
            kind=UnitResult.Kind.CHECK,
            percent=attempt.percent,
            passed=attempt.passed,
            at=at,
        )
    return attempt
