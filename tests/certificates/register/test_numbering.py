import pytest

from certificates.register.numbering import ALPHABET, CODE_LENGTH, check_digit, new_code, normalise_code


def test_a_code_has_at_least_80_bits_and_no_letter_that_looks_like_a_digit():
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert CODE_LENGTH * 5 >= 80
    assert set(code) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)
    assert new_code() != code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("abcd efgh", "ABCDEFGH"),
        ("AB-CD", "ABCD"),
        ("O0Il1", "00111"),
        (" x \n", "X"),
        ("", ""),
        ("\0A%/Б", "A"),
        ("авс КМТ УХ", "ABCKMTYX"),
        ("۱۲۳ ٤٥٦", "123456"),
        ("uv", "VV"),
        ("https://panah.example/verify/ABCD/#ASb8rpSMpU8c", "ABCD"),
        ("panah.example/ru/verify/abcd/?x=1", "ABCD"),
        ("A/B#C", "ABC"),
    ],
)
def test_a_code_typed_from_paper_is_understood(typed, meant):
    assert normalise_code(typed) == meant


def test_the_check_digit_notices_a_wrong_digit_and_two_swapped():
    number = "PAN-KZ-2026-00017"
    right = check_digit(number)
    for place in range(len(number)):
        if number[place].isdigit():
            for digit in "0123456789":
                wrong = number[:place] + digit + number[place + 1 :]
                assert (check_digit(wrong) == right) == (wrong == number)
    assert check_digit("PAN-KZ-2026-00071") != right
