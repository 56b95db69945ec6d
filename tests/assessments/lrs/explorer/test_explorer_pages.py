"""The list of the explorer in the admin: what is found, who is named to whom, who is led there, what it costs."""

import json
import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import KnownActivity, Statement
from assessments.xapi import vocabulary
from assessments.xapi.reading import write_json
from tests.assessments.lrs.explorer.pages import LIST, PONDERED, listed, shown, store
from tests.factories.assessments import statement
from tests.factories.people import make_person
from tests.factories.playing import client_of, text_of

pytestmark = pytest.mark.django_db


def name_activity(iri, **names):
    definition = {"name": names, "description": {"en": "secret passage"}}
    KnownActivity.objects.update_or_create(iri=iri, defaults={"definition": write_json(definition)})


# The list


def test_the_newest_statement_stands_first_and_the_rest_is_a_page_away(desk):
    rows = store(*(statement() for _ in range(55)))
    expected = [str(row.statement_id) for row in reversed(rows)]
    response = desk.get(reverse(LIST))
    assert [str(line.statement_id) for line in response.context["lines"]] == expected[:50]
    assert response.context["newer"] == ""
    older = desk.get(reverse(LIST) + response.context["older"])
    assert [str(line.statement_id) for line in older.context["lines"]] == expected[50:]
    assert older.context["older"] == ""
    again = desk.get(reverse(LIST) + older.context["newer"])
    assert [str(line.statement_id) for line in again.context["lines"]] == expected[:50]


def test_an_empty_store_says_so(desk):
    assert "There is no statement yet" in shown(desk, LIST)


def test_filters_find_what_they_name(desk):
    registration = str(uuid4())
    mine = statement(
        verb={"id": PONDERED},
        actor={"mbox": "mailto:p@example.org"},
        object={"id": "https://example.org/a/7"},
        context={
            "registration": registration,
            "contextActivities": {"parent": {"id": "https://example.org/a/0"}},
        },
    )
    store(statement(), statement())
    key, _secret = grant_key(name="A player")
    store(mine, authority=key.key)
    only = [mine["id"]]
    assert listed(desk, verb_iri=PONDERED) == only
    assert listed(desk, person="mailto:p@example.org") == only
    assert listed(desk, person="mbox mailto:p@example.org") == only
    assert listed(desk, person='{"mbox": "mailto:p@example.org"}') == only
    assert listed(desk, activity="https://example.org/a/7") == only
    assert listed(desk, activity="https://example.org/a/0") == []
    assert listed(desk, activity="https://example.org/a/0", inside="on") == only
    assert listed(desk, registration=registration.upper()) == only
    assert listed(desk, client=key.key) == only
    assert len(listed(desk, client="panah")) == 2
    assert len(listed(desk, verb=vocabulary.EXPERIENCED.iri)) == 2
    assert listed(desk, verb_iri=PONDERED, registration=registration, client="panah") == []
    assert len(listed(desk, stored_from="2020-01-01", stored_to="2199-01-01")) == 3
    assert listed(desk, stored_from="2199-01-01") == []


def test_voided_statements_come_when_asked_for(desk):
    (row,) = store(statement())
    store(
        statement(
            verb={"id": vocabulary.VOIDED.iri},
            object={"objectType": "StatementRef", "id": str(row.statement_id)},
        )
    )
    assert str(row.statement_id) not in listed(desk)
    assert str(row.statement_id) in listed(desk, voided="on")
    page = shown(desk, "explorer_statement", row.statement_id)
    assert "This statement no longer counts. Voided by p-1 voided: statement" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"registration": "x"},
        {"verb_iri": "no iri"},
        {"stored_from": "2026-13-01"},
        {"stored_from": "0001-01-01"},
        {"stored_to": "9999-12-31"},
        {"stored_from": "2026-03-02", "stored_to": "2026-03-01"},
        {"client": "nobody"},
        {"verb": "x"},
        {"person": "a\x00"},
    ],
)
def test_a_filter_that_makes_no_sense_is_told_in_its_place(desk, asked):
    store(statement())
    response = desk.get(f"{reverse(LIST)}?{urlencode(asked)}")
    assert response.status_code == 200
    assert set(response.context["form"].errors) <= set(asked)
    assert response.context["form"].errors
    assert response.context["lines"] == []


@pytest.mark.parametrize("asked", [{"before": "x"}, {"after": "1.2.3"}, {"before": "9" * 40}])
def test_a_broken_cursor_shows_the_first_page(desk, asked):
    assert len(listed(desk, **asked)) == 0
    store(statement())
    assert len(listed(desk, **asked)) == 1


