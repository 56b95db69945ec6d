import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.editing.citations import groups
from courses.content.citing import order
from courses.content.models import LessonPage
from tests.factories.curriculum import edit, lesson, load_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(translator):
    client = Client()
    client.force_login(translator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def cite(value, *codes):
    value["cites"] = [
        {"type": "item", "id": f"0000000{number}-0000-4000-8000-000000000000", "value": code}
        for number, code in enumerate(codes)
    ]


@pytest.fixture
def cited(db):
    """M9.91 is cited by a screen, a question and one of its answers; M9.912 and CP77 by the screen alone."""
    load_small()
    page = lesson("m0-1")
    body = list(page.body.raw_data)
    cite(body[1]["value"], "M9.91", "CP77")
    edit(page, body=json.dumps(body))
    check = lesson("m0-check")
    body = list(check.body.raw_data)
    question = body[1]["value"]["questions"][0]
    cite(question["value"], "M9.91", "M99.9")
    cite(question["value"]["options"][1]["value"], "M9.91")
    edit(check, body=json.dumps(body))
    return page, check


def test_all_places_that_cite_a_chapter_are_listed_and_lead_to_the_editor(client, cited):
    page, check = cited
    response = client.get(reverse("citations"), {"code": "M9.91"})
    (group,) = response.context["groups"]
    assert [(line.citation.kind, line.citation.title) for line in group.lines] == [
        ("screen", "M0.1 All screens"),
        ("question", "M0.3 A check"),
        ("answer", "M0.3 A check"),
    ]
    assert response.context["total"] == 3
    text = response.content.decode()
    for line in group.lines:
        assert f'href="{line.url}"' in text
    block, question = check.body.raw_data[1]["id"], check.body.raw_data[1]["value"]["questions"][0]
    assert group.lines[1].url == (
        f"{reverse('wagtailadmin_pages:edit', args=[check.pk])}"
        f"#:w:contentpath=body.{block}.questions.{question['id']}.cites"
    )
    assert group.lines[0].url.startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_a_module_finds_its_lessons_and_no_other_of_the_same_beginning(client, cited):
    assert {group.code for group in groups(code="m99")} == {"M99.9"}
    assert {group.code for group in groups(code="M9.9")} == set()
    assert [group.code for group in groups(code="CP77", kind="question")] == []


def test_scenarios_are_found_by_the_article_their_legal_source_names(client):
    found = groups(code="Art. 33", kind="choice")
    assert [group.code for group in found][:1] == ["1951 Convention, Art. 33"]
    line = found[0].lines[0]
    assert line.url.startswith("/admin/scenarios/")
    assert line.citation.text


def test_the_list_is_a_file_too(client, cited):
    response = client.get(reverse("citations_file"), {"code": "M9.91"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Code", "M9.91", "M9.91", "M9.91"]
    assert rows[1][3] == "M0.1 All screens"
    assert rows[1][5].startswith("http://testserver/admin/pages/")


def test_a_text_is_no_formula_in_the_file(client, cited):
    page, _check = cited
    body = list(page.body.raw_data)
    body[1]["value"]["text"] = "=1+1"
    edit(page, body=json.dumps(body))
    assert "'=1+1" in client.get(reverse("citations_file"), {"code": "M9.91"}).content.decode()


def test_codes_are_in_the_order_of_the_curriculum():
    codes = ["CRC, Art. 3", "CP2", "M10.1", "T1", "M4.10", "M4.2", "C1.1"]
    assert sorted(codes, key=order) == ["M4.2", "M4.10", "M10.1", "C1.1", "T1", "CP2", "CRC, Art. 3"]


def test_the_list_costs_as_many_queries_for_few_lessons_as_for_many(django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        many = groups()
    LessonPage.objects.filter(pk__in=list(LessonPage.objects.values_list("pk", flat=True)[2:])).update(
        live=False
    )
    with django_assert_max_num_queries(12):
        assert len(groups()) < len(many)
