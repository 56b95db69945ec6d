import pytest

from assessments.attempts.scoring import score_check
from assessments.xapi.keys import child_key, stable_key
from courses.content.outline import checks_in
from tests.factories.curriculum import lesson, load_small

pytestmark = pytest.mark.django_db

KEY = stable_key("check", "m0-check/check")


@pytest.fixture
def checks():
    load_small()
    return {language: checks_in(lesson("m0-check", language))[KEY] for language in ("en", "ru")}


def option(name):
    return str(child_key(KEY, name))


def test_a_check_tells_its_rules(checks):
    check = checks["en"]
    assert (check.key, check.heading, check.pass_percent, check.tries) == (KEY, "What did you learn?", 80, 3)


def test_questions_are_the_same_in_every_language(checks):
    assert checks["en"].questions == checks["ru"].questions
    assert [question.kind for question in checks["en"].questions] == [
        "single",
        "true_false",
        "multiple",
        "ordering",
    ]


def test_right_answers_are_those_of_the_data(checks):
    single, true_false, multiple, ordering = checks["en"].questions
    assert single.correct == (option("q1/b"),)
    assert true_false.correct == (option("q2/false"),)
    assert multiple.correct == (option("q3/a"), option("q3/c"))
    assert ordering.correct == ordering.options == (option("q4/a"), option("q4/b"), option("q4/c"))


def test_scoring_understands_them(checks):
    answers = {question.key: list(question.correct) for question in checks["en"].questions}
    assert score_check(checks["en"].questions, answers).correct_count == 4


def test_words_come_in_the_language_of_the_page(checks):
    words = checks["ru"].words[option("q1")]
    assert words.text == "Который?"
    assert words.options[option("q1/b")] == "Второй"
    assert words.right == "Да, второй."
    assert words.option_feedback == {
        option("q1/a"): "Не первый.",
        option("q1/b"): "",
        option("q1/c"): "Не третий.",
    }
    assert checks["ru"].words[option("q4")].wrong == "Начните с того, что не ждет."


def test_a_lesson_without_that_check_has_none():
    load_small()
    assert checks_in(lesson("m0-2")) == {}
