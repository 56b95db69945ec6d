"""Which questions of the checks a cohort answers wrongly, and how. Pure: no clock, no database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from assessments.attempts.scoring import ORDERING, Question, UnknownAnswer, score_question

FEW = 5


@dataclass(frozen=True)
class Try:
    """One submitted try at a check: `number` from 1, `answers` is {question key: [option key, …]}."""

    check_key: UUID
    number: int
    answers: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Missed:
    """One question in numbers: `chosen` are (wrong option key, how often), `left_out` (right one, how often it was not
    chosen), the most frequent first. Of an ordering neither is counted."""

    place: object
    tries: int
    wrong: int
    chosen: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> int:
        return round(100 * self.wrong / self.tries)

    @property
    def is_few(self) -> bool:
        """Whether so few have tried that the share says little."""
        return self.tries < FEW


def most_missed(
    questions: Mapping[UUID, Iterable], tries: Iterable[Try], *, first_only: bool
) -> tuple[Missed, ...]:
    """Return the questions that somebody answered wrongly, those with the greatest share of wrong answers first.

    `questions` is {check key: things with a `question`}. What only few have answered stands behind the others. An
    answer to a question as it was before an editor changed its options is left out.
    """
    answers = defaultdict(list)
    for one in tries:
        if one.number == 1 or not first_only:
            for key, given in one.answers.items():
                answers[one.check_key, key].append(tuple(given))
    counted = [
        _counted(place, answers[check_key, place.question.key])
        for check_key, places in questions.items()
        for place in places
    ]
    found = [each for each in counted if each.wrong]
    return tuple(sorted(found, key=lambda each: (each.is_few, -each.wrong / each.tries, -each.tries)))


def _counted(place, given: Sequence[tuple[str, ...]]) -> Missed:
    question = place.question
    known = [(answer, right) for answer in given if (right := _is_right(question, answer)) is not None]
    wrong = [answer for answer, right in known if not right]
    chosen, left_out = Counter(), Counter()
    if question.kind != ORDERING:
        for answer in wrong:
            chosen.update(key for key in answer if key not in question.correct)
            if len(question.correct) > 1:
                left_out.update(key for key in question.correct if key not in answer)
    return Missed(place, len(known), len(wrong), tuple(chosen.most_common()), tuple(left_out.most_common()))


def _is_right(question: Question, answer: tuple[str, ...]) -> bool | None:
    try:
        return score_question(question, answer).is_right
    except UnknownAnswer:
        return None
