import pytest

from certificates.rendering.text import Typesetter


@pytest.fixture
def setter(fonts):
    return Typesetter(fonts, rtl=False)


def written(line) -> list[str]:
    """Return the text of each glyph that bears one, from left to right."""
    return [glyph.text for glyph in line.glyphs if glyph.text]


def test_a_right_to_left_word_begins_at_the_right(setter):
    assert written(setter.line("کابل", bold=False)) == ["ل", "ب", "ا", "ک"]


def test_letters_of_arabic_script_join(setter):
    alone = setter.line("س", bold=False).glyphs[0].number
    first = [glyph for glyph in setter.line("سم", bold=False).glyphs if glyph.text == "س"]
    assert [glyph.number for glyph in first] != [alone]


def test_a_non_joiner_keeps_letters_apart_and_is_kept_in_the_text(setter):
    joined, parted = (setter.line(word, bold=False) for word in ("میرود", "می\u200cرود"))
    assert "\u200c" in "".join(written(parted))
    assert [glyph.number for glyph in joined.glyphs] != [glyph.number for glyph in parted.glyphs]


def test_brackets_turn_round_in_right_to_left_text(setter, fonts):
    opening = setter.line("(ب)", bold=False).glyphs[-1]
    assert opening.text == "("
    assert opening.number == opening.face.glyph_of(")")


def test_numbers_and_latin_words_keep_their_order_inside_dari(setter):
    line = setter.line("شماره PAN-12 است", bold=False)
    assert "PAN-12" in "".join(written(line))


def test_text_without_letters_follows_the_page(fonts):
    dates = "07.09.2026 – 30.10.2026"
    left, right = (Typesetter(fonts, rtl=rtl).line(dates, bold=False) for rtl in (False, True))
    assert "".join(written(left)) == dates
    assert "".join(written(right)) == "30.10.2026 – 07.09.2026"


def test_each_letter_is_taken_from_the_font_of_its_script(setter):
    faces = {
        glyph.text: glyph.face.name
        for glyph in setter.line("Ғ ʻ A ب", bold=True).glyphs
        if glyph.text.strip()
    }
    assert faces == {"Ғ": "NotoSans-Bold", "ʻ": "NotoSans-Bold", "A": "NotoSans-Bold", "ب": "NotoArabic-Bold"}


def test_pairs_of_letters_are_kerned(setter):
    apart = sum(setter.line(letter, bold=False).width for letter in "AV")
    assert setter.line("AV", bold=False).width < apart
