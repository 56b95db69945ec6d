"""The acts that plan a practice lesson and say who assesses it."""

from datetime import date

from django.db import transaction

from courses.cohorts.auditing import write_down
from courses.cohorts.enrolling import CohortIsClosed
from courses.cohorts.models import Cohort, Enrolment
from courses.practice.asking import needed_by
from courses.practice.auditing import PLANNED, REPLACED
from courses.practice.lessons.evidence import forget
from courses.practice.models import PracticeLesson
from courses.practice.staff import possible_assessors, superiors_of
from courses.practice.standing import MOST_LESSONS, practice_of_one

MINUTES = range(20, 31)


class PlaceWithdrawn(Exception):
    """The person is no longer in the cohort."""


class NoRepeat(Exception):
    """The lesson cannot be given once more; `reason` is one of the constants."""

    PASSED, WAITING, USED = "passed", "waiting", "used"

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class WrongAssessors(Exception):
    """A practice lesson has two assessors, who are two people (or as many as the cohort's rule says)."""


class AssessorRefused(Exception):
    """The person cannot assess this lesson; `reason` is one of the constants."""

    SELF, SUPERIOR, UNKNOWN = "self", "superior", "unknown"

    def __init__(self, person, reason: str):
        super().__init__(f"{person}: {reason}")
        self.person, self.reason = person, reason


class AlreadyHandedIn(Exception):
    """Marks of the lesson were handed in: it stays as it is."""


@transaction.atomic
def plan_lesson(
    *, enrolment: Enrolment, topic: str, held_on: date, minutes: int, assessors, by
) -> PracticeLesson:
    """Return the new lesson: the first one, or the repeat of one that did not pass.

    Raises PlaceWithdrawn, CohortIsClosed, NoRepeat, WrongAssessors, AssessorRefused.
    """
    # The place is locked: two people who plan at once would make two first lessons.
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "user")
    enrolment = locked.get(pk=enrolment.pk)
    require_open(enrolment)
    number = _next_number(enrolment)
    assessors = list(assessors)
    if len({assessor.pk for assessor in assessors}) != needed_by(enrolment.cohort).assessors:
        raise WrongAssessors
    for assessor in assessors:
        require_assessor(assessor, enrolment)
    lesson = PracticeLesson.objects.create(
        enrolment=enrolment,
        number=number,
        topic=topic.strip(),
        held_on=held_on,
        minutes=minutes,
        planned_by=by,
    )
    lesson.assessors.set(assessors)
    write_down(action=PLANNED, cohort=enrolment.cohort, person=enrolment.user, by=by)
    return lesson


@transaction.atomic
def replace_assessor(*, lesson: PracticeLesson, leaving, coming, by) -> PracticeLesson:
    """Let another person assess the lesson; what the one who leaves has drafted goes with her.

    Raises AlreadyHandedIn, AssessorRefused, WrongAssessors, CohortIsClosed, PlaceWithdrawn.
    """
    locked = PracticeLesson.objects.select_for_update(of=("self",)).select_related(
        "enrolment__cohort", "enrolment__user"
    )
    lesson = locked.get(pk=lesson.pk)
    require_open(lesson.enrolment)
    if lesson.marks.exclude(handed_in_at=None).exists():
        raise AlreadyHandedIn
    present = {assessor.pk for assessor in lesson.assessors.all()}
    if leaving.pk not in present or coming.pk in present:
        raise WrongAssessors
    require_assessor(coming, lesson.enrolment)
    for draft in lesson.marks.filter(assessor=leaving):
        forget(draft.evidence)
        draft.delete()
    lesson.assessors.remove(leaving)
    lesson.assessors.add(coming)
    write_down(action=REPLACED, cohort=lesson.enrolment.cohort, person=lesson.enrolment.user, by=by)
    return lesson


def require_open(enrolment: Enrolment) -> None:
    """Raise PlaceWithdrawn or CohortIsClosed where nothing more is done for this place."""
    if enrolment.withdrawn_at is not None:
        raise PlaceWithdrawn
    if enrolment.cohort.state == Cohort.State.CLOSED:
        raise CohortIsClosed


def require_assessor(assessor, enrolment: Enrolment) -> None:
    """Raise AssessorRefused unless the person may assess a lesson of this place: never an own subordinate."""
    if assessor.pk == enrolment.user_id:
        raise AssessorRefused(assessor, AssessorRefused.SELF)
    if assessor.pk in superiors_of(enrolment.user):
        raise AssessorRefused(assessor, AssessorRefused.SUPERIOR)
    if not possible_assessors(enrolment.cohort).filter(pk=assessor.pk).exists():
        raise AssessorRefused(assessor, AssessorRefused.UNKNOWN)


def _next_number(enrolment: Enrolment) -> int:
    standing = practice_of_one(enrolment)
    if standing.lesson_has_passed:
        raise NoRepeat(NoRepeat.PASSED)
    if any(not lesson.result.is_complete for lesson in standing.lessons):
        raise NoRepeat(NoRepeat.WAITING)
    if len(standing.lessons) >= MOST_LESSONS:
        raise NoRepeat(NoRepeat.USED)
    return len(standing.lessons) + 1
