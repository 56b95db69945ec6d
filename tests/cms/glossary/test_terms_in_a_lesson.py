"""Terms explained where they first stand in a lesson."""

import re

import pytest
from bs4 import BeautifulSoup

from assessments.glossary.models import Term
from cms.glossary.explaining import PageTerms
from courses.content.models import LessonPage
from courses.content.stamp import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return LessonPage.objects.get(slug="the-rule", locale__language_code="en")


@pytest.fixture
def reader(client, lecturer):
    client.force_login(lecturer)
    return client


def url_of(lesson, language="en"):
    module = lesson.get_parent()
    return f"/{language}/{module.get_parent().slug}/{module.slug}/{lesson.slug}/"


def marked(html, language="en", *, page=0):
    return str(PageTerms(page, language).explain(html))


def notes_of(page):
    # A CSS selector does not look into a template.
    return page.find("template").find_all("p")


def words_of(html):
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', html)


def test_only_the_first_place_of_a_term_is_marked():
    html = marked("<p>A refugee, two refugees and an asylum-seeker.</p><p>Refugees again.</p>")
    assert words_of(html) == ["refugee", "asylum-seeker"]
    assert '<a class="term" href="/en/glossary/#t1" data-term="t1">refugee</a>' in html


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Refugee</h2>",
        '<p><a href="/x/">a refugee</a></p>',
        "<p>{{asylum_authority}}</p>",
        '<p data-x="refugee">one</p>',
        "<p>&lt;b&gt; &amp; it&#x27;s</p>",
        "",
    ],
)
def test_headings_links_tokens_and_tags_stay_as_they_are(html):
    assert marked(html) == html


def test_a_text_stays_safe_and_its_words_the_same():
    html = "<p>The child&#x27;s mother &amp; a <b>refugee</b> &lt;script&gt;</p>"
    found = marked(html)
    assert BeautifulSoup(found, "html.parser").text == BeautifulSoup(html, "html.parser").text
    assert words_of(found) == ["child&#x27;s", "refugee"]
    assert "<script>" not in found


def test_a_term_without_any_definition_is_not_marked():
    Term.objects.get(number=1).translations.update(definition="")
    Term.objects.get(number=1).save()
    forget()
    assert words_of(marked("<p>A refugee and an asylum-seeker.</p>")) == ["asylum-seeker"]


def test_a_lesson_shows_the_meaning_in_the_language_of_its_text(reader, lesson):
    page = BeautifulSoup(reader.get(url_of(lesson)).text, "html.parser")
    links = page.select("a.term")
    notes = {note["data-term"]: note for note in notes_of(page)}
    assert links
    assert [link["data-term"] for link in links] == list(notes)
    assert len(set(notes)) == len(links)
    assert all(note["lang"] == "en" for note in notes.values())
    assert not page.select("h1 a.term, h2 a.term, .check a.term, a a.term, summary a.term")


def test_a_text_in_another_language_than_the_reader_s_is_explained_in_its_own(reader, lesson):
    page = BeautifulSoup(reader.get(url_of(lesson, "fa-af")).text, "html.parser")
    assert page.select("a.term")[0]["href"].startswith("/fa-af/glossary/#t")
    assert {note["lang"] for note in notes_of(page)} == {"ru"}


def test_the_second_reader_gets_the_same_page(reader, lesson):
    first = reader.get(url_of(lesson)).text
    second = reader.get(url_of(lesson)).text
    links = re.compile(r'<a class="term".*?</a>')
    assert links.findall(first) == links.findall(second) != []
    assert first.count("data-term=") == second.count("data-term=")


def test_what_an_editor_changes_is_explained_at_once(reader, lesson):
    page = BeautifulSoup(reader.get(url_of(lesson)).text, "html.parser")
    number = page.select("a.term")[0]["data-term"][1:]
    term = Term.objects.get(number=number)
    term.translations.filter(language_code="en").update(definition="Quite another meaning.")
    term.save()
    assert "Quite another meaning." in reader.get(url_of(lesson)).text


def test_information_pages_and_previews_are_not_marked(client):
    assert 'class="term"' not in client.get("/en/code-principles/").text
