import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from assessments.glossary.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, translator):
    wanted = ["view_term", "change_term"]
    translator.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(translator)
    return client


@pytest.fixture
def term():
    return Term.objects.get(number=1)


def posted(**words):
    return {"number": 1, "word_en": "refugee", **words}


def edit_url(term):
    return reverse("wagtailsnippets_assessments_term:edit", args=[term.pk])


def test_every_language_has_its_word_with_its_own_direction(editor, term):
    form = editor.get(edit_url(term)).context["form"]
    assert form["word_ru"].value() == "беженец"
    assert 'dir="rtl"' in str(form["word_fa_af"])
    assert 'lang="fa-af"' in str(form["also_fa_af"])
    assert "qochqin" in str(form["also_uz"])
    assert not form["reviewed_kk"].value()


def test_a_translator_reviews_a_word_and_adds_spellings(editor, term):
    words = posted(word_kk="босқын", also_kk="бопқын\n\n босқынша ", reviewed_kk="on")
    assert editor.post(edit_url(term), words).status_code == 302
    row = term.translations.get(language_code="kk")
    assert (row.word, row.also, row.reviewed) == ("босқын", ["бопқын", "босқынша"], True)
    assert set(term.translations.values_list("language_code", flat=True)) == {"en", "kk"}


def test_a_review_without_a_word_is_refused(editor, term):
    response = editor.post(edit_url(term), posted(reviewed_kk="on"))
    assert response.status_code == 200
    assert "word_kk" in response.context["form"].errors
    assert term.translations.count() == 8


def test_the_list_says_which_languages_await_review_and_which_have_no_word(
    editor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        response = editor.get(reverse("wagtailsnippets_assessments_term:list"))
    assert response.status_code == 200
    assert "fa-af, kk, ky, tg, tk, uz" in response.text
    assert Term.objects.get(number=8).languages_without_word() == "kk, ky, tg, tk, uz"


def test_who_has_no_part_in_the_glossary_cannot_open_it(client, trainee, observer, term):
    for person in (trainee, observer):
        client.force_login(person)
        assert client.get(edit_url(term)).status_code in (302, 403)


def test_a_translator_writes_what_a_word_means_but_not_without_the_word(editor, term):
    assert editor.post(edit_url(term), posted(definition_kk="Қорғау іздеген адам.")).status_code == 200
    words = posted(word_kk="босқын", definition_kk="Қорғау іздеген адам.")
    assert editor.post(edit_url(term), words).status_code == 302
    assert term.translations.get(language_code="kk").definition == "Қорғау іздеген адам."
