"""The explorer in the admin: what is found, how it is shown, who is named to whom, what may be taken away."""

import json
import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from assessments.lrs import blobs
from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import Attachment, KnownActivity, Statement
from assessments.lrs.store import record
from assessments.xapi import vocabulary
from assessments.xapi.reading import write_json
from tests.factories.assessments import statement
from tests.factories.people import make_person
from tests.factories.playing import client_of, place_of_scenario, publish_in, send_all, start, text_of

pytestmark = pytest.mark.django_db

LIST = "explorer_statements"
PONDERED = "https://example.org/verbs/pondered"


@pytest.fixture
def desk(administrator):
    return client_of(administrator)


def store(*statements, **fields):
    with transaction.atomic():
        return record(*statements, **fields)


def listed(desk, **asked) -> list[str]:
    """Return the ids of the statements on the list, in its order."""
    response = desk.get(f"{reverse(LIST)}?{urlencode(asked)}")
    assert response.status_code == 200
    return [str(line.statement_id) for line in response.context["lines"]]


def shown(desk, name, *args, **asked) -> str:
    """Return the words of a page; names are isolated, which is tested with the sentences."""
    response = desk.get(f"{reverse(name, args=args)}?{urlencode(asked)}")
    assert response.status_code == 200
    return re.sub("[\u2066\u2068\u2069]", "", text_of(response))


def name_activity(iri, **names):
    definition = {"name": names, "description": {"en": "secret passage"}}
    KnownActivity.objects.update_or_create(iri=iri, defaults={"definition": write_json(definition)})


@pytest.fixture
def attempt(trainee, manual_key):
    """A scenario played to its end by way of a critical error."""
    place = place_of_scenario(trainee, manual_key)
    publish_in(place)
    player = client_of(trainee)
    return send_all(player, place, start(player, place), "b", "c")


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


# One statement


def test_a_statement_is_shown_as_sentence_facts_and_json(desk, trainee, attempt):
    row = Statement.objects.get(verb=vocabulary.FAILED.iri)
    page = shown(desk, "explorer_statement", row.statement_id)
    assert f"{trainee.name_native} did not pass: " in page
    assert "critical error: Refusing entry" in page
    for words in (
        "Score",
        "Duration",
        "Registration Spring cohort",
        "Sent by Panah",
        "Statement id",
        "Before it",
    ):
        assert words in page, words
    told = desk.get(reverse("explorer_statement", args=[row.statement_id])).context["shown"]
    assert json.loads(told.json) == json.loads(row.raw)


def test_the_json_is_taken_away_exactly_as_it_is_stored(desk):
    (row,) = store(statement())
    response = desk.get(reverse("explorer_json", args=[row.statement_id]))
    assert response.content.decode() == Statement.objects.get().raw
    assert response["Content-Disposition"] == f'attachment; filename="statement-{row.statement_id}.json"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_attachment_is_a_file_of_bytes_and_nothing_that_a_browser_would_run(desk, settings, tmp_path):
    records = {**settings.STORAGES["records"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "records": records}
    content = b"<script>alert(1)</script>"
    told = {
        "usageType": "https://example.org/u",
        "display": {"en": '<b>"name"'},
        "contentType": "text/html",
        "length": len(content),
        "sha2": "A" * 64,
        "fileUrl": "https://example.org/f",
    }
    row, other = store(statement(attachments=[told]), statement())
    kept = Attachment.objects.create(
        statement=row, sha2="a" * 64, content_type="text/html", digest=blobs.keep(content), size=len(content)
    )
    response = desk.get(reverse("explorer_attachment", args=[row.statement_id, kept.pk]))
    assert response.content == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    page = desk.get(reverse("explorer_statement", args=[row.statement_id])).content.decode()
    assert "&lt;b&gt;&quot;name&quot;" in page
    assert 'href="https://example.org/f"' not in page
    assert reverse("explorer_attachment", args=[row.statement_id, kept.pk]) in page
    astray = reverse("explorer_attachment", args=[other.statement_id, kept.pk])
    assert not desk.get(astray).headers.get("Content-Disposition")
    Attachment.objects.update(digest="0" * 64)
    gone = desk.get(reverse("explorer_attachment", args=[row.statement_id, kept.pk]))
    assert not gone.headers.get("Content-Disposition")


def test_what_points_at_a_statement_is_a_step_away_both_ways(desk):
    (row,) = store(statement())
    (later,) = store(
        statement(verb={"id": PONDERED}, object={"objectType": "StatementRef", "id": str(row.statement_id)})
    )
    assert "Points at it p-1 – pondered" in shown(desk, "explorer_statement", row.statement_id)
    assert "It points at p-1 opened: 1" in shown(desk, "explorer_statement", later.statement_id)


# Timelines


def test_an_attempt_is_a_timeline_with_its_points_and_errors(desk, attempt):
    scenario = json.loads(Statement.objects.get(verb=vocabulary.INITIALIZED.iri).raw)["object"]["id"]
    response = desk.get(
        f"{reverse('explorer_registration', args=[attempt.registration])}?{urlencode({'activity': scenario})}"
    )
    (play,) = response.context["timeline"].plays
    assert [step.sentence.verb for step in play.steps] == [
        "initialized",
        "answered",
        "answered",
        "completed",
        "failed",
    ]
    assert play.points == attempt.points
    page = text_of(response)
    assert "Try 1" in page
    assert "Critical error:" in page
    assert "points so far:" in page


def test_a_learner_and_a_registration_are_told_by_day_and_course(desk, trainee, attempt):
    for page in (
        shown(desk, "explorer_learner", trainee.actor_key),
        shown(desk, "explorer_registration", attempt.registration),
    ):
        assert "Spring cohort" in page
        assert "Attempts:" in page
        assert "scene d1 of" in page
    learner = desk.get(reverse("explorer_learner", args=[trainee.actor_key])).context["timeline"]
    assert [len(day.courses) for day in learner.days] == [1]


def test_a_learner_who_did_nothing_yet_has_an_empty_timeline(desk, trainee):
    page = shown(desk, "explorer_learner", trainee.actor_key)
    assert "Nothing has happened yet" in page
    assert trainee.name_native in page


def test_what_is_not_there_is_not_found(desk):
    for name in ("explorer_statement", "explorer_json", "explorer_registration"):
        response = desk.get(reverse(name, args=[uuid4()]), follow=True)
        assert response.status_code == 404, name


# The menu


def test_the_menu_leads_those_there_who_may_read_statements(desk, lecturer):
    link = re.escape(reverse(LIST))
    assert re.search(link, desk.get(reverse("wagtailadmin_home")).content.decode())
    assert not re.search(link, client_of(lecturer).get(reverse("wagtailadmin_home")).content.decode())


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
