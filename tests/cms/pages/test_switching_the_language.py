import pytest

from assessments.xapi.keys import stable_key
from cms.models import InformationPage
from cms.pages.context import html_code, switch_urls
from tests.factories.curriculum import edit

pytestmark = pytest.mark.django_db

EIGHT = ["en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"]


def test_the_switch_leads_to_the_same_page_in_all_eight_languages():
    assert switch_urls("/ru/manual/m4-non-refoulement/") == {
        code: f"/{code}/manual/m4-non-refoulement/" for code in EIGHT
    }


def test_it_leads_to_the_same_place_outside_of_pages_too():
    assert switch_urls("/ru/my/")["kk"] == "/kk/my/"


def test_from_an_address_without_a_language_it_leads_home():
    assert switch_urls("/verify/abc/")["uz"] == "/uz/"


def information(name, language):
    return InformationPage.objects.get(
        translation_key=stable_key("page", name), locale__language_code=language
    )


def test_a_page_with_another_slug_is_linked_by_it():
    information("about", "tg").unpublish()
    edit(information("about", "ru"), slug="o-nas")
    assert switch_urls("/en/about/")["ru"] == "/ru/o-nas/"
    assert switch_urls("/ru/o-nas/")["en"] == "/en/about/"
    assert switch_urls("/ru/o-nas/")["tg"] == "/tg/o-nas/"


def test_every_language_is_named_in_its_own_words_and_direction(client):
    languages = {link.code: link for link in client.get("/ru/about/?a=1").context["languages"]}
    assert list(languages) == EIGHT
    dari = languages["fa-af"]
    assert (dari.name_local, dari.direction, dari.html_code, dari.is_current) == (
        "دری",
        "rtl",
        "fa-AF",
        False,
    )
    assert languages["ru"].is_current
    assert languages["kk"].url == "/kk/about/?a=1"


def test_the_pages_about_the_site_are_linked_in_order_in_the_readers_language_or_its_fallback(client):
    information("help", "fa-af").unpublish()
    response = client.get("/fa-af/about/")
    assert [link.url for link in response.context["site_pages"]] == [
        "/fa-af/job-aid/",
        "/fa-af/code-principles/",
        "/fa-af/about/",
        "/fa-af/help/",
        "/fa-af/privacy/",
    ]
    assert response.context["site_pages"][3].title == "Помощь"
    assert response.context["text_direction"] == "rtl"


def test_the_switch_costs_no_query_beside_the_stamp(client, django_assert_num_queries):
    switch_urls("/ru/manual/")
    with django_assert_num_queries(2):
        switch_urls("/ru/manual/")


@pytest.mark.parametrize(("code", "html"), [("ru", "ru"), ("fa-af", "fa-AF")])
def test_html_writes_the_region_in_capitals(code, html):
    assert html_code(code) == html
