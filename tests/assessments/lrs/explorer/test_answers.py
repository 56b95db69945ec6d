"""An answer is told in the words it was chosen by, whatever kind of question it answers."""

import pytest

from assessments.lrs.explorer.telling.answers import answer
from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.phrases import Word
from assessments.lrs.explorer.telling.sentences import sentence
from tests.factories.assessments import statement

QUESTION = "https://example.org/q"


def component(name, **words):
    return {"id": name, "description": words} if words else {"id": name}


def told(response, definition, known=None, languages=("ru", "en")):
    target = {"id": QUESTION, "definition": definition}
    facts = Facts(statement(object=target, result={"response": response}))
    return answer(facts, Names(languages=languages, definitions={QUESTION: known} if known else {}))


CHOICES = [component("a", en="Return", ru="Вернуть"), component("b", en="Listen"), component("c")]


@pytest.mark.parametrize(
    ("kind", "response", "words"),
    [
        ("choice", "a", "Вернуть"),
        ("choice", "b", "Listen"),
        ("choice", "c", "c"),
        ("choice", "none of them", "none of them"),
        ("sequencing", "b[,]a", "Listen; Вернуть"),
        ("true-false", "true", "yes"),
        ("true-false", "false", "no"),
        ("true-false", "maybe", "maybe"),
        ("fill-in", "one[,]two", "one; two"),
        ("long-fill-in", "one[,]two", "one[,]two"),
        ("numeric", "4[:]5", "4[:]5"),
        ("other", "a", "a"),
        ("unheard of", "a", "a"),
    ],
)
def test_each_kind_of_question(kind, response, words):
    definition = {"interactionType": kind, "choices": CHOICES}
    assert told(response, definition).content == words


def test_scales_pairs_and_steps():
    scale = {"interactionType": "likert", "scale": [component("4", en="Agree")]}
    assert told("4", scale).content == "Agree"
    matching = {
        "interactionType": "matching",
        "source": [component("x", en="Kazakhstan")],
        "target": [component("1", en="Astana")],
    }
    assert told("x[.]1[,]y[.]2", matching).content == "Kazakhstan – Astana; y – 2"
    performance = {"interactionType": "performance", "steps": [component("s", en="Run")]}
    assert told("s[.]10 s", performance).content == "Run – 10 s"


def test_the_language_of_the_words_is_said_where_it_is_one():
    definition = {"interactionType": "choice", "choices": CHOICES}
    assert told("a", definition) == Word("Вернуть", "ru")
    assert told("a[,]b", definition).language == ""


def test_what_the_statement_says_of_its_question_counts_before_what_others_said():
    own = {"interactionType": "choice", "choices": [component("a", en="Own")]}
    known = {"interactionType": "choice", "choices": [component("a", en="Known")]}
    assert told("a", own, known).content == "Own"
    assert told("a", {"name": {"en": "Q"}}, known).content == "Known"


@pytest.mark.parametrize(
    "definition",
    [
        None,
        "choices",
        {"interactionType": ["choice"], "choices": CHOICES},
        {"interactionType": "choice", "choices": "abc"},
        {"interactionType": "choice", "choices": [1, None, {"description": {"en": "x"}}]},
        {"interactionType": "choice", "choices": {"a": "b"}},
    ],
)
def test_what_is_no_definition_leaves_the_answer_as_it_stands(definition):
    assert told("a", definition).content == "a"
    assert told("", definition) is None


def test_a_sentence_tells_the_answer_and_cuts_a_long_one():
    long = "word " * 60
    definition = {"interactionType": "choice", "choices": [component("a", en=long)]}
    facts = Facts(statement(object={"id": QUESTION, "definition": definition}, result={"response": "a"}))
    words = sentence(facts, Names()).text()
    assert "answer " in words
    assert long[:70] in words
    assert long not in words
