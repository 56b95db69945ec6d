import pytest
from django.urls import reverse

from courses.content.models import CountryFact, Source
from courses.content.tokens import country_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def fact():
    return CountryFact.objects.get(country="KZ", token="asylum_authority")


def posted(fact, **words):
    return {
        "country": fact.country,
        "token": fact.token,
        "certainty": fact.certainty,
        "source": fact.source,
        "checked_on": "2026-01-31",
        **{f"value_{code}": text for code, text in words.items()},
    }


def edit_url(fact):
    return reverse("wagtailsnippets_courses_countryfact:edit", args=[fact.pk])


def test_the_form_offers_every_language_with_the_words_there_are(admin, fact):
    form = admin.get(edit_url(fact)).context["form"]
    assert [name for name in form.fields if name.startswith("value_")] == [
        f"value_{code}" for code in ("en", "ru", "kk", "ky", "tg", "tk", "uz", "fa_af")
    ]
    assert form["value_ru"].value() == fact.translations.get(language_code="ru").value
    assert 'dir="rtl"' in str(form["value_fa_af"])


def test_words_are_kept_per_language_and_seen_by_readers(admin, fact):
    response = admin.post(edit_url(fact), posted(fact, en="The Office", ru="Ведомство", fa_af="اداره"))
    assert response.status_code == 302
    words = dict(fact.translations.values_list("language_code", "value"))
    assert words == {"en": "The Office", "ru": "Ведомство", "fa-af": "اداره"}
    assert country_values("KZ", "fa-af")["asylum_authority"].text == "اداره"
    fact.refresh_from_db()
    assert fact.checked_on.isoformat() == "2026-01-31"


def test_an_emptied_language_goes(admin, fact):
    admin.post(edit_url(fact), posted(fact, en="The Office"))
    assert list(fact.translations.values_list("language_code", flat=True)) == ["en"]


def test_who_only_reads_facts_cannot_change_them(client, translator, fact):
    client.force_login(translator)
    before = list(fact.translations.values_list("value", flat=True))
    client.post(edit_url(fact), posted(fact, en="Elsewhere"))
    assert list(fact.translations.values_list("value", flat=True)) == before


def test_the_list_of_facts_opens(admin):
    response = admin.get(reverse("wagtailsnippets_courses_countryfact:list"))
    assert response.status_code == 200
    assert "KZ" in response.text


def test_a_source_needs_its_title_in_the_source_language(client, django_user_model):
    chief = django_user_model.objects.create_superuser(
        "chief", password=None, name_native="Chief", name_latin="CHIEF"
    )
    client.force_login(chief)
    url = reverse("wagtailsnippets_courses_source:add")
    assert client.post(url, {"code": "X1", "title_ru": "Документ"}).status_code == 200
    assert not Source.objects.filter(code="X1").exists()
    client.post(url, {"code": "X1", "title_en": "A document", "title_ru": "Документ"})
    assert dict(Source.objects.get(code="X1").translations.values_list("language_code", "title")) == {
        "en": "A document",
        "ru": "Документ",
    }
