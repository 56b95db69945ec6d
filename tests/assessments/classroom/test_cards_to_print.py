"""The cards as PDF, read back from the file: every scene is there, in every language, and nothing is cut off."""

from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from assessments.classroom.cards.deck import deck_of
from assessments.classroom.cards.pdf import LAYOUTS, render_cards
from assessments.scenarios.models import Scenario
from tests.factories.assessments import choice, ending, make_version, scene, structure, words_for

pytestmark = pytest.mark.django_db


def as_it_is(value, *, language):
    return value


def deck(version, language="en"):
    with translation.override(language):
        return deck_of(version, language, as_it_is)


def printed(version, language="en", layout="two"):
    with translation.override(language):
        return PdfReader(BytesIO(render_cards(deck(version, language), LAYOUTS[layout])))


def texts_of(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_every_scene_has_a_card_and_the_first_one_is_number_one():
    made = deck(make_version())
    assert [card.number for card in made.cards] == [1, 2, 3, 4, 5]
    assert made.cards[0].heading == "en d1 heading"


def test_an_answer_leads_to_the_card_of_its_scene():
    made = deck(make_version())
    numbers = {card.heading: card.number for card in made.cards}
    goes_on = {choice.text: choice.goes_on for choice in made.cards[0].choices}
    assert goes_on["en d1/b text"] == f"Go to card {numbers['en d1-repair heading']}."


def test_values_are_told_so_that_a_group_can_count_them():
    made = structure(
        scene(
            "d1",
            choice(
                "a",
                2,
                "best",
                "end",
                effects=[{"value": "trust", "add": -1}, {"value": "seen", "set": True}],
                when=[{"value": "trust", "is": "at_least", "than": 0}],
                routes=[{"when": [{"value": "seen", "is": "equals", "than": False}], "next": "end-late"}],
            ),
            choice("b", 0, "poor", "end"),
        ),
        ending("end"),
        ending("end-late", "mixed"),
        format=2,
        max_points=2,
        values=[
            {"id": "trust", "kind": "integer", "start": 0, "min": -2, "max": 2},
            {"id": "seen", "kind": "yes_no", "start": False},
        ],
    )
    made["scenes"][0]["choices"][0]["routes"][0]["when"][0]["than"] = True
    (answer,) = [one for one in deck(make_version(made=made)).cards[0].choices if one.text == "en d1/a text"]
    assert answer.goes_on.startswith(
        "Only if trust at least 0. Note: trust -1. Note: seen is yes. If seen is yes: go to card"
    )


@pytest.mark.parametrize(("layout", "sheets"), [("two", 3), ("four", 2)])
def test_cards_stand_two_or_four_on_a_sheet_and_the_answers_follow(layout, sheets):
    texts = texts_of(printed(make_version(), layout=layout))
    cards, answers = texts[:sheets], texts[sheets:]
    assert "en d1/a text" in cards[0]
    assert not any("consequence" in text for text in cards)
    assert all(f"en d1/{key} consequence" in " ".join(answers) for key in "abc")


def test_nothing_on_a_card_says_which_choice_is_good():
    texts = " ".join(texts_of(printed(make_version()))[:3])
    assert not any(word in texts for word in ("best", "recommended", "critical error", "points"))


def test_a_long_scene_is_set_smaller_until_it_fits_its_card():
    made = structure()
    words = words_for(made, "en")
    words["en"]["scenes"]["d1"]["situation"] = "word " * 500 + "LAST"
    first = texts_of(printed(make_version(made=made, words=words), layout="four"))[0]
    assert "LAST" in first
    assert all(f"en d1/{key} text" in first for key in "abc")


def test_the_cards_of_the_library_can_be_printed_in_every_language_they_have():
    for version in [scenario.versions.first() for scenario in Scenario.objects.filter(code__in=["SC-01"])]:
        for language in version.get_available_languages():
            layout = "four" if language in ("ru", "fa-af") else "two"
            assert len(printed(version, language, layout).pages) > 5


def test_dari_is_set_from_the_right_in_its_own_letters():
    made = structure()
    words = words_for(made, "fa-af")
    words["fa-af"]["scenes"]["d1"]["heading"] = "کنار باجه"
    reader = printed(make_version(made=made, words=words), "fa-af")
    fonts = {str(font["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    places = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, matrix, _font, _size: (
            places.append(matrix[4]) if text.strip() else None
        )
    )
    assert any("Arabic" in name for name in fonts)
    assert reader.trailer["/Root"]["/Lang"] == "fa-AF"
    # The first card stands on the right half of the sheet, and its short heading at the right of the card.
    assert max(places) > 0.8 * float(reader.pages[0].mediabox.width)
