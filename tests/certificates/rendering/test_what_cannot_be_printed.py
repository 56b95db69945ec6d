import pytest

from certificates.rendering.facts import CourseLine
from certificates.rendering.pdf import render_certificate
from certificates.rendering.text import MissingGlyph, TextTooLong
from tests.factories.printed import COURSE, make_printed_facts


@pytest.mark.parametrize(
    ("field", "value", "character"),
    [
        ("name_native", "Каримова 🦊", "🦊"),
        ("name_latin", "KARIMOVA 林", "林"),
        ("academy", "Academy \u0007", "\u0007"),
        ("place", "Алматы \u202e", "\u202e"),
        ("cohort", "\ue000", "\ue000"),
        ("number", "PAN\u2066", "\u2066"),
        ("title", "証", "証"),
    ],
)
def test_a_letter_that_no_font_has_is_named_with_its_field(fonts, field, value, character):
    with pytest.raises(MissingGlyph) as caught:
        render_certificate(make_printed_facts(**{field: value}), fonts)
    assert (caught.value.field, caught.value.character) == (field, character)


def test_a_missing_letter_of_a_course_names_which_course(fonts):
    courses = (COURSE, CourseLine(titles={"ru": "Курс ☃"}))
    with pytest.raises(MissingGlyph) as caught:
        render_certificate(make_printed_facts(courses=courses), fonts)
    assert (caught.value.field, caught.value.character) == ("courses[1]", "☃")


def test_the_error_tells_the_letter_by_number_and_name(fonts):
    with pytest.raises(MissingGlyph, match=r"name_native: U\+1F98A FOX FACE"):
        render_certificate(make_printed_facts(name_native="🦊"), fonts)


def test_signs_that_join_or_part_letters_are_welcome(fonts):
    facts = make_printed_facts(name_native="کریم\u200cزاده\u200f")
    assert render_certificate(facts, fonts).startswith(b"%PDF")


def test_more_courses_than_a_page_holds_are_refused(fonts):
    with pytest.raises(TextTooLong, match="courses"):
        render_certificate(make_printed_facts(courses=(COURSE,) * 40), fonts)


def test_a_place_too_long_for_its_corner_is_refused_by_name(fonts):
    with pytest.raises(TextTooLong, match="place"):
        render_certificate(make_printed_facts(place="Учебный центр " * 60), fonts)
