"""The reusable form for parler models: what an editor sees of it, and how often it asks the database."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.glossary.models import Term
from cms.translation.forms import translated_form
from courses.content.models import CountryFact, Route, Source
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    person = make_person(username="chief", role=None)
    person.is_superuser = True
    person.save()
    client.force_login(person)
    return client


def edit_url(one):
    return reverse(f"wagtailsnippets_{one._meta.app_label}_{one._meta.model_name}:edit", args=[one.pk])


@pytest.mark.parametrize("model", [Term, CountryFact, Source, Route])
def test_each_language_is_a_part_with_its_own_name_and_direction(chief, model):
    text = chief.get(edit_url(model.objects.first())).text
    assert text.count('class="wl-language"') == 8
    assert 'id="words-fa-af"' in text
    assert 'lang="fa-AF" dir="rtl"' in text
    assert re.search(r"js/words(\.\w+)?\.js", text)


def test_a_language_without_words_is_marked(chief):
    source = Source.objects.create(code="X1")
    source.translations.create(language_code="en", title="A document")
    text = chief.get(edit_url(source)).text
    assert text.count("data-empty-mark") == 7
    part = text.split('id="words-en"')[1].split("</section>")[0]
    assert "data-empty" not in part.split(">")[0]


def test_a_fault_is_marked_on_its_language(chief):
    term = Term.objects.first()
    response = chief.post(edit_url(term), {"number": term.number, "word_en": "refugee", "also_kk": "x"})
    part = response.text.split('id="words-kk"')[1].split(">")[0]
    assert "data-error" in part
    assert "data-error" not in response.text.split('id="words-ru"')[1].split(">")[0]


def test_all_languages_are_read_with_one_query_and_written_with_two():
    source = Source.objects.create(code="X1")
    for code in ("en", "ru", "kk"):
        source.translations.create(language_code=code, title=code)
    form_class = translated_form(Source)
    form_class = type(
        "Form", (form_class,), {"Meta": type("Meta", (), {"model": Source, "fields": ["code"]})}
    )
    with CaptureQueriesContext(connection) as reading:
        form = form_class(instance=source)
    assert len(reading) == 1
    data = {"code": "X1", "title_en": "en", "title_ru": "новое", "title_uz": "yangi", "title_fa_af": "نو"}
    form = form_class(data, instance=source)
    assert form.is_valid()
    with CaptureQueriesContext(connection) as writing:
        form.save()
    told = [query["sql"] for query in writing if "source_translation" in query["sql"]]
    assert len(told) == 2
    words = dict(source.translations.values_list("language_code", "title"))
    assert words == {"en": "en", "ru": "новое", "uz": "yangi", "fa-af": "نو"}


def test_a_route_keeps_the_order_of_its_modules_when_one_is_added(chief):
    route = Route.objects.first()
    keys = list(reversed(route.module_keys))
    route.module_keys = keys[1:]
    route.save()
    words = {row.language_code: row for row in route.translations.all()}
    data = {
        "code": route.code,
        "position": route.position,
        "modules": sorted(keys),
        "title_en": words["en"].title,
        "title_kk": "Бірінші қатар",
    }
    assert chief.post(edit_url(route), data).status_code == 302
    route.refresh_from_db()
    assert route.module_keys == [*keys[1:], keys[0]]
    assert set(route.translations.values_list("language_code", flat=True)) == {"en", "kk"}
