import pytest
from bs4 import BeautifulSoup

from courses.content.models import LessonPage
from tests.factories.curriculum import lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    load_small()


def soup_of(page, **context):
    html = page.body.stream_block.render(page.body, {"page": page, **context})
    return BeautifulSoup(html, "html.parser")


def test_every_screen_of_a_lesson_is_on_the_page(small):
    soup = soup_of(lesson("m0-1"))
    text = soup.get_text(" ", strip=True)
    for words in (
        "A heading",
        "Stop first, then listen.",
        "The rule has many forms.",
        "The gate",
        "Two columns",
        "A woman stands at the barrier.",
        "What do you do?",
        "I stop it and refer to",
    ):
        assert words in text
    assert [cell.get_text() for cell in soup.select("td")] == ["fear", "listen", "child", "keep safe"]
    assert [header["scope"] for header in soup.select("th")] == ["col", "col"]


def test_rich_text_keeps_its_emphasis_and_lists(small):
    soup = soup_of(lesson("m0-1"))
    assert soup.select_one("b").get_text() == "strong"
    assert [item.get_text() for item in soup.select("ul li")][:2] == ["one", "two"]


def test_the_debrief_of_a_case_is_folded_away(small):
    (details,) = [d for d in soup_of(lesson("m0-1")).select("details") if "You stop" in d.get_text()]
    assert not details.has_attr("open")


def test_facts_name_their_documents_in_the_language_of_the_lesson(small):
    assert "A note on the rule" in soup_of(lesson("m0-1")).get_text()
    assert "Записка о принципе" in soup_of(lesson("m0-1", "ru")).get_text()


def test_a_picture_has_its_description(small):
    (picture,) = soup_of(lesson("m0-1")).select("figure img")
    assert picture["alt"].startswith("A gate")
    assert "img/curriculum/m4-forms" in picture["src"]


def test_a_check_without_a_state_shows_neither_answers_nor_feedback(small):
    html = str(soup_of(lesson("m0-check")))
    assert "What did you learn?" in html
    for words in ("The second", "Yes, it is the second.", "is_correct", "South has no gate."):
        assert words not in html


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_loaded_lesson_renders(language):
    pages = LessonPage.objects.filter(locale__language_code=language).select_related("locale")
    assert pages
    for page in pages:
        assert "{{" not in str(soup_of(page, country="KG"))
