"""The acts of an assessor: keeping a draft of the marks, and handing them in, after which they do not change."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from courses.cohorts.auditing import write_down
from courses.practice.auditing import MARKED
from courses.practice.lessons.evidence import Evidence, forget, keep
from courses.practice.lessons.planning import AlreadyHandedIn, require_assessor, require_open
from courses.practice.models import PracticeLesson, RubricMarks
from courses.practice.rubric import RubricIncomplete, missing_criteria

# Keys of RubricMarks.comments besides the codes of criteria.
ALL, WRONG = "all", "wrong_message"


class NotTheAssessor(Exception):
    """The lesson is assessed by others."""


class NotSaidWhatWasWrong(Exception):
    """A wrong protection message is noted without what it was."""


class NotDeclared(Exception):
    """The assessor has not said that she is not the superior."""


@dataclass(frozen=True)
class Given:
    """What stands in the form of an assessor: as in RubricMarks; `evidence` is a new file, None leaves the old one."""

    criteria: dict[str, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    wrong_message: bool = False
    is_no_superior: bool = False
    evidence: Evidence | None = None


@transaction.atomic
def save_draft(*, lesson: PracticeLesson, assessor, given: Given, at: datetime) -> RubricMarks:
    """Keep what the assessor has so far. Raises NotTheAssessor, AlreadyHandedIn, CohortIsClosed, PlaceWithdrawn."""
    row = _open_row(lesson, assessor)
    _write(row, given, at)
    return row


@transaction.atomic
def hand_in(*, lesson: PracticeLesson, assessor, given: Given, at: datetime) -> RubricMarks:
    """Make the marks final.

    Raises RubricIncomplete, NotSaidWhatWasWrong, NotDeclared, AssessorRefused, and what save_draft raises.
    """
    if missing := missing_criteria(given.criteria):
        raise RubricIncomplete(missing)
    if given.wrong_message and not given.comments.get(WRONG):
        raise NotSaidWhatWasWrong
    if not given.is_no_superior:
        raise NotDeclared
    row = _open_row(lesson, assessor)
    enrolment = row.lesson.enrolment
    # Who is set over whom may have changed since the lesson was planned.
    require_assessor(assessor, enrolment)
    row.handed_in_at = at
    _write(row, given, at)
    write_down(action=MARKED, cohort=enrolment.cohort, person=enrolment.user, by=assessor)
    return row


def _open_row(lesson: PracticeLesson, assessor) -> RubricMarks:
    # The lesson is locked: an assessor who is being replaced does not leave marks behind.
    locked = PracticeLesson.objects.select_for_update(of=("self",))
    lesson = locked.select_related("enrolment__cohort", "enrolment__user").get(pk=lesson.pk)
    require_open(lesson.enrolment)
    if not lesson.assessors.filter(pk=assessor.pk).exists():
        raise NotTheAssessor
    row = RubricMarks.objects.filter(lesson=lesson, assessor=assessor).first()
    if row is None:
        return RubricMarks(lesson=lesson, assessor=assessor)
    if row.handed_in_at is not None:
        raise AlreadyHandedIn
    row.lesson = lesson
    return row


def _write(row: RubricMarks, given: Given, at: datetime) -> None:
    row.criteria, row.comments = given.criteria, given.comments
    row.wrong_message, row.is_no_superior = given.wrong_message, given.is_no_superior
    if given.evidence is not None:
        forget(row.evidence)
        row.evidence, row.evidence_name = keep(given.evidence), given.evidence.name
    row.saved_at = at
    row.save()
