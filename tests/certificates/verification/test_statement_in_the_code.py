"""What the QR code says besides the address, as it is made, read and checked."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

import pytest

from certificates.verification.naming import readings, same_name
from certificates.verification.pocket import (
    CERTIFICATE,
    LETTER,
    TRAINER,
    Unreadable,
    is_genuine,
    names_person,
    read,
    statement_for,
)
from tests.factories.pocket import ACADEMY, CODE, OTHER, SAME, VECTORS, make_paper, make_signer

KEPT = json.loads(VECTORS.read_text())
NOW, RETIRED = make_signer(20260401), make_signer(20230401)


def public(signer):
    return signer.es256.private.public_key()


@pytest.mark.parametrize(
    ("name", "kind", "cycle", "until"),
    [
        ("certificate", CERTIFICATE, 1, date(2029, 4, 1)),
        ("trainer", TRAINER, 2, date(2029, 4, 1)),
        ("letter", LETTER, 1, None),
    ],
)
def test_what_was_once_printed_is_read_and_genuine_for_good(name, kind, cycle, until):
    statement = read(KEPT["statements"][name])
    assert is_genuine(statement, CODE, public(NOW))
    assert (statement.kind, statement.cycle, statement.valid_until) == (kind, cycle, until)
    assert statement.issued_on == date(2026, 4, 1)
    assert statement.number == "PAN-KZ01-2026-00017-3"
    assert statement.academy == ACADEMY.bytes[:4]
    assert KEPT["keys"][0]["kid"].startswith(urlsafe_b64encode(statement.key).decode())


def test_the_bytes_under_the_signature_are_the_same_today():
    made, kept = read(statement_for(make_paper(), NOW)), read(KEPT["statements"]["certificate"])
    assert made.signed == kept.signed


def test_every_changed_byte_is_noticed():
    content = bytearray(urlsafe_b64decode(KEPT["statements"]["certificate"] + "=="))
    for place in range(1, len(content)):
        content[place] ^= 1
        try:
            statement = read(urlsafe_b64encode(bytes(content)).rstrip(b"=").decode())
        except Unreadable:
            statement = None
        assert statement is None or not is_genuine(statement, CODE, public(NOW)), place
        content[place] ^= 1


def test_a_statement_holds_for_its_own_code_and_key_alone():
    statement = read(KEPT["statements"]["certificate"])
    assert not is_genuine(statement, CODE[::-1], public(NOW))
    assert not is_genuine(statement, CODE, public(RETIRED))


@pytest.mark.parametrize("text", ["", "A", "AAAA", "не то", "AQ" * 60 + "=", "~" * 150, "Ag" + "A" * 150])
def test_what_is_no_statement_is_told_apart(text):
    with pytest.raises(Unreadable):
        read(text)


def test_a_name_is_compared_without_standing_there():
    statement = read(KEPT["statements"]["certificate"])
    assert all(names_person(statement, CODE, typed) for typed in SAME)
    assert not any(names_person(statement, CODE, typed) for typed in OTHER)


def test_where_there_is_no_name_in_a_script_nothing_fits_it():
    statement = read(KEPT["statements"]["letter"])
    assert statement.names[0] == bytes(5)
    assert not names_person(statement, CODE, "")
    assert names_person(statement, CODE, "b a")


def test_the_address_with_the_statement_is_short_enough_for_a_small_code():
    longest = make_paper(number="PAN-KZ123456-2026-12345-3")
    address = f"https://certificates.academy.example/verify/{CODE}/#{statement_for(longest, NOW)}"
    assert len(address) <= 240


@pytest.mark.parametrize("line", KEPT["names"], ids=lambda line: line["name"] or "none")
def test_names_are_read_as_in_the_browser(line):
    assert readings(line["name"]) == line["readings"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nigora KARIMOVA", "Karimova Nigora"),
        ("Әлiбекова Айгyл", "Әлібекова Айгүл"),
        ("O'ktam G‘ulomov", "Oʻktam Gʻulomov"),
        ("курбонов хасан", "Қурбонов Ҳасан"),
        ("sirin yazgulyyewa", "Ýazgulyýewa Şirin"),
        ("كريمي نورالله", "نورالله کریمی"),
        ("عبدالله کریمی", "عبد الله کریمی"),
        ("Ибрагим зода", "Ибрагим-зода"),
        ("ибрагимзода", "Ибрагим зода"),
    ],
)
def test_a_name_typed_another_way_is_the_same_name(typed, name):
    assert same_name(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Шарипова", "Шарифова"),
        ("Karimova", "Karimova Nigora"),
        ("Karimova Nigora Nigora", "Karimova Nigora"),
        ("K N", "Karimova Nigora"),
        ("", ""),
        ("…", ""),
        ("نور کریمی", "نورالله کریمی"),
    ],
)
def test_another_name_is_another(typed, name):
    assert not same_name(typed, name)
