"""Knowledge checks: a submitted try is one row, a statement for every answer and one for the outcome."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.db import IntegrityError, transaction

from assessments.attempts import statements
from assessments.attempts.models import CheckAttempt
from assessments.attempts.scoring import ORDERING, TRUE_FALSE, Question, score_check
from assessments.attempts.shuffling import shuffled
from assessments.attempts.statements import QuestionTexts
from assessments.attempts.tries import NoTriesLeft
from assessments.lrs import store
from assessments.xapi.tracking import ActivityRef, Tracking

__all__ = ["NoTriesLeft", "TryOutOfOrder", "shuffled_options", "submit"]


class TryOutOfOrder(Exception):
    """A try was sent under a number that is not the next one."""


@transaction.atomic
def submit(
    *,
    check: ActivityRef,
    questions: Iterable[Question],
    pass_percent: int,
    tries_allowed: int,
    answers: Mapping[str, Sequence[str]],
    try_number: int,
    user,
    tracking: Tracking,
    at: datetime,
    texts: Mapping[str, QuestionTexts] = MappingProxyType({}),
) -> CheckAttempt:
    """Score a try and return its row; the number of a try already submitted returns that row, unchanged.

    `answers` is {question key: [option key, …]}, `try_number` counts from 1, `texts` are the words of questions by
    their keys, for the statements. Raises NoTriesLeft, TryOutOfOrder or scoring.UnknownAnswer.
    """
    tries = {
        row.number: row
        for row in CheckAttempt.objects.filter(registration=tracking.registration, check_key=check.key)
    }
    if try_number in tries:
        return tries[try_number]
    if len(tries) >= tries_allowed:
        raise NoTriesLeft(check.key)
    if try_number != len(tries) + 1:
        raise TryOutOfOrder(try_number)
    questions = tuple(questions)
    score = score_check(questions, answers)
    attempt = CheckAttempt(
        check_key=check.key,
        user=user,
        registration=tracking.registration,
        number=try_number,
        answers={result.key: list(result.answer) for result in score.questions},
        correct_count=score.correct_count,
        question_count=score.question_count,
        percent=score.percent,
        passed=score.has_passed(pass_percent),
        language=tracking.language,
        made_at=at,
    )
    try:
        with transaction.atomic():
            attempt.save(force_insert=True)
    except IntegrityError:
        # The same form, sent twice in one moment: the other request was first.
        return CheckAttempt.objects.get(
            registration=tracking.registration, check_key=check.key, number=try_number
        )
    store.record(
        *statements.check_submitted(
            check=check,
            attempt=attempt,
            questions=questions,
            score=score,
            tracking=tracking,
            texts=texts,
        )
    )
    return attempt


def shuffled_options(seed: str, question: Question) -> tuple[str, ...]:
    """Return the option keys in the order shown; the same seed gives the same order.

    "True" and "false" keep their places. The options of an ordering question never stand in the right order
    already.
    """
    if question.kind == TRUE_FALSE:
        return question.options
    order = shuffled(f"{seed}|{question.key}", question.options)
    if question.kind == ORDERING and order == question.correct and len(order) > 1:
        return order[1:] + order[:1]
    return order
