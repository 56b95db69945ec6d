"""The sentence that is quoted for a question, and what is marked in it. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.quoting import LONGEST, marked, quote
from cms.search.words import question

TEXT = (
    "Пограничник не решает, кто беженец. Решает уполномоченный орган!\n"
    "Двоих беженцев нельзя возвращать: это запрет высылки. Запишите просьбу и передайте ее."
)


def told(text, asked, language="ru"):
    return "".join(
        f"[{part.text}]" if part.is_hit else part.text
        for part in quote(text, question(asked, language), language)
    )


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("беженца", "Пограничник не решает, кто [беженец]."),
        ("беженец высылка", "Двоих [беженцев] нельзя возвращать: это запрет [высылки]."),
        ("просьбы", "Запишите [просьбу] и передайте ее."),
        ("орган", "Решает уполномоченный [орган]!"),
        ("виза", ""),
    ],
)
def test_the_sentence_with_most_of_the_words_is_quoted(asked, sentence):
    assert told(TEXT, asked) == sentence


def test_a_word_of_joined_parts_is_marked_as_a_whole():
    assert told("شرکت انتقال‌دهنده مسئول است.", "انتقالدهنده", "fa-af") == "شرکت [انتقال‌دهنده] مسئول است."


def test_a_long_sentence_is_kept_to_what_stands_around_the_word():
    quoted = told("слово " * 100 + "беженец " + "слово " * 100, "беженец")
    assert "[беженец]" in quoted
    assert quoted.startswith("… слово")
    assert quoted.endswith("слово …")
    assert len(quoted) <= LONGEST + 10


def test_a_title_is_marked_as_a_whole():
    parts = marked("Статус беженца", question("беженцы", "ru"), "ru")
    assert [(part.text, part.is_hit) for part in parts] == [("Статус ", False), ("беженца", True)]


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_and_question_give_a_piece_of_the_text(text, asked):
    for language in ("en", "uz", "fa-af"):
        parts = quote(text, question(asked, language), language)
        assert "".join(part.text for part in parts if part.text not in ("… ", " …")) in text
        assert "".join(part.text for part in marked(text, question(asked, language), language)) == text


def test_a_word_that_begins_otherwise_than_its_stem_is_marked_too():
    assert told("Помогите людям.", "человек") == "Помогите [людям]."
    assert told("The children came.", "child", "en") == "The [children] came."
