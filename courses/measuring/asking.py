"""The questions of a cohort's test, and the act of handing one in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from assessments.attempts.scoring import score_question
from courses.cohorts.models import Cohort, Enrolment
from courses.content.questions import PlacedQuestion, questions_by_check
from courses.measuring.choosing import chosen
from courses.measuring.models import TestTry
from courses.measuring.occasions import open_occasion
from courses.progress.models import LessonProgress
from courses.progress.standings import courses_of, required_of


class NotOpen(Exception):
    """The test of this occasion cannot be taken now."""


def questions_for(cohort: Cohort, language: str) -> tuple[PlacedQuestion, ...]:
    """Return the questions of the cohort's test. The query for its courses, and those for content that changed."""
    by_module = defaultdict(list)
    for questions in questions_by_check(language).values():
        for question in questions:
            by_module[question.module.key].append(question)
    modules = [module for course in courses_of(cohort, language) for module in course.modules]
    return chosen(by_module[module.key] for module in modules)


def required_lessons(cohort: Cohort, language: str) -> list:
    """Return the keys of the lessons that the cohort asks for."""
    courses = required_of(cohort, courses_of(cohort, language))
    return [lesson.key for course in courses for lesson in course.lessons]


def standing_of(enrolment: Enrolment, language: str) -> str | None:
    """Return the occasion whose test the person can take now, or None."""
    completed = LessonProgress.objects.completed().filter(enrolment=enrolment)
    return open_occasion(
        state=enrolment.cohort.state,
        lessons=required_lessons(enrolment.cohort, language),
        completed=set(completed.values_list("lesson_key", flat=True)),
        taken=set(enrolment.test_tries.values_list("occasion", flat=True)),
    )


@transaction.atomic
def hand_in(
    *,
    enrolment: Enrolment,
    occasion: str,
    questions: Sequence[PlacedQuestion],
    answers: Mapping[str, Sequence[str]],
    language: str,
    at: datetime,
) -> TestTry:
    """Score the test and keep it; one that was handed in already is returned as it is.

    No statement tells of it: the profile knows a try at a check of a lesson, that is passed or failed; this has no
    lesson and no pass mark. Raises NotOpen and scoring.UnknownAnswer.
    """
    if before := TestTry.objects.filter(enrolment=enrolment, occasion=occasion).first():
        return before
    if standing_of(enrolment, language) != occasion:
        raise NotOpen(occasion)
    results = {question.key: _result(question, answers.get(question.key, ())) for question in questions}
    try:
        with transaction.atomic():
            return TestTry.objects.create(
                enrolment=enrolment,
                occasion=occasion,
                answers={question.key: list(answers.get(question.key, ())) for question in questions},
                results=results,
                right_count=sum(result["right"] for result in results.values()),
                question_count=len(results),
                language=language,
                made_at=at,
            )
    except IntegrityError:
        # The same form, sent twice in one moment: the other request was first.
        return TestTry.objects.get(enrolment=enrolment, occasion=occasion)


def _result(question: PlacedQuestion, answer: Sequence[str]) -> dict:
    return {
        "module": str(question.module.key),
        "objective": question.objective,
        "right": score_question(question.question, answer).is_right,
    }
