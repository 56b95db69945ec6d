"""The public pages of the information sheets: for everybody, in eight languages, for each country."""

import pytest
from django.conf import settings
from django.test import Client
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from assessments.xapi.keys import stable_key
from cms.models import SheetPage
from courses.models import CountryFact
from tests.factories.curriculum import edit
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FEAR = "/en/sheets/afraid-to-go-back/"


def sheet(name: str, language: str = "en") -> SheetPage:
    return SheetPage.objects.get(
        translation_key=stable_key("page", f"sheets/{name}"), locale__language_code=language
    )


def signed_in(**fields) -> Client:
    client = Client()
    client.force_login(make_person(**fields), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_every_sheet_in_the_readers_language_with_its_files(client, language):
    response = client.get(f"/{language}/sheets/?country=KZ")
    assert response.status_code == 200
    for number in range(1, 8):
        page = sheet(f"i{number}", language)
        assert page.title in response.text
        assert f"/{language}/sheets/{page.slug}/?country=KZ" in response.text
        for size in ("a4", "a3", "a2"):
            assert f"/{language}/sheets/{page.slug}/{size}.pdf?country=KZ" in response.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 8))
def test_a_sheet_says_everything_in_the_readers_language(client, language, number):
    page = sheet(f"i{number}", language)
    response = client.get(f"/{language}/sheets/{page.slug}/?country=TJ")
    assert response.status_code == 200
    for text in (page.title, page.lead, *(step["value"] for step in page.steps.raw_data)):
        assert text.partition('"')[0] in response.text


def test_the_contacts_are_those_of_the_chosen_country(client):
    tajik = CountryFact.objects.get(country="TJ", token="asylum_authority")
    kazakh = CountryFact.objects.get(country="KZ", token="asylum_authority")
    text = client.get(f"{FEAR}?country=TJ").text
    assert tajik.value in text
    assert kazakh.value not in text


def test_the_reader_who_is_signed_in_begins_with_the_own_country_and_can_choose_another():
    client = signed_in(country="TJ", language="en")
    assert CountryFact.objects.get(country="TJ", token="asylum_authority").value in client.get(FEAR).text
    other = client.get(f"{FEAR}?country=KZ").text
    assert CountryFact.objects.get(country="KZ", token="asylum_authority").value in other
    assert client.get(f"{FEAR}?country=").context["country"] == ""


@pytest.mark.parametrize("query", ["", "?country=", "?country=XX", "?country=kz"])
def test_without_a_country_the_sheet_is_there_and_asks_for_one(client, query):
    response = client.get(FEAR + query)
    assert response.status_code == 200
    assert "Choose your country above" in response.text
    assert sheet("i1").lead in response.text


def test_a_contact_nobody_confirmed_sends_to_any_officer_not_to_a_duty_officer(client):
    CountryFact.objects.filter(country="KZ", token="unhcr_contact").delete()
    text = client.get(f"{FEAR}?country=KZ").text
    assert "This contact is not confirmed yet. Ask any officer." in text
    assert "duty officer" not in text


def test_a_sheet_is_not_offered_where_what_it_needs_is_not_known_and_says_so_kindly(client):
    response = client.get(f"{FEAR}?country=UZ")
    assert response.status_code == 200
    assert "This sheet is not yet ready for Uzbekistan" in response.text
    assert sheet("i1").lead not in response.text
    assert ".pdf" not in response.text
    listed = client.get("/en/sheets/?country=UZ").text
    assert "/en/sheets/afraid-to-go-back/a4.pdf" not in listed
    assert "/en/sheets/came-to-work" not in listed or "Not yet ready for Uzbekistan" in listed


def test_a_draft_translation_says_so_and_leads_to_a_reviewed_one(client):
    text = client.get(f"/kk/sheets/{sheet('i1', 'kk').slug}/").text
    assert 'class="notice notice-warning"' in text
    assert "/ru/sheets/afraid-to-go-back/" in text
    assert 'class="notice notice-warning"' not in client.get(FEAR).text


def test_what_a_stranger_sees_may_be_kept_and_a_signed_in_readers_page_may_not(client):
    for path in ("/en/sheets/", FEAR):
        assert client.get(path)["Cache-Control"] == "public, max-age=300"
        assert "private" in signed_in(username=f"k{len(path)}").get(path)["Cache-Control"]
    assert "csrf" not in client.get(FEAR).text


def test_reading_costs_few_queries(client, django_assert_max_num_queries):
    for path in ("/ru/sheets/?country=KZ", "/fa-af/sheets/afraid-to-go-back/?country=TJ"):
        client.get(path)
        with django_assert_max_num_queries(3):
            client.get(path)


@pytest.mark.parametrize("language", ["en", "fa-af"])
def test_the_sheets_are_linked_at_the_foot_of_every_page_and_on_the_home_page(client, language):
    assert client.get(f"/{language}/").text.count(f'href="/{language}/sheets/"') == 2
    assert f'href="/{language}/sheets/"' in client.get(f"/{language}/help/").text


def test_translators_are_asked_about_the_words_and_not_about_the_structure():
    page = sheet("i1")
    asked = {s.path.partition(".")[0] for s in extract_segments(page) if isinstance(s, StringSegmentValue)}
    assert {"title", "short", "lead", "steps", "know", "careful"} <= asked
    assert not asked & {"code", "picture", "contacts", "needs", "checked_on"}


def test_a_sheet_taken_off_the_site_is_neither_listed_nor_printed(client):
    for language in LANGUAGES:
        sheet("i6", language).unpublish()
    slug = sheet("i6").slug
    assert slug not in client.get("/en/sheets/").text
    assert client.get(f"/en/sheets/{slug}/a4.pdf").status_code == 404


def test_what_an_editor_writes_is_on_the_page_at_once(client):
    edit(sheet("i1"), lead="Come to any post.")
    assert "Come to any post." in client.get(FEAR).text
