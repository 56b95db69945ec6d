"""What one row says, and what is wrong with it as it stands."""

from datetime import date

import pytest

from cms.roster.checking.dates import DateFault, born_on
from cms.roster.checking.findings import Finding
from cms.roster.checking.rows import Surroundings, check_row
from cms.roster.checking.values import meaning

TODAY = date(2026, 3, 1)
GOOD = {"number": "1001", "name": "Ким Алла", "latin": "KIM Alla"}


def found(cells, answers=None):
    """Return (person, {field: code of what was found}) of a good row with other cells."""
    person, findings = check_row(
        5, {**GOOD, **cells}, Surroundings(TODAY, language="ru", country="KZ"), answers or {}
    )
    assert all(isinstance(one, Finding) and one.row == 5 for one in findings)
    return person, {one.field: one.code for one in findings}


def test_a_good_row_has_no_findings():
    person, codes = found(
        {"sex": "Ж", "born_on": "31.12.1990", "language": "казахский язык", "country": "РК"}
    )
    assert codes == {}
    assert (person.number, person.sex, person.born_on) == ("1001", "f", date(1990, 12, 31))
    assert (person.language, person.country) == ("kk", "KZ")


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"number": ""}, {"number": "missing"}),
        ({"number": "10 01"}, {"number": "number_signs"}),
        ({"number": "1,23457E+11"}, {"number": "number_shortened"}),
        ({"number": {"formula": "=A1"}}, {"number": "formula"}),
        ({"number": {"error": "#REF!"}}, {"number": "cell_error"}),
        ({"number": "x" * 151}, {"number": "too_long"}),
        ({"name": "", "latin": ""}, {"name": "missing"}),
        ({"name": "Ким Алла2"}, {"name": "name_digits"}),
        ({"name": "Ким=Алла"}, {"name": "name_signs"}),
        ({"name": "Ким " + "а" * 160}, {"name": "too_long"}),
        ({"name": "John Иванов"}, {"name": "name_mixed"}),
        ({"name": "Ивaнов Пётр"}, {"name": "letters"}),
        ({"name": "COPA Иванова"}, {"name": "letters"}),
        ({"name": "Ким\u202eАлла А"}, {"name": "invisible"}),
        ({"name": "Алла"}, {"name": "name_one_word"}),
        ({"latin": "КIM Alla"}, {"latin": "latin_letters"}),
        ({"latin": "Ким Алла"}, {"latin": "latin_other"}),
        ({"latin": ""}, {"latin": "latin_proposed"}),
        ({"name": "گلبدین وردک", "latin": ""}, {"latin": "latin_rough"}),
        ({"sex": "да"}, {"sex": "unknown_sex"}),
        ({"language": "французский"}, {"language": "unknown_language"}),
        ({"country": "Франция"}, {"country": "unknown_country"}),
        ({"email": "alla@"}, {"email": "email"}),
        ({"rank": "x" * 121}, {"rank": "too_long"}),
        ({"superior": "1001"}, {"superior": "superior_self"}),
        ({"superior": "1 0"}, {"superior": "number_signs"}),
        ({"born_on": "31.02.1990"}, {"born_on": "date_impossible"}),
    ],
)
def test_a_mistake_is_told_by_its_cell(cells, codes):
    assert found(cells)[1] == codes


@pytest.mark.parametrize(
    ("written", "number"),
    [("1001.0", "1001"), ("1.001E+3", "1001"), ("1,001e3", "1001"), ("00123", "00123"), ("KZ-7", "KZ-7")],
)
def test_numbers_that_a_spreadsheet_disfigured_are_read(written, number):
    assert found({"number": written})[0].number == number


def test_look_alike_letters_are_shown_and_mended_where_that_is_chosen():
    cells = {"name": "Ивaнов Пётр", "latin": "ІVANOV Petr"}
    _person, findings = check_row(5, {**GOOD, **cells}, Surroundings(TODAY), {})
    assert {one.field: one.data["marked"] for one in findings} == {
        "name": "Ив[a]нов Пётр",
        "latin": "[І]VANOV Petr",
    }
    person, codes = found(cells, {"letters": "mend", "latin_letters": "mend"})
    assert codes == {}
    assert (person.name, person.latin) == ("Иванов Пётр", "IVANOV Petr")


def test_a_name_in_three_columns_is_joined_and_its_fault_is_told_of_the_column_it_stands_in():
    parts = {"name": "", "surname": "Әлібекова", "given": "Айгүл", "patronymic": "Қайратқызы", "latin": ""}
    person, _codes = found(parts)
    assert (person.name, person.latin) == ("Әлібекова Айгүл Қайратқызы", "Alibekova Aigul")
    assert found({**parts, "given": "Айгүл2"})[1]["given"] == "name_digits"
    assert found({**parts, "given": "Aйгүл"})[1]["given"] == "letters"


def test_names_of_dari_keep_the_sign_that_joins_their_letters():
    person, codes = found({"name": "نجیب\u200cالله کریمی"})
    assert person.name == "نجیب\u200cالله کریمی"
    assert codes == {}


def test_whoever_has_a_latin_name_only_has_that_name():
    person, codes = found({"name": "", "latin": "ÖWEZOW Çary"})
    assert (person.name, person.latin, codes) == ("ÖWEZOW Çary", "ÖWEZOW Çary", {})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.1990", date(1990, 12, 31)), ("1990-12-31", date(1990, 12, 31)), ("12/31/1990", date(1990, 12, 31)),
        ("31/12/90", date(1990, 12, 31)), ("33238", date(1990, 12, 31)), ("5.6.90", date(1990, 6, 5)),
        ("05.06.05", date(2005, 6, 5)), ("31.12.1990 г.", date(1990, 12, 31)), ("6/6/1990", date(1990, 6, 6)),
        ("۳۱.۱۲.۱۹۹۰", date(1990, 12, 31)), ("1990-12-31 00:00:00", date(1990, 12, 31)),
    ],
)  # fmt: skip
def test_dates_are_read_in_every_usual_style(text, day):
    assert born_on(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("05/06/1990", "ambiguous"), ("05/06/90", "ambiguous"), ("31.02.1990", "impossible"), ("в мае", "unclear"),
        ("1990", "unclear"), ("13.10.2984", "future"), ("01.04.2026", "future"), ("01.01.2020", "age"),
        ("01.01.1901", "age"), ("1369/10/10", "solar"), ("12/31/1990/1", "unclear"),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_told_say_why(text, fault):
    with pytest.raises(DateFault, match=f"^{fault}$"):
        born_on(text, TODAY)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("sex", "Жен.", "f"), ("sex", "MALE", "m"), ("sex", "Әйел", "f"), ("sex", "مرد", "m"), ("sex", "x", ""),
        ("language", "Қазақ тілі", "kk"), ("language", "o‘zbek", "uz"), ("language", "دری", "fa-af"),
        ("language", "тоҷикӣ", "tg"), ("country", "Қазақстан", "KZ"), ("country", "Tojikiston", "TJ"),
        ("country", "Германия", ""),
    ],
)  # fmt: skip
def test_words_for_sex_language_and_country_are_known_in_all_languages(field, text, code):
    assert meaning(field, text) == code
