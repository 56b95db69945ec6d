import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from assessments.xapi.keys import stable_key
from cms.models import InformationPage
from cms.pages.serving import find_page
from courses.models import CoursePage, LessonPage, ModulePage
from tests.factories.curriculum import edit

pytestmark = pytest.mark.django_db


def about(language):
    return InformationPage.objects.get(
        translation_key=stable_key("page", "about"), locale__language_code=language
    )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_is_shown_in_the_language_of_its_address(client, language):
    response = client.get(f"/{language}/about/")
    assert response.status_code == 200
    assert about(language).title in response.text


def test_a_page_not_translated_is_shown_in_the_first_fallback_under_the_readers_own_prefix(client):
    about("fa-af").unpublish()
    response = client.get("/fa-af/about/")
    assert response.status_code == 200
    assert '<html lang="fa-af" dir="rtl">' in response.text.replace("fa-AF", "fa-af")
    assert about("ru").title in response.text
    assert 'lang="ru"' in response.text


def test_where_the_first_fallback_has_it_not_the_second_is_shown(client):
    for language in ("fa-af", "ru"):
        about(language).unpublish()
    found = find_page("about/", "fa-af")
    assert (found.language, found.page.pk) == ("en", about("en").pk)


def test_a_page_with_another_slug_in_the_readers_language_sends_him_there(client):
    edit(about("ru"), slug="o-nas")
    response = client.get("/ru/about/")
    assert (response.status_code, response["Location"]) == (302, "/ru/o-nas/")
    response = client.get("/en/o-nas/")
    assert (response.status_code, response["Location"]) == (302, "/en/about/")


@pytest.mark.parametrize("address", ["/en/nowhere/", "/ru/about/nowhere/", "/fa-af/manual/nowhere/"])
def test_an_unknown_address_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_unpublished_page_is_not_found(client):
    for page in about("en").get_translations(inclusive=True):
        page.unpublish()
    assert client.get("/en/about/").status_code == 404


def test_an_address_without_its_last_slash_is_completed(client):
    response = client.get("/en/about")
    assert (response.status_code, response["Location"]) == (301, "/en/about/")


def test_a_page_made_private_asks_to_sign_in(client):
    PageViewRestriction.objects.create(page=about("en"), restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/en/about/")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_the_hooks_of_wagtail_run(client):
    seen = []
    with hooks.register_temporarily("before_serve_page", lambda page, *_: seen.append(page.slug)):
        client.get("/en/about/")
    assert seen == ["about"]


def test_finding_a_page_costs_two_queries_at_any_depth():
    path = "manual/m4-non-refoulement/the-rule/"
    find_page(path, "ru")
    with CaptureQueriesContext(connection) as queries:
        found = find_page(path, "ru")
    assert found.page.title
    assert len(queries) == 2


def test_wagtail_knows_the_address_of_a_page():
    page = Page.objects.get(translation_key=stable_key("lesson", "m4-1"), locale__language_code="ru")
    assert page.url == "/ru/manual/m4-non-refoulement/the-rule/"


def test_a_module_made_below_a_translated_course_only_is_not_found(client, manual_key):
    """It is in no outline, because the source language says what the structure is."""
    course = CoursePage.objects.get(translation_key=manual_key, locale__language_code="ru")
    module = course.add_child(
        instance=ModulePage(title="Только по-русски", slug="only-russian", code="M99", locale=course.locale)
    )
    module.add_child(instance=LessonPage(title="Урок", slug="only", code="M99.1", locale=course.locale))
    assert client.get("/ru/manual/only-russian/").status_code == 404
    assert client.get("/ru/manual/only-russian/only/").status_code == 404
