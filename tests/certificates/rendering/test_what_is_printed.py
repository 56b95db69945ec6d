from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.rendering.facts import CourseLine, Signatory
from certificates.rendering.pdf import render_certificate
from tests.factories.printed import CODE, make_printed_facts


def text_of(facts, fonts) -> str:
    return PdfReader(BytesIO(render_certificate(facts, fonts))).pages[0].extract_text()


def test_all_facts_are_printed(fonts):
    text = text_of(make_printed_facts(), fonts)
    for fact in (
        "PAN-KZ-2026-00017-3",
        "Пограничная академия",
        "Kazakhstan",
        "Алматы",
        "Поток 2026-1",
        "07.09.2026 – 30.10.2026",
        "02.11.2026",
        "02.11.2029",
        "40",
    ):
        assert fact in text


def test_a_course_is_named_in_the_holders_language_and_in_english(fonts):
    text = text_of(make_printed_facts(), fonts)
    assert "Защита на границе" in text
    assert "Protection at the border" in text


def test_a_course_that_is_not_translated_is_named_in_english_once(fonts):
    courses = (CourseLine(titles={"en": "Protection at the border"}),)
    assert text_of(make_printed_facts(courses=courses), fonts).count("Protection at the border") == 1


def test_an_english_certificate_says_everything_once(fonts):
    facts = make_printed_facts(
        language="en", title="Certificate of completion", title_english="Certificate of completion"
    )
    text = text_of(facts, fonts)
    assert text.count("Certificate of completion") == 1
    assert text.count("This is to confirm that") == 1


def test_it_says_that_it_is_neither_a_rank_nor_an_accreditation_by_unhcr(fonts):
    words = "This is a training certificate. It confers no rank and is not an accreditation by UNHCR."
    assert words in text_of(make_printed_facts(), fonts)


def test_the_address_to_check_it_is_printed_without_the_scheme(fonts):
    text = text_of(make_printed_facts(), fonts)
    assert "panah.example/verify/" in text
    assert CODE in text
    assert "https" not in text


def test_a_course_of_one_day_has_one_date(fonts):
    day = date(2026, 9, 7)
    text = text_of(make_printed_facts(starts_on=day, ends_on=day), fonts)
    assert text.count("07.09.2026") == 1


def test_a_certificate_without_an_end_does_not_speak_of_one(fonts):
    assert "Valid until" in text_of(make_printed_facts(language="en"), fonts)
    assert "Valid until" not in text_of(make_printed_facts(language="en", valid_until=None), fonts)


@pytest.mark.parametrize(
    ("hours", "printed"),
    [(Decimal("40.0"), "40"), (Decimal("7.5"), "7.5"), (100, "100"), (Decimal("1E+2"), "100")],
)
def test_hours_are_printed_without_needless_zeros(fonts, hours, printed):
    lines = text_of(make_printed_facts(language="en", hours=hours), fonts).splitlines()
    label = next(place for place, line in enumerate(lines) if line.strip() == "Hours")
    assert lines[label + 1].strip() == printed


def test_signatories_stand_under_their_lines(fonts):
    signatories = (Signatory("Сериков Алан", "Начальник академии"), Signatory("Ветрова Ирина", "Куратор"))
    text = text_of(make_printed_facts(signatories=signatories), fonts)
    for words in ("Сериков Алан", "Начальник академии", "Ветрова Ирина", "Куратор"):
        assert words in text
    assert "Signature and seal" not in text


def test_the_text_is_read_from_the_academy_to_the_code(fonts):
    text = text_of(make_printed_facts(), fonts)
    order = ["Пограничная академия", "Каримова", "Защита", "07.09.2026", "confers no rank", "PAN-KZ", CODE]
    assert sorted(order, key=text.index) == order
