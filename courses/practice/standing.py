"""How far the people of a cohort are with what is asked of trainers to be, as plain values for rules and pages."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from courses.cohorts.models import Cohort, Enrolment
from courses.practice.asking import needed_by
from courses.practice.drafts import legally_signed
from courses.practice.models import (
    ConductSignature,
    OwnScenario,
    PracticeLesson,
    RubricMarks,
    SessionPlan,
)
from courses.practice.rubric import Marks, Needed, Result, best_of, result_of

MOST_LESSONS = 2


@dataclass(frozen=True)
class LessonStanding:
    """One practice lesson: `number` is 1, or 2 for the repeat."""

    pk: int
    number: int
    topic: str
    held_on: date
    minutes: int
    result: Result


@dataclass(frozen=True)
class PracticeStanding:
    """How far one person is: every field says what is there, none what the cohort's rule asks for."""

    lessons: tuple[LessonStanding, ...] = ()
    plan_is_begun: bool = False
    plan_is_handed_in: bool = False
    plan_is_returned: bool = False
    plan_is_accepted: bool = False
    scenario_title: str = ""
    scenario_is_peer_reviewed: bool = False
    scenario_is_legally_reviewed: bool = False
    conduct_is_signed: bool = False

    @property
    def best(self) -> Result | None:
        """The result that counts; None while no lesson is planned."""
        return best_of(lesson.result for lesson in self.lessons)

    @property
    def lesson_has_passed(self) -> bool:
        best = self.best
        return best is not None and best.passed

    @property
    def may_repeat(self) -> bool:
        """Whether the lesson was given, did not pass, and was not repeated yet."""
        return (
            bool(self.lessons)
            and not self.lesson_has_passed
            and len(self.lessons) < MOST_LESSONS
            and all(lesson.result.is_complete for lesson in self.lessons)
        )

    @property
    def scenario_is_named(self) -> bool:
        return bool(self.scenario_title)

    @property
    def scenario_has_passed(self) -> bool:
        return self.scenario_is_peer_reviewed and self.scenario_is_legally_reviewed


def practice_of(cohort: Cohort) -> dict[int, PracticeStanding]:
    """Return {primary key of an enrolment: standing} of everybody who has, or had, a place in the cohort.

    At most eleven queries, however many people, where the cohort was read with its rule.
    """
    return _standings(Enrolment.objects.filter(cohort=cohort), needed_by(cohort))


def practice_of_one(enrolment: Enrolment) -> PracticeStanding:
    """Return the standing of one person in one cohort."""
    needed = needed_by(enrolment.cohort)
    return _standings(Enrolment.objects.filter(pk=enrolment.pk), needed)[enrolment.pk]


def _standings(enrolments, needed: Needed) -> dict[int, PracticeStanding]:
    pks = list(enrolments.values_list("pk", flat=True))
    mine = {"enrolment__in": enrolments.values("pk")}
    lessons = _lessons(mine, needed)
    plans = {row.enrolment_id: row for row in SessionPlan.objects.filter(**mine).defer("fields")}
    scenarios = {row.enrolment_id: row for row in OwnScenario.objects.filter(**mine)}
    signed = legally_signed(row.draft_key for row in scenarios.values() if row.draft_key)
    conduct = set(ConductSignature.objects.filter(**mine).values_list("enrolment_id", flat=True))
    return {
        pk: PracticeStanding(
            lessons=tuple(lessons[pk]),
            conduct_is_signed=pk in conduct,
            **_plan(plans.get(pk)),
            **_scenario(scenarios.get(pk), signed),
        )
        for pk in pks
    }


def _lessons(mine: dict, needed: Needed) -> dict[int, list[LessonStanding]]:
    marks = defaultdict(list)
    of_mine = {f"lesson__{name}": value for name, value in mine.items()}
    for row in RubricMarks.objects.filter(**of_mine).exclude(handed_in_at=None):
        marks[row.lesson_id].append(_read(row))
    found = defaultdict(list)
    for row in PracticeLesson.objects.filter(**mine).order_by("number"):
        result = result_of(marks[row.pk], needed)
        found[row.enrolment_id].append(
            LessonStanding(row.pk, row.number, row.topic, row.held_on, row.minutes, result)
        )
    return found


def _read(row: RubricMarks) -> Marks:
    return Marks(row.assessor_id, row.criteria, row.wrong_message)


def _plan(row: SessionPlan | None) -> dict:
    if row is None:
        return {}
    return {
        "plan_is_begun": True,
        "plan_is_handed_in": row.handed_in_at is not None and row.returned_at is None,
        "plan_is_returned": row.returned_at is not None,
        "plan_is_accepted": row.accepted_at is not None,
    }


def _scenario(row: OwnScenario | None, signed: set) -> dict:
    if row is None:
        return {}
    return {
        "scenario_title": row.title,
        "scenario_is_peer_reviewed": row.peer_reviewed_at is not None,
        "scenario_is_legally_reviewed": row.legally_reviewed_at is not None or row.draft_key in signed,
    }
