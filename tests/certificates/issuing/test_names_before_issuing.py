"""What is found in a name before it is printed, by letter, and how it is mended."""

import pytest

from certificates.making.name_words import told
from certificates.making.names import findings_in, mended, same_names

GOOD = ("Айгүл Әлібекова", "ALIBEKOVA Aigul")


def found(native=GOOD[0], latin=GOOD[1]) -> list[tuple[str, str, str]]:
    return [(one.code, one.field, one.signs) for one in findings_in(native, latin)]


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        GOOD,
        ("Нұрлан Қасымов", "KASYMOV Nurlan"),
        ("نورالله کریمی", "KARIMI Nurullah"),
        ("سید محمد جلال‌الدین", "JALALUDDIN Sayed"),
        ("Gʻulomova Oygul", "GULOMOVA Oygul"),
        ("Jérôme O’Neil-Müller", "O'NEIL-MULLER Jerome"),
    ],
)
def test_names_of_everyday_life_pass(native, latin):
    assert found(native, latin) == []


@pytest.mark.parametrize(
    ("names", "code", "field", "signs"),
    [
        ({"native": ""}, "empty", "name_native", ""),
        ({"latin": "  "}, "empty", "name_latin", ""),
        ({"native": "Айгүл\u202e Әлібекова"}, "invisible", "name_native", "\u202e"),
        ({"native": "Айгүл\u200b Әлібекова"}, "invisible", "name_native", "\u200b"),
        ({"latin": "ALIBEKOVA\u0007 Aigul"}, "invisible", "name_latin", "\u0007"),
        ({"native": "Айгүл 😀 Әлібекова"}, "strange", "name_native", "😀"),
        ({"native": "Айгүл Әлібекова 2"}, "strange", "name_native", "2"),
        ({"native": "Aйгүл Әлібекова"}, "mixed", "name_native", "A"),
        ({"latin": "АLIBEKOVA Aigul"}, "mixed", "name_latin", "А"),
        ({"latin": "Әлібекова Айгүл"}, "not_latin", "name_latin", "ӘлібековаАйгү"),
        ({"native": "Ф", "latin": "Feruza Nazarova"}, "one_letter", "name_native", ""),
        ({"native": "Айгүл"}, "one_word", "name_native", ""),
    ],
)
def test_what_is_wrong_is_named_by_field_and_letter(names, code, field, signs):
    assert (code, field, signs) in found(**names)


def test_what_cannot_be_seen_is_shown_by_its_code():
    finding = findings_in("Айгүл\u202e Әлібекова", GOOD[1])[0]
    assert finding.shown == "Айгүл[U+202E] Әлібекова"
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in told(finding)


def test_letters_that_look_alike_are_marked_in_the_name():
    finding = findings_in("Aйгүл Әлібекова", GOOD[1])[0]
    assert finding.shown == "[A]йгүл Әлібекова"
    assert "“A” (U+0041)" in told(finding)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("Aйгүл Әлібекова", GOOD[1]), GOOD),
        ((GOOD[0], "АLIBEKOVA Aigul"), GOOD),
        (("\u202eАйгүл   Әлібекова\u200b", "ALIBEKOVA\u0007 Aigul "), GOOD),
        (("سید جلال‌الدین", "O’NEIL Ann"), ("سید جلال‌الدین", "O'NEIL Ann")),
    ],
)
def test_what_rules_can_mend_is_proposed(given, wanted):
    assert mended(*given) == wanted
    assert findings_in(*wanted) == ()


def test_what_no_rule_can_mend_is_left_as_it_is():
    assert mended("Юlia Щukina", "Айгүл") == ("Юlia Щukina", "Айгүл")


def test_the_same_name_is_seen_in_either_spelling_in_any_order_and_letter_case():
    names = {1: ("Али Каримов", "KARIMOV Ali"), 2: ("КАРИМОВ али", "KARIMOV A."), 3: ("Вали", "Ali Karimov")}
    assert same_names(names) == {1: [2, 3], 2: [1], 3: [1]}
    assert same_names({1: ("", ""), 2: ("", "")}) == {}
