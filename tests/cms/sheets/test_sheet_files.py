"""The sheets on paper: one page in three sizes, in every language, all of it readable from the file."""

from io import BytesIO

import pytest
from django.conf import settings
from pypdf import PdfReader

from assessments.xapi.keys import stable_key
from certificates.making.printing import fonts
from certificates.rendering.text import TextTooLong
from cms.models import SheetPage
from cms.printing.sheet_facts import PrintedContact
from cms.printing.sheet_forms import FORMS
from cms.printing.sheets import compose_sheet, render_sheet
from cms.printing.text import Passage
from courses.models import CountryFact
from tests.factories.curriculum import edit
from tests.factories.paper import make_sheet_facts, pages_of, words_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SIZES = {"a4": (595, 842), "a3": (842, 1191), "a2": (1191, 1684)}
FEAR = "/en/sheets/afraid-to-go-back/"


def sheets(language):
    return SheetPage.objects.filter(locale__language_code=language).order_by("code")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_sheet_is_one_page_of_its_size_and_can_be_read_back(client, language, size):
    found = list(sheets(language))
    assert len(found) == 7
    for page in found:
        response = client.get(f"/{language}/sheets/{page.slug}/{size}.pdf?country=KZ")
        assert response["Content-Type"] == "application/pdf"
        reader = PdfReader(BytesIO(response.content))
        assert [round(float(edge)) for edge in reader.pages[0].mediabox[2:]] == list(SIZES[size])
        (text,) = pages_of(response.content)
        said = [page.title, page.lead, *(step["value"] for step in page.steps.raw_data), page.careful]
        assert set().union(*map(words_of, said)) - words_of(text) == set()
        assert "29.11.2026" in text or "2025" in text or "2024" in text


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["", "KZ", "KG", "TJ", "TM", "UZ"])
def test_the_file_of_a_country_has_its_contacts(client, country):
    response = client.get(f"/ru/sheets/under-18-or-with-a-child/a4.pdf?country={country}")
    if response.status_code == 404:
        response = client.get(f"/ru/sheets/{sheets('ru')[2].slug}/a4.pdf?country={country}")
    (text,) = pages_of(response.content)
    fact = CountryFact.objects.filter(country=country, token="child_protection_authority").first()
    if fact:
        fact.set_current_language("ru")
        assert words_of(fact.value) <= words_of(text)


@pytest.mark.django_db
def test_a_sheet_that_is_not_offered_for_a_country_is_not_printed_for_it(client):
    assert client.get(f"{FEAR}a4.pdf?country=UZ").status_code == 404
    assert client.get(f"{FEAR}a4.pdf?country=KZ").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/about/a4.pdf", "/en/sheets/a4.pdf", f"{FEAR}a5.pdf", "/en/nowhere/a4.pdf"]
)
def test_other_pages_and_sizes_have_no_file(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_file_may_be_kept_and_asked_for_again(client):
    first = client.get(f"{FEAR}a4.pdf?country=KZ")
    assert first["Cache-Control"] == "public, max-age=3600"
    again = client.get(f"{FEAR}a4.pdf?country=KZ", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(f"{FEAR}a4.pdf?country=TJ")["ETag"] != first["ETag"]


@pytest.mark.django_db
def test_words_that_do_not_fit_on_the_paper_are_refused_and_stay_on_the_page(client):
    page = sheets("en")[0]
    edit(page, lead="Come to any post. " * 600)
    assert client.get(f"{FEAR}a4.pdf?country=KZ").status_code == 422
    assert client.get(f"{FEAR}?country=KZ").status_code == 200


@pytest.mark.django_db
def test_the_key_of_a_sheet_outlives_its_titles():
    assert {page.translation_key for page in sheets("en")} == {
        stable_key("page", f"sheets/i{number}") for number in range(1, 8)
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_equal_words_give_equal_bytes(size, language):
    facts = make_sheet_facts(language=language)
    assert render_sheet(facts, fonts(), size) == render_sheet(
        make_sheet_facts(language=language), fonts(), size
    )


def test_a_draft_and_the_day_of_the_check_are_printed():
    text = pages_of(render_sheet(make_sheet_facts(is_draft=True, language="en"), fonts(), "a4"))[0]
    assert "Draft translation" in text
    assert "Checked on 29.11.2026" in text


def test_a_missing_contact_says_so_and_without_a_country_any_officer_is_named():
    unknown = make_sheet_facts(language="en", contacts=(PrintedContact("Office", "", "en"),))
    assert "This contact is not confirmed yet" in pages_of(render_sheet(unknown, fonts(), "a3"))[0]
    none = make_sheet_facts(language="en", country="", contacts=())
    assert "Ask any officer" in pages_of(render_sheet(none, fonts(), "a3"))[0]


def test_right_to_left_the_page_is_mirrored():
    left = compose_sheet(make_sheet_facts(), fonts(), FORMS["a4"])
    right = compose_sheet(make_sheet_facts(language="fa-af", title="چه کنم؟"), fonts(), FORMS["a4"])
    middle = left.width / 2
    assert left.discs[0].x < middle < right.discs[0].x
    assert left.codes[0][1].left > middle > right.codes[0][1].left + right.codes[0][1].height
    assert left.drawings[0][1].left > middle > right.drawings[0][1].left


def test_a_line_of_dari_that_begins_with_a_foreign_word_still_runs_from_right_to_left():
    facts = make_sheet_facts(language="fa-af", lead="UNHCR به شما کمک می‌کند.")
    leaf = compose_sheet(facts, fonts(), FORMS["a4"])
    line = next(placed for placed in leaf.lines if "R" in {glyph.text for glyph in placed.line.glyphs})
    letters = [glyph.text for glyph in line.line.glyphs if glyph.text.strip()]
    assert letters[-5:] == list("UNHCR")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("times", [1, 3, 6])
def test_long_words_make_the_type_smaller_and_nothing_leaves_the_page(size, times):
    facts = make_sheet_facts(
        title="Что делать, если у меня нет документов и я боюсь возвращаться? " * min(times, 2),
        lead="Обратитесь к любому сотруднику на границе. " * times,
        steps=("Скажите, что вам нужна помощь, любыми словами и на любом языке. " * times,) * 4,
        know=(Passage("Это бесплатно, и вашей стране об этом не сообщают. " * times, "•"),) * 3,
    )
    leaf = compose_sheet(facts, fonts(), FORMS[size])
    assert all(line.x > 0 and line.right <= leaf.width - 40 for line in leaf.lines)
    edges = sorted(line.y for line in leaf.lines)
    assert edges[0] > 10
    steps = [disc.y for disc in leaf.discs]
    assert min(steps) > max(area.top for area in leaf.areas if getattr(area, "radius", 0))


def test_words_beyond_measure_are_refused_before_anything_is_drawn():
    with pytest.raises(TextTooLong):
        render_sheet(make_sheet_facts(lead="Обратитесь. " * 2000), fonts(), "a4")


def test_letters_no_font_has_do_not_stop_the_paper():
    facts = make_sheet_facts(lead="Help 你好 → here\u2028\u200b.", language="en")
    (text,) = pages_of(render_sheet(facts, fonts(), "a4"))
    assert "Help ?? – here" in text
