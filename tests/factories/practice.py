"""Cohorts that ask for practice, and marks, built through the acts."""

from datetime import UTC, date, datetime

from courses.models import Enrolment, QualificationRule
from courses.practice.asking import KINDS
from courses.practice.lessons.evidence import Evidence
from courses.practice.lessons.marking import Given, hand_in, save_draft
from courses.practice.lessons.planning import plan_lesson
from courses.practice.plans.fields import CODES
from courses.practice.plans.writing import save_plan
from courses.practice.rubric import CRITERIA
from courses.practice.scenarios.reviewing import name_scenario
from tests.factories.cohorts import make_cohort

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PLAN = {code: f"What stands under {code}" for code in CODES}
NUMBERS = {"practice": {"assessors": 2, "average": 3.0, "least": 2}}


def make_rule(*kinds, code="trainers", **numbers) -> QualificationRule:
    """Return a rule that asks for these kinds, by default for all of this room."""
    requirements = [{"kind": kind, **{**NUMBERS, **numbers}.get(kind, {})} for kind in kinds or KINDS]
    content = {"requirements": requirements}
    rule, _created = QualificationRule.objects.update_or_create(code=code, defaults={"content": content})
    return rule


def make_training(*people, kinds=(), lecturers=(), **fields):
    """Return a cohort of trainers to be whose rule asks for these kinds, with the people in it."""
    cohort = make_cohort(people=people, rule=make_rule(*kinds), **fields)
    cohort.lecturers.set(lecturers)
    return cohort


def place_of(person) -> Enrolment:
    """Return the person's newest place."""
    return Enrolment.objects.select_related("user", "cohort__rule").filter(user=person).latest("pk")


def make_lesson(person, *assessors, by=None, minutes=25, topic="The first two minutes"):
    return plan_lesson(
        enrolment=place_of(person),
        topic=topic,
        held_on=date(2026, 3, 4),
        minutes=minutes,
        assessors=assessors,
        by=by,
    )


def given(
    level=3, *, wrong_message=False, comments=None, evidence=None, is_no_superior=True, **marks
) -> Given:
    """Return a rubric filled in with `level` everywhere but in the criteria named."""
    words = {"wrong_message": "That anybody may be sent back."} if wrong_message else {}
    return Given(
        criteria={**dict.fromkeys(CRITERIA, level), **marks},
        comments={**words, **(comments or {})},
        wrong_message=wrong_message,
        is_no_superior=is_no_superior,
        evidence=evidence,
    )


def mark(lesson, assessor, level=3, **marks):
    return hand_in(lesson=lesson, assessor=assessor, given=given(level, **marks), at=NOON)


def rubric_data(level=3, **more) -> dict:
    """Return what the browser posts of a filled in rubric."""
    return {**{f"mark_{code}": str(level) for code in CRITERIA}, "is_no_superior": "1", **more}


def practice_places(cast) -> dict[str, list]:
    """Return {name of the address: arguments} of a cohort in which the first trainee is to become a trainer."""
    trainee, lecturer = cast["trainee"], cast["lecturer"]
    cohort = make_training(trainee, lecturers=[lecturer], title="Trainers")
    place = place_of(trainee)
    lesson = make_lesson(trainee, lecturer, cast["administrator"])
    evidence = Evidence(b"%PDF-1.4 %%EOF", "pdf", "lesson.pdf")
    row = save_draft(lesson=lesson, assessor=lecturer, given=given(evidence=evidence), at=NOON)
    save_plan(enrolment=place, fields=PLAN, language="ru", opened=None, at=NOON, handing_in=True)
    name_scenario(enrolment=place, title="The last bus", draft_key=None, at=NOON)
    mine = ("my_plan", "my_plan_paper", "my_own_scenario", "my_peers", "my_conduct", "my_practice")
    return {
        **{name: [place.registration] for name in mine},
        "teach_practice_lesson": [lesson.key],
        "practice_evidence": [lesson.key, row.pk],
        "cohort_practice": [cohort.pk],
        "cohort_plan_lesson": [cohort.pk, place.pk],
        "cohort_practice_lesson": [cohort.pk, lesson.pk],
        "cohort_session_plan": [cohort.pk, place.pk],
        "cohort_peer_review": [cohort.pk, place.pk],
    }
