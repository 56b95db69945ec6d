"""Words in the order of each language's dictionaries."""

import random

import pytest

from assessments.glossary.collation import ALPHABETS, first_letter, in_order

ORDERS = [
    ("en", "asylum|asylum seeker|Asylum-seekers|asylums|border|naïve|name|zone"),
    ("en", "10th|1951 Convention|2nd|age"),
    ("ru", "ёж|ёлка|ель|елью"),
    ("ru", "беженец|возвращение|ищущий|йод|щит|эксперт|якорь"),
    ("kk", "ата|әке|бала|ғылым|дала|кесе|қала|нан|ңұр|өкіл|ұл|үй|шара|ын|іні"),
    ("ky", "нан|ңа|ой|өкүл|ун|үй|фа"),
    ("tg", "гурда|ғам|дар|ибо|ӣд|йод|кор|қонун|уқоб|ӯ|фан|халқ|ҳуқуқ|чор|ҷой|шаб"),
    ("tk", "adam|bala|çaga|daş|el|äne|fakt|jaň|žurnal|kanun|okuw|öý|salam|şäher|un|üm|wagt|yk|ýol|zat"),
    ("uz", "bola|olma|qochqin|sabr|xalq|zamin|oʻgʻil|gʻamxoʻr|shahar|choy"),
    ("uz", "isʼhoq|ism|ish"),
    ("fa-af", "آب|ابر|بشر|پناه|تابعیت|جان|چاه|حق|خاک|زن|ژاله|سرحد|کودک|گاه|لب|مرز|نان|وطن|هوا|یار"),
    ("fa-af", "بی|بی تابعیت|بیا"),
]


@pytest.mark.parametrize(("language", "words"), ORDERS)
def test_words_stand_in_the_order_of_the_dictionary(language, words):
    words = words.split("|")
    shuffled = words[:]
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order to start from
        assert in_order(shuffled, language, str) == words


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("oʻzbek", "uz", "Oʻ"),
        ("o'zbek", "uz", "Oʻ"),
        ("Shahar", "uz", "Sh"),
        ("choy", "uz", "Ch"),
        ("Ёж", "ru", "Е"),
        ("«іні»", "kk", "І"),
        ("ıssyk", "tk", ""),
        ("Çaga", "tk", "Ç"),
        ("آب", "fa-af", "آ"),
        ("كودك", "fa-af", "ک"),
        ("ئیل", "fa-af", "ی"),
        ("1951", "en", ""),
        ("—", "en", ""),
        ("беженец", "en", ""),
    ],
)
def test_a_word_stands_under_the_first_letter_it_is_looked_for(word, language, letter):
    assert first_letter(word, language) == letter


def test_what_is_typed_in_different_ways_stands_together():
    assert in_order(["یار", "كتاب", "کتابخانه"], "fa-af", str)[0] == "كتاب"
    assert in_order(["o‘rin", "oʻrin", "olma"], "uz", str)[0] == "olma"


@pytest.mark.parametrize(
    ("language", "count"),
    [("ru", 32), ("kk", 42), ("ky", 36), ("tg", 35), ("tk", 30), ("uz", 29), ("fa-af", 33)],
)
def test_an_alphabet_has_its_number_of_letters_each_once(language, count):
    letters = ALPHABETS[language].split()
    assert len(letters) == len(set(letters)) == count
