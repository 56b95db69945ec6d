import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.attempts import checking
from assessments.attempts.models import CheckAttempt
from assessments.attempts.scoring import Question, UnknownAnswer
from assessments.attempts.statements import QuestionTexts
from assessments.lrs.models import Statement
from assessments.xapi import vocabulary
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef
from tests.factories.assessments import NOON, RIGHT_ANSWERS, make_questions, tracking_for
from tests.factories.people import make_person
from tests.factories.telling import commands

pytestmark = pytest.mark.django_db
WRONG_ANSWERS = RIGHT_ANSWERS | {"q1": ["b"], "q4": ["d", "c", "b", "a"]}


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def submit(person):
    """Submit a try at one and the same check; every argument can be overridden."""
    check, tracking = ActivityRef("assessment", uuid4(), {"en": "Check"}), tracking_for(person)

    def act(**fields):
        defaults = {
            "check": check,
            "questions": make_questions(),
            "pass_percent": 80,
            "tries_allowed": 3,
            "answers": RIGHT_ANSWERS,
            "try_number": 1,
            "user": person,
            "tracking": tracking,
            "at": NOON,
        }
        return checking.submit(**(defaults | fields))

    act.check = check
    return act


def told():
    return [json.loads(raw) for raw in Statement.objects.values_list("raw", flat=True)]


def test_right_answers_pass(submit):
    attempt = submit()
    assert (attempt.passed, attempt.percent, attempt.correct_count, attempt.question_count) == (
        True,
        100,
        4,
        4,
    )


def test_too_many_wrong_answers_fail_and_are_kept_as_given(submit):
    attempt = submit(answers=WRONG_ANSWERS)
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.percent) == (False, Decimal("50.00"))
    assert attempt.answers == WRONG_ANSWERS


def test_the_same_try_posted_twice_is_one_row(submit):
    first = submit(answers=WRONG_ANSWERS)
    second = submit(answers=RIGHT_ANSWERS)
    assert second == first
    assert not second.passed
    assert Statement.objects.count() == 5


def test_three_tries_and_no_more(submit):
    for number in (1, 2, 3):
        submit(answers=WRONG_ANSWERS, try_number=number)
    with pytest.raises(checking.NoTriesLeft):
        submit(try_number=4)
    assert CheckAttempt.objects.count() == 3


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_try_that_is_not_the_next_is_refused(submit, number):
    with pytest.raises(checking.TryOutOfOrder):
        submit(try_number=number)


def test_a_forged_option_is_refused_and_uses_up_no_try(submit):
    with pytest.raises(UnknownAnswer):
        submit(answers={"q1": ["z"]})
    assert submit().number == 1


def test_another_registration_has_tries_of_its_own(submit, person):
    submit()
    assert submit(tracking=tracking_for(person)).number == 1
    assert CheckAttempt.objects.count() == 2


def test_a_try_costs_three_queries_whatever_the_number_of_questions(submit):
    with CaptureQueriesContext(connection) as queries:
        submit()
    assert commands(queries) == ["SELECT", "INSERT", "INSERT"]


def test_every_answer_is_a_statement_and_the_outcome_is_the_last(submit):
    submit(answers=WRONG_ANSWERS)
    statements = told()
    assert [one["verb"]["display"]["en"] for one in statements] == ["answered"] * 4 + ["failed"]
    assert [one["result"]["success"] for one in statements] == [False, True, True, False, False]
    first, ordering, outcome = statements[0], statements[3], statements[4]
    assert first["object"]["id"].endswith(f"/question/{child_key(submit.check.key, 'q1')}")
    assert first["context"]["contextActivities"]["parent"][0]["id"] == submit.check.iri
    assert first["result"]["response"] == "b"
    assert ordering["object"]["definition"]["interactionType"] == "sequencing"
    assert ordering["object"]["definition"]["correctResponsesPattern"] == ["a[,]b[,]c[,]d"]
    assert ordering["result"]["response"] == "d[,]c[,]b[,]a"
    assert outcome["result"]["score"] == {"raw": 2.0, "min": 0.0, "max": 4.0, "scaled": 0.5}
    assert outcome["context"]["extensions"][vocabulary.TRY_NUMBER] == 1


@pytest.mark.parametrize(("chosen", "response", "success"), [("o1", "true", False), ("o2", "false", True)])
def test_a_true_or_false_question_is_told_as_that(submit, chosen, response, success):
    """Part 2, appendix C: the response is true or false, whatever the keys of the options are."""
    question = Question("q", "true_false", ("o1", "o2"), ("o2",))
    submit(questions=(question,), answers={"q": [chosen]})
    answered = told()[0]
    definition = answered["object"]["definition"]
    assert definition["interactionType"] == "true-false"
    assert definition["correctResponsesPattern"] == ["false"]
    assert "choices" not in definition
    assert answered["result"] == {"response": response, "success": success}


def test_one_of_three_that_is_called_true_or_false_is_told_as_a_choice(submit):
    question = Question("q", "true_false", ("a", "b", "c"), ("c",))
    submit(questions=(question,), answers={"q": ["c"]})
    answered = told()[0]
    assert answered["object"]["definition"]["interactionType"] == "choice"
    assert answered["result"]["response"] == "c"


def test_options_are_told_in_the_source_language_and_in_the_one_that_is_read(submit, person):
    words = {"a": {"en": "First", "ru": "Первый", "kk": "Бірінші"}, "b": {"kk": "Екінші"}}
    tracking = tracking_for(person, language="ru")
    submit(tracking=tracking, texts={"q1": QuestionTexts(names={}, options=words)})
    choices = told()[0]["object"]["definition"]["choices"]
    assert choices[:2] == [{"id": "a", "description": {"en": "First", "ru": "Первый"}}, {"id": "b"}]


def test_the_options_keep_their_order_for_one_seed_and_differ_between_seeds():
    question = make_questions()[0]
    assert checking.shuffled_options("s", question) == checking.shuffled_options("s", question)
    orders = {checking.shuffled_options(str(seed), question) for seed in range(200)}
    assert len(orders) > 12
    assert {frozenset(order) for order in orders} == {frozenset(question.options)}


def test_true_and_false_keep_their_places():
    question = make_questions()[1]
    assert {checking.shuffled_options(str(seed), question) for seed in range(20)} == {("true", "false")}


def test_an_ordering_question_is_never_shown_solved():
    question = Question("q", "ordering", ("a", "b"), ("a", "b"))
    assert {checking.shuffled_options(str(seed), question) for seed in range(20)} == {("b", "a")}
