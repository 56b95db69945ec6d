"""What people are told when an act of this room refuses."""

from django.utils.translation import gettext_lazy as _

from courses.cohorts.enrolling import CohortIsClosed
from courses.practice.conduct.signing import WordsHaveChanged
from courses.practice.lessons.marking import NotTheAssessor
from courses.practice.lessons.planning import (
    AlreadyHandedIn,
    AssessorRefused,
    NoRepeat,
    PlaceWithdrawn,
    WrongAssessors,
)
from courses.practice.plans.writing import NoComment, PlanIsWithLecturer, PlanNotHandedIn
from courses.practice.scenarios.reviewing import MayNotReview, NotHerDraft, OwnWork, ReviewPassed

CLOSED = (CohortIsClosed, PlaceWithdrawn)

_REFUSALS = {
    CohortIsClosed: _("The cohort is closed: nothing can be changed in it any more."),
    PlaceWithdrawn: _("The person is no longer in the cohort."),
    AlreadyHandedIn: _("Marks of this lesson are handed in: they do not change any more."),
    NotTheAssessor: _("Somebody else assesses this lesson now."),
    WrongAssessors: _("Every assessor of a lesson is another person. Choose somebody who is not there yet."),
    PlanIsWithLecturer: _("The plan is with your lecturer and does not change now."),
    PlanNotHandedIn: _("The plan is not as you have seen it. Read it once more."),
    NoComment: _("Write what to change: a plan is returned with a comment."),
    NotHerDraft: _("This scenario was written by others. Choose one that you have worked on."),
    ReviewPassed: _("A review is passed: the scenario cannot be exchanged any more. Ask your lecturer."),
    OwnWork: _("Nobody reviews the own scenario."),
    MayNotReview: _("You cannot review this scenario."),
    WordsHaveChanged: _("The words are not those you have read. Read them once more, then sign."),
}
_NO_REPEAT = {
    NoRepeat.PASSED: _("The practice lesson is passed: there is nothing to repeat."),
    NoRepeat.WAITING: _("A practice lesson is planned and not marked by both assessors yet."),
    NoRepeat.USED: _("The practice lesson was repeated once; a second repeat is not possible."),
}
_ASSESSORS = {
    AssessorRefused.SELF: _("%(person)s cannot assess the own lesson. Choose somebody else."),
    AssessorRefused.SUPERIOR: _(
        "%(person)s is a superior of this person, and nobody assesses an own subordinate. Choose somebody else."
    ),
    AssessorRefused.UNKNOWN: _(
        "%(person)s is neither staff of this academy nor a lecturer of this cohort. Choose somebody else."
    ),
}


def refusal(error: Exception) -> str:
    """Return what the person is told about an error that an act of this room raised."""
    if isinstance(error, NoRepeat):
        return str(_NO_REPEAT[error.reason])
    if isinstance(error, AssessorRefused):
        return str(_ASSESSORS[error.reason]) % {"person": error.person}
    return str(_REFUSALS[type(error)])