def test_an_activity_is_found_by_a_part_of_its_name_in_any_language(desk):
    name_activity("https://example.org/a/1", ru="Ночь на перевале", en="Night")
    name_activity("https://example.org/a/2", en="Day")
    (row, _other) = store(
        statement(object={"id": "https://example.org/a/1"}),
        statement(object={"id": "https://example.org/a/2"}),
    )
    assert listed(desk, activity="НОЧЬ на") == [str(row.statement_id)]
    assert "No activity has such a name" in shown(desk, LIST, activity="secret")
    name_activity("https://example.org/a/2", en="Nightly")
    response = desk.get(f"{reverse(LIST)}?activity=night&voided=on")
    assert response.context["lines"] == []
    assert [match.name for _url, match in response.context["activities"]] == ["Night", "Nightly"]
    assert "Several activities fit" in text_of(response)
    chosen = desk.get(reverse(LIST) + response.context["activities"][0][0])
    assert len(chosen.context["lines"]) == 1
    assert chosen.context["form"].data["voided"] == "on"


# People


def test_a_learner_is_found_by_number_and_name_and_named(desk, trainee, attempt):
    trainee.name_native = "Мадина Раҷабова"
    trainee.save()
    other = make_person(username="k-2002", name_native="Айгүл Дүйсенова", name_latin="DUISENOVA Aigul")
    found = listed(desk, person="K-1001")
    assert found
    assert found == listed(desk, person=str(trainee.actor_key)) == listed(desk, person="раҷабова")
    assert listed(desk, person=other.username) == []
    response = desk.get(f"{reverse(LIST)}?person=айгүл")
    assert {match.note for _url, match in response.context["people"]} >= {"a-1", "k-2002"}
    assert "Nobody fits" in shown(desk, LIST, person="Zoroaster")
    assert trainee.name_native in shown(desk, LIST, person="k-1001")


def test_who_may_read_statements_but_not_people_sees_pseudonyms(trainee, attempt):
    reader = make_person(username="r-1")
    wanted = Permission.objects.filter(codename__in=["view_statement", "access_admin"])
    reader.user_permissions.set(wanted)
    desk = client_of(reader)
    pages = [
        shown(desk, LIST),
        shown(desk, "explorer_statement", Statement.objects.first().statement_id),
        shown(desk, "explorer_learner", trainee.actor_key),
        shown(desk, "explorer_registration", attempt.registration),
    ]
    for page in pages:
        assert trainee.name_native not in page
        assert trainee.name_latin not in page
        assert trainee.username not in page
        assert f"Learner {str(trainee.actor_key)[:8]}" in page or str(trainee.actor_key)[:8] in page
    # Nor can the list be asked whose statements there are.
    assert "Nobody fits" in shown(desk, LIST, person=trainee.username)
    assert listed(desk, person=str(trainee.actor_key))


def test_who_is_asked_for_has_a_timeline_as_well(desk, trainee, attempt):
    timeline = reverse("explorer_learner", args=[trainee.actor_key])
    assert timeline in desk.get(f"{reverse(LIST)}?person=k-1001").content.decode()
    for anybody in ("", "?person=Zoroaster", "?person=mailto:p@example.org"):
        response = desk.get(reverse(LIST) + anybody)
        assert response.context["learner_url"] == ""


# The menu


def test_the_menu_leads_those_there_who_may_read_statements(desk, lecturer):
    link = re.escape(reverse(LIST))
    assert re.search(link, desk.get(reverse("wagtailadmin_home")).content.decode())
    assert not re.search(link, client_of(lecturer).get(reverse("wagtailadmin_home")).content.decode())


def test_the_people_of_a_cohort_lead_to_their_timelines_whom_may_see_them(desk, lecturer, trainee, attempt):
    people = reverse("cohort_people", args=[trainee.enrolments.get().cohort.pk])
    timeline = reverse("explorer_learner", args=[trainee.actor_key])
    assert timeline in desk.get(people).content.decode()
    assert timeline not in client_of(lecturer).get(people).content.decode()


# Queries


def queries(desk, url) -> int:
    desk.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(url).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_number_of_statements(desk, trainee, attempt):
    learner = reverse("explorer_learner", args=[trainee.actor_key])
    addresses = [reverse(LIST), f"{reverse(LIST)}?person=k-1001", learner]
    addresses.append(reverse("explorer_registration", args=[attempt.registration]))
    addresses.append(reverse("explorer_statement", args=[Statement.objects.last().statement_id]))
    few = [queries(desk, url) for url in addresses]
    actor = json.loads(Statement.objects.get(verb=vocabulary.INITIALIZED.iri).raw)["actor"]
    context = {"registration": str(attempt.registration)}
    store(*(statement(actor=actor, context=context, object={"id": f"https://e.org/{n}"}) for n in range(40)))
    many = [queries(desk, url) for url in addresses]
    # The newest statement has a neighbour on both sides now.
    assert [b - a for a, b in zip(few, many, strict=True)][:4] == [0, 0, 0, 0]
    assert many[4] - few[4] <= 1
    assert max(many) <= 25
