"""The glossary as a page: every term in the reader's language, with what it means."""

import pytest
from django.utils.html import escape

from assessments.glossary.models import Term
from cms.glossary.entries import glossary
from courses.content.stamp import forget

pytestmark = pytest.mark.django_db


def line_of(language, number):
    return next(line for line in glossary(language).lines if line.number == number)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"])
def test_every_term_is_there_once_in_every_language(client, language):
    page = client.get(f"/{language}/glossary/")
    assert page.status_code == 200
    lines = glossary(language).lines
    assert sorted(line.number for line in lines) == list(range(1, 71))
    assert all(f'id="t{number}"' in page.text for number in range(1, 71))


def test_a_term_says_what_it_means_and_what_it_is_called_in_the_other_working_language(client):
    page = client.get("/ru/glossary/").text
    line = line_of("ru", 1)
    assert (line.word, line.other, line.other_language) == ("беженец", "refugee", "en")
    assert escape(line.definition) in page
    assert "Человек вне своей страны" in line.definition
    assert line_of("en", 1).other == "беженец"


def test_a_term_is_explained_in_the_fallback_where_its_language_has_no_definition():
    Term.objects.get(number=1).translations.filter(language_code="kk").update(definition="")
    line = line_of("kk", 1)
    assert (line.word, line.language, line.definition_language) == ("босқын", "kk", "ru")
    assert line.other == "беженец"


def test_only_a_word_that_nobody_has_reviewed_is_marked_a_draft(client):
    assert not glossary("ru").has_drafts
    assert "awaiting a native reviewer" not in client.get("/en/glossary/").text
    assert line_of("kk", 1).is_draft
    Term.objects.get(number=1).translations.filter(language_code="kk").update(reviewed=True)
    forget()
    assert not line_of("kk", 1).is_draft


def test_a_term_without_a_word_stands_at_the_end_in_another_language():
    Term.objects.get(number=1).translations.filter(language_code="tg").delete()
    forget()
    (line,) = [line for line in glossary("tg").untranslated if line.number == 1]
    assert (line.word, line.language) == ("беженец", "ru")
    assert line.other == "refugee"


def test_the_letters_follow_the_alphabet_of_the_language(client):
    assert list(glossary("ru").letters) == sorted(glossary("ru").letters)
    uzbek = glossary("uz").letters
    assert uzbek.index("Sh") > uzbek.index("Y")
    page = client.get("/ru/glossary/").text
    assert page.count('href="#letter-') == page.count('id="letter-') == len(glossary("ru").letters)


def test_what_an_editor_changes_is_shown_at_once(client):
    glossary("en")
    term = Term.objects.get(number=1)
    term.translations.filter(language_code="en").update(definition="Somebody who flees.")
    term.save()
    assert "Somebody who flees." in client.get("/en/glossary/").text


def test_the_page_is_linked_from_every_page_and_asks_little_of_the_database(
    client, django_assert_max_num_queries
):
    assert 'href="/ru/glossary/"' in client.get("/ru/").text
    client.get("/ru/glossary/")
    with django_assert_max_num_queries(1):
        client.get("/ru/glossary/")
