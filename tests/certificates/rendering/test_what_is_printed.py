from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.facts import CourseLine, ResultLine, Signatory
from certificates.rendering.pdf import render_certificate
from tests.factories.printed import CODE, COURSE, make_printed_facts


def text_of(facts, fonts, layout=LANDSCAPE) -> str:
    pdf = render_certificate(facts, fonts, Design(layout=layout))
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
def test_all_facts_are_printed(fonts, layout):
    text = text_of(make_printed_facts(), fonts, layout)
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
        language="en", title="Certificate of completion", title_second="Certificate of completion"
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


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
def test_the_text_is_read_from_the_academy_to_the_code(fonts, layout):
    text = text_of(make_printed_facts(), fonts, layout)
    order = ["Пограничная академия", "Каримова", "Защита", "07.09.2026", "confers no rank", "PAN-KZ", CODE]
    assert sorted(order, key=text.index) == order


def test_the_second_language_may_be_russian(fonts):
    facts = make_printed_facts(
        language="kk",
        title="Куәлік",
        title_second="Сертификат",
        second_language="ru",
        courses=(CourseLine(titles=COURSE.titles | {"kk": "Шекарадағы қорғау"}),),
    )
    text = text_of(facts, fonts)
    for words in (
        "Куәлік",
        "Сертификат",
        "Шекарадағы қорғау",
        "Защита на границе",
        "Настоящим подтверждается",
    ):
        assert words in text
    assert "This is to confirm" not in text
    assert "Protection at the border" not in text


def test_a_russian_certificate_with_russian_as_the_second_language_says_everything_once(fonts):
    text = text_of(make_printed_facts(second_language="ru", title_second="Сертификат"), fonts)
    assert text.count("Сертификат") == 1
    assert text.count("Настоящим подтверждается") == 1


def test_a_course_without_a_title_in_the_second_language_has_its_english_one(fonts):
    courses = (CourseLine(titles={"kk": "Шекарадағы қорғау", "en": "Protection at the border"}),)
    text = text_of(make_printed_facts(language="kk", second_language="ru", courses=courses), fonts)
    assert "Шекарадағы қорғау" in text
    assert "Protection at the border" in text


def test_phrases_of_a_design_stand_for_the_words_of_the_form(fonts):
    phrases = {
        "confirms": {"ru": "Академия удостоверяет:", "en": ""},
        "completed": {"ru": "", "en": "was taught"},
        "statement": {"en": "Kept by the academy."},
    }
    text = text_of(make_printed_facts(phrases=phrases), fonts)
    for words in ("Академия удостоверяет:", "This is to confirm that", "was taught", "Kept by the academy."):
        assert words in text
    assert "has completed the following" not in text
    assert "confers no rank" not in text


def test_results_are_printed_with_their_labels(fonts):
    results = (
        ResultLine("attendance", "92"),
        ResultLine("observed", "3.40", "Hearing a child"),
        ResultLine("assessment_language", "ru"),
    )
    text = text_of(make_printed_facts(language="en", results=results), fonts)
    for words in ("Attendance", "92 %", "Hearing a child (3.40/4)", "Language of assessment", "Russian"):
        assert words in text
    assert "Attendance" not in text_of(make_printed_facts(language="en"), fonts)


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
def test_a_letter_tells_the_hours_attended_and_speaks_of_no_completion(fonts, layout):
    facts = make_printed_facts(language="en", kind="attendance", hours_attended=Decimal("32.5"))
    text = text_of(facts, fonts, layout)
    assert "has attended 32.5 of 40 hours of the following training" in text
    assert "This letter confirms that" in text
    assert "has completed" not in text
    assert "It is not a certificate" in text
    assert "Scan to verify this letter" in text
    assert "PAN-KZ-2026-00017-3" in text


def test_a_letter_without_counted_hours_tells_none(fonts):
    text = text_of(make_printed_facts(language="en", kind="attendance"), fonts)
    assert "has attended the following training" in text
