"""Which questions are missed: shares, wrong answers, first tries or all, few tries behind the others."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from assessments.attempts.scoring import Question
from courses.following.missed import Try, most_missed

CHECK = UUID(int=1)


@dataclass(frozen=True)
class Place:
    question: Question


ONE = Place(Question("q1", "single", ("a", "b", "c"), ("a",)))
MANY = Place(Question("q2", "multiple", ("a", "b", "c", "d"), ("a", "b")))
ORDER = Place(Question("q3", "ordering", ("a", "b", "c"), ("a", "b", "c")))
QUESTIONS = {CHECK: (ONE, MANY, ORDER)}
RIGHT = {"q1": ["a"], "q2": ["a", "b"], "q3": ["a", "b", "c"]}


def tries(*answers: dict, number=1) -> list[Try]:
    return [Try(CHECK, number, {**RIGHT, **given}) for given in answers]


def told(found) -> list[tuple]:
    return [(each.place.question.key, each.wrong, each.tries, each.percent) for each in found]


def test_the_most_missed_stands_first_and_what_nobody_missed_is_left_out():
    given = tries({"q1": ["b"]}, {"q1": ["c"]}, {"q1": ["b"], "q3": ["b", "a", "c"]}, {}, {})
    found = most_missed(QUESTIONS, given, first_only=True)
    assert told(found) == [("q1", 3, 5, 60), ("q3", 1, 5, 20)]
    assert found[0].chosen == (("b", 2), ("c", 1))
    assert (found[1].chosen, found[1].left_out) == ((), ())


def test_of_several_right_answers_those_left_out_are_counted_too():
    given = tries({"q2": ["a", "c"]}, {"q2": ["a"]}, {"q2": ["a", "b", "c"]}, {}, {})
    (found,) = most_missed(QUESTIONS, given, first_only=True)
    assert (found.chosen, found.left_out) == ((("c", 2),), (("b", 2),))


@pytest.mark.parametrize(("first_only", "expected"), [(True, (1, 5)), (False, (3, 7))])
def test_later_tries_count_only_where_asked_for(first_only, expected):
    given = [
        *tries({"q1": ["b"]}, {}, {}, {}, {}),
        *tries({"q1": ["c"]}, {"q1": ["b"]}, number=2),
    ]
    (found,) = most_missed(QUESTIONS, given, first_only=first_only)
    assert (found.wrong, found.tries) == expected


def test_what_few_have_tried_is_said_to_be_few_and_stands_behind():
    other = UUID(int=2)
    questions = {CHECK: (ONE,), other: (Place(Question("q9", "single", ("a", "b"), ("a",))),)}
    given = [*tries({"q1": ["b"]}, {}, {}, {}, {}), *[Try(other, 1, {"q9": ["b"]})] * 4]
    found = most_missed(questions, given, first_only=True)
    assert [(each.place.question.key, each.is_few) for each in found] == [("q1", False), ("q9", True)]


def test_an_answer_to_the_question_as_it_was_before_is_left_out():
    given = tries({"q1": ["gone"]}, {"q1": ["b"]})
    assert told(most_missed(QUESTIONS, given, first_only=True)) == [("q1", 1, 2 - 1, 100)]


def test_no_try_misses_nothing():
    assert most_missed(QUESTIONS, [], first_only=False) == ()
