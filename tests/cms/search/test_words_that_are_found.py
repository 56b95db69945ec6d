"""Which words of a text a question finds, in every language. Pure."""

import pytest

from cms.search.words import MOST_WORDS, key_text, question

FOUND = [
    ("en", "refugees", "A refugee waits."),
    ("en", "CHILD", "Children first"),
    ("en", "m4", "Module M4, lesson 1"),
    ("en", "1951", "The Convention of 1951."),
    ("en", "nonrefoulement, or not", "or NOT nonrefoulement"),
    ("ru", "беженцы", "Двоих беженцев везут"),
    ("ru", "БЕЖЕНЕЦ", "двоим беженцам"),
    ("ru", "ребенок", "Ребёнка нашли"),
    ("ru", "ребёнок", "у ребенка"),
    ("ru", "границе", "у границы"),
    ("ru", "люди", "о людях"),
    ("kk", "босқын", "босқындардың мәртебесі"),
    ("kk", "босқындарға", "босқын"),
    ("kk", "БАЛА", "балаларға көмек"),
    ("ky", "качкын", "качкындарга жардам"),
    ("tg", "гуреза", "гурезаҳоро"),
    ("tg", "тафтиши", "тафтишӣ"),
    ("tk", "bosgun", "bosgunlaryň hukuklary"),
    ("tk", "çaga", "çagalaryň"),
    ("tk", "caga", "çagalar"),
    ("uz", "so'rovchi", "boshpana soʻrovchilarga"),
    ("uz", "so’rovchi", "boshpana soʻrovchi"),
    ("uz", "sorovchi", "boshpana soʻrovchi"),
    ("uz", "qochqinlar", "qochqin"),
    ("fa-af", "پناهنده", "پناهندگان آمدند"),
    ("fa-af", "كودك", "کودک تنها"),
    ("fa-af", "علي", "علی"),
    ("fa-af", "انتقال دهنده", "شرکت انتقال‌دهنده"),
    ("fa-af", "انتقالدهنده", "شرکت انتقال‌دهنده"),
    ("fa-af", "انتقال‌دهنده", "شرکت انتقالدهنده"),
    ("fa-af", "انتقال‌دهنده", "شرکت انتقال‌دهنده"),
    ("fa-af", "آب", "اب"),
]
NOT_FOUND = [
    ("en", "child", "childlike"),
    ("en", "refugee border", "A refugee waits."),
    ("ru", "границе", "граната"),
    ("ru", "ребенок", "ребро"),
    ("kk", "балаларға", "балық"),
    ("fa-af", "پناه", "پنجره"),
]


def finds(asked, text, language):
    keys = set(key_text(text, language).split())
    words = question(asked, language)
    return bool(words) and all(word.keys & keys for word in words)


@pytest.mark.parametrize(("language", "asked", "text"), FOUND)
def test_a_word_is_found_however_it_is_inflected_or_typed(language, asked, text):
    assert finds(asked, text, language)


@pytest.mark.parametrize(("language", "asked", "text"), NOT_FOUND)
def test_a_word_that_only_looks_alike_is_not_found(language, asked, text):
    assert not finds(asked, text, language)


@pytest.mark.parametrize("asked", ["", "   ", "\x00", '"', "* AND -", "()", "'--;", "\u200c", "🙂", "%_"])
def test_signs_alone_ask_for_nothing_but_words_of_operators(asked):
    assert [sorted(word.keys) for word in question(asked, "en")] in ([], [["and"]])


def test_of_a_long_question_only_the_beginning_counts():
    assert len(question("word " * 5000, "en")) == 1
    assert len(question(" ".join(f"a{n}" for n in range(100)), "en")) == MOST_WORDS
    assert all(len(key) <= 200 for word in question("я" * 10_000, "ru") for key in word.keys)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"])
def test_keys_are_made_of_letters_and_digits_alone(language):
    text = "O'zbek soʻrovchi's, ребёнка-гуреза; انتقال‌دهنده ۱۲ 1951-М4.1 çağalaryň \"x\" a_b ﷺ ½"
    assert all(key.isalnum() for key in key_text(text, language).split())
