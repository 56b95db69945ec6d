import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.content.checking import findings
from courses.content.checking.reading import check_one, checked_pages
from courses.content.models import LessonPage
from courses.content.stamp import forget
from tests.factories.curriculum import edit, lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def faulty(db):
    """A lesson with a token nobody knows, and its Russian with a screen left in English."""
    load_small()
    english, russian = lesson("m0-1", "en"), lesson("m0-1", "ru")
    body = list(english.body.raw_data)
    body[1]["value"]["text"] = "Ask {{nobody}} at once."
    edit(english, body=json.dumps(body))
    translated = list(russian.body.raw_data)
    translated[1]["value"]["text"] = "Ask {{nobody}} at once."
    edit(russian, body=json.dumps(translated))
    return english, russian


def found(response):
    return {
        (group.page.title, line.finding.kind) for group in response.context["groups"] for line in group.lines
    }


def test_each_finding_says_where_and_what_to_do_and_leads_to_its_place(client, faulty):
    english, _russian = faulty
    response = client.get(reverse("content_checks"), {"kind": findings.UNKNOWN_TOKEN, "language": "en"})
    assert found(response) == {("All screens", findings.UNKNOWN_TOKEN)}
    block = english.body.raw_data[1]["id"]
    url = f"{reverse('wagtailadmin_pages:edit', args=[english.pk])}#:w:contentpath=body.{block}.text"
    text = response.content.decode()
    assert url in text
    assert "Use one of the tokens of the country editions." in text
    assert "{{nobody}}" in text


def test_the_list_is_filtered_by_kind_language_and_module(client, faulty):
    response = client.get(reverse("content_checks"), {"language": "ru", "module": "Малый модуль"})
    assert ("Все экраны", findings.UNTRANSLATED) in found(response)
    assert {group.page.language for group in response.context["groups"]} == {"ru"}
    assert found(client.get(reverse("content_checks"), {"kind": "term", "module": "no such"})) == set()


def test_the_facts_to_be_confirmed_are_listed_once(client, faulty):
    response = client.get(
        reverse("content_checks"), {"kind": findings.TO_CONFIRM, "module": "A small module"}
    )
    assert found(response) == {("All screens", findings.TO_CONFIRM)}


def test_the_editor_shows_what_is_found_in_the_draft(client, faulty):
    page = lesson("m0-2", "en")
    body = list(page.body.raw_data)
    body[0]["value"]["body"] = "<p>An illegal migrant.</p>"
    page.body = json.dumps(body)
    page.save_revision()
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    text = response.content.decode()
    assert "Word to avoid" in text
    assert f"#:w:contentpath=body.{body[0]['id']}.body" in text
    # What is live is not yet so.
    assert not any(finding.kind == findings.AVOID for finding in check_one(lesson("m0-2", "en")))


def test_a_page_that_is_only_being_made_can_be_opened(client, faulty):
    parent = lesson("m0-2", "en").get_parent()
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", parent.pk])
    assert client.get(url).status_code == 200


def test_the_checks_cost_as_many_queries_for_few_pages_as_for_many():
    def counted():
        forget()
        with CaptureQueriesContext(connection) as captured:
            checked_pages((LessonPage,))
        return len(captured.captured_queries)

    many = counted()
    LessonPage.objects.filter(pk__in=list(LessonPage.objects.values_list("pk", flat=True)[3:])).update(
        live=False
    )
    assert counted() == many <= 12
