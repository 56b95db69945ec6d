"""A Latin spelling is proposed from the native name, by the habits of passports."""

import pytest

from cms.accounts.forms import latin_letters
from cms.accounts.transliterating import propose_latin


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Щеглова Юлия Ивановна", "ru", "Shcheglova Iuliia"),
        ("Әлібекова Айгүл Қайратқызы", "kk", "Alibekova Aigul"),
        ("Өмүрбекова Гүлнара", "ky", "Omurbekova Gulnara"),
        ("Ҷӯраев Раҳмон", "tg", "Juraev Rahmon"),
        ("Ғайратов Ўктам Ботир ўғли", "uz", "Gʻayratov Oʻktam"),
        ("Öwezow Çary", "tk", "Öwezow Çary"),
        ("نورالله کریمی", "fa-af", "Noorullah Karimi"),
        ("ШУКУРОВ ШЕРЗОД", "uz", "SHUKUROV SHERZOD"),
        ("Жумабаев Өмірзақ", "", "Zhumabaev Omirzak"),
        ("Юсуфов Ҳасан", "tg", "Yusufov Hasan"),
    ],
)
def test_a_name_is_spelled_as_in_passports(name, language, latin):
    proposal = propose_latin(name, language)
    assert (proposal.text, proposal.is_rough) == (latin, False)
    latin_letters(proposal.text)


def test_a_patronymic_in_a_column_of_its_own_is_left_out():
    assert propose_latin("Ким Алла Сергеевна", "ru", patronymic="Сергеевна").text == "Kim Alla"


def test_a_dari_name_that_is_not_known_is_marked_as_a_guess():
    proposal = propose_latin("گلبدین وردک", "fa-af")
    assert proposal.is_rough
    latin_letters(proposal.text)


def test_a_letter_of_no_table_leaves_nothing_behind_that_is_not_latin():
    latin_letters(propose_latin("Ґалаґан Їжак Џорџ", "ru").text)
