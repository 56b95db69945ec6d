from copy import deepcopy

import pytest

from assessments.scenarios.checks.problems import BLOCKS, WARNS
from assessments.scenarios.completeness import texts_by_address, word_problems
from assessments.scenarios.problem_texts import describe
from tests.factories.assessments import counting_structure, structure, words_for

HASH = "0123456789abcdef0123456789abcdef01234567"


def judged(made=None, change=lambda words: None, languages=("en", "ru"), stale=()):
    made = made or structure()
    words = deepcopy(words_for(made))
    change(words)
    return word_problems(made, words, languages=languages, source_language="en", stale=stale)


def told(*arguments, **fields):
    return [(one.code, one.where, one.level, one.values.get("texts")) for one in judged(*arguments, **fields)]


def test_whole_words_lack_nothing():
    assert judged() == []


def test_nothing_is_lacking_in_a_language_that_is_not_asked_for():
    assert judged(change=lambda words: words.pop("ru"), languages=("en",)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda w: w.pop("title"), ("missing_text", "", BLOCKS, ["title"])),
        (lambda w: w.pop("summary"), ("missing_detail", "", WARNS, ["summary"])),
        (lambda w: w["scenes"]["d1"].update(situation=" "), ("missing_text", "d1", BLOCKS, ["situation"])),
        (lambda w: w["scenes"]["d1"].pop("heading"), ("missing_detail", "d1", WARNS, ["heading"])),
        (
            lambda w: w["scenes"]["d1"]["choices"].pop("b"),
            ("missing_text", "d1/b", BLOCKS, ["text", "consequence"]),
        ),
        (
            lambda w: w["scenes"]["d1"]["choices"]["c"].pop("legal"),
            ("missing_legal", "d1/c", WARNS, ["legal"]),
        ),
        (lambda w: w["scenes"]["end-pass"].pop("legal"), ("missing_legal", "end-pass", WARNS, ["legal"])),
    ],
)
def test_what_the_source_language_lacks_blocks_or_warns(change, problem):
    assert problem in told(change=lambda words: change(words["en"]))


def test_a_legal_source_is_needed_where_a_principle_is_taught_or_broken_and_nowhere_else():
    def without_legal(words):
        for texts in words["en"]["scenes"].values():
            for choice in texts.get("choices", {}).values():
                del choice["legal"]

    made = structure()
    made["scenes"][0]["choices"][0]["principle"] = True
    assert [where for _code, where, _level, _texts in told(made, without_legal, languages=["en"])] == [
        "d1/a",
        "d1/c",
    ]


def test_a_picture_needs_its_description_and_a_notice_its_text():
    made = counting_structure(content_notice=True)
    made["scenes"][0]["image"] = HASH
    assert told(made, languages=["en"]) == [
        ("missing_notice", "", BLOCKS, ["notice"]),
        ("missing_alt", "d1", BLOCKS, ["alt"]),
        ("missing_notice", "d2", BLOCKS, ["notice"]),
    ]


def test_a_scenario_without_any_words_of_the_source_language_is_one_problem():
    assert told(change=lambda words: words.pop("en")) == [("no_words", "", BLOCKS, None)]


def test_a_language_that_is_missing_is_one_warning():
    assert told(languages=("en", "ru", "fa-af")) == [("missing_language", "", WARNS, None)]


def test_what_a_translation_lacks_is_told_place_by_place():
    def change(words):
        del words["ru"]["title"]
        del words["ru"]["scenes"]["d2"]["choices"]["a"]

    assert told(change=change) == [
        ("missing_translation", "", WARNS, ["title"]),
        ("missing_translation", "d2/a", WARNS, ["text", "consequence", "principle", "legal"]),
    ]


def test_what_only_lecturers_read_need_not_be_translated():
    assert told(change=lambda words: words["en"]["scenes"]["d1"].update(notes="Ask the group.")) == []


STALE = {("ru", "d1", "situation"), ("ru", "d1", "heading"), ("ru", "d2/a", "text")}


@pytest.mark.parametrize("stale", [STALE, lambda *place: place in STALE])
def test_translations_of_a_changed_source_are_told(stale):
    assert told(stale=stale) == [
        ("stale_translation", "d1", WARNS, ["heading", "situation"]),
        ("stale_translation", "d2/a", WARNS, ["text"]),
    ]


def test_a_missing_text_is_told_with_the_names_of_text_and_language():
    [problem] = judged(change=lambda words: words["ru"]["scenes"]["d2"].pop("situation"))
    assert describe(problem) == "d2: Not translated yet (Russian): situation."


def test_texts_are_found_by_their_addresses():
    addresses = [address for address, _texts in texts_by_address(words_for(structure())["en"])]
    assert addresses[:5] == ["", "d1", "d1/a", "d1/b", "d1/c"]
