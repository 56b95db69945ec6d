"""GET of statements: one by its id, pages and what leads on (part 2, 2.5; part 3, 2.1.3; 2.0: 4.1.6.1)."""

import time
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.xapi.shapes import parse_timestamp
from tests.factories.assessments import statement
from tests.factories.requirements import case, told
from tests.factories.xapi_client import STATEMENTS, ids

CONSISTENT = "X-Experience-API-Consistent-Through"


@pytest.mark.requirement("XAPI-00149", "XAPI-00112", "XAPI-00110", "XAPI-00109")
def test_a_store_without_statements_has_an_empty_page_and_no_more(client):
    for parameters in ({}, {"verb": "https://example.org/never"}, {"limit": "1"}):
        response = client.get(**parameters)
        assert (response.status_code, response.json()) == (200, {"statements": [], "more": ""})


@pytest.mark.requirement("XAPI-00154", "XAPI-00113", "XAPI-00110", "XAPI-00159", "XAPI-00165")
def test_a_page_has_a_list_of_statements_and_more(client):
    stored = client.store(statement(), statement())
    response = client.get()
    assert response["Content-Type"] == "application/json"
    assert response.json().keys() == {"statements", "more"}
    assert ids(response) == stored[::-1]
    for one in response.json()["statements"]:
        assert told(one, "2.0.0") == set()


@pytest.mark.requirement("XAPI-00156", "XAPI-00158")
def test_one_statement_is_asked_for_by_its_id(client):
    first, _second = client.store(statement(), statement())
    response = client.get(statementId=first)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json()["id"] == first
    assert client.get(statementId=first.upper()).json()["id"] == first
    assert client.get(statementId=str(uuid4())).status_code == 404


@pytest.mark.requirement("XAPI-00155", "XAPI-00157")
def test_one_voided_statement_is_asked_for_by_its_id(client):
    [target] = client.store(statement())
    reference = {"objectType": "StatementRef", "id": target}
    client.store(statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=reference))
    response = client.get(voidedStatementId=target)
    assert (response.status_code, response.json()["id"]) == (200, target)


OTHERS = {
    "agent": {"mbox": "mailto:a@example.org"},
    "verb": "https://example.org/v",
    "activity": "https://example.org/a",
    "registration": str(uuid4()),
    "related_activities": "false",
    "related_agents": "true",
    "since": "2026-03-02T10:00:00Z",
    "until": "2026-03-02T10:00:00Z",
    "limit": "1",
    "ascending": "true",
}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        *(
            case(f"XAPI-00150 {other}", "voidedStatementId", {other: value})
            for other, value in OTHERS.items()
        ),
        *(case(f"XAPI-00151 {other}", "statementId", {other: value}) for other, value in OTHERS.items()),
        case("XAPI-00150 XAPI-00151 both", "statementId", {"voidedStatementId": str(uuid4())}),
    ],
)
def test_who_asks_for_one_asks_for_nothing_else(client, name, other):
    [known] = client.store(statement())
    response = client.get(**{name: known}, **other)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == name


@pytest.mark.parametrize("name", [case("XAPI-00151", "statementId"), case("XAPI-00150", "voidedStatementId")])
def test_attachments_and_format_may_be_asked_for_with_one(client, name):
    [known] = client.store(statement())
    response = client.get(**{name: known}, format="ids", attachments="false")
    assert response.status_code == (200 if name == "statementId" else 404)


@pytest.mark.requirement("IEEE-4.1.6.1")
def test_one_statement_says_when_it_was_stored(client):
    [known] = client.store(statement())
    response = client.get(statementId=known)
    stored = parse_timestamp(response.json()["stored"])
    assert parsedate_to_datetime(response["Last-Modified"]) == stored.replace(microsecond=0)


# Pages


@pytest.mark.requirement("XAPI-00166")
def test_statements_come_newest_first_or_oldest_first(client):
    stored = client.store(*(statement() for _ in range(3))) + client.store(statement())
    assert client.find() == client.find(ascending="false") == stored[::-1]
    assert client.find(ascending="true") == stored


@pytest.mark.requirement("XAPI-00108", "XAPI-00109", "XAPI-00111", "XAPI-00113", "XAPI-00114")
def test_pages_hang_together_while_new_statements_come_in(client):
    stored = client.store(*(statement() for _ in range(5)))
    first = client.get(limit="2")
    late = client.store(statement())
    second = client.get(first.json()["more"])
    third = client.get(second.json()["more"])
    for response in (first, second, third):
        assert response.status_code == 200
        assert response.json().keys() == {"statements", "more"}
    assert ids(first) + ids(second) + ids(third) == stored[::-1]
    assert third.json()["more"] == ""
    assert client.find(limit="1") == late


@pytest.mark.requirement("XAPI-00108")
def test_an_ascending_page_goes_on_into_what_came_later(client):
    stored = client.store(*(statement() for _ in range(3)))
    first = client.get(limit="2", ascending="true")
    stored += client.store(statement())
    assert ids(first) + ids(client.get(first.json()["more"])) == stored


@pytest.mark.requirement("XAPI-00111")
def test_more_keeps_the_filters_and_the_format(client):
    wanted = {"id": "https://example.org/мой-глагол", "display": {"ru": "сделал"}}
    stored = client.store(*(statement(verb=wanted) for _ in range(3)), statement())[:3]
    first = client.get(verb=wanted["id"], limit="2", format="ids")
    second = client.get(first.json()["more"])
    assert ids(first) + ids(second) == stored[::-1]
    assert second.json()["statements"][0]["verb"] == {"id": wanted["id"]}


@pytest.mark.requirement("XAPI-00109")
def test_a_page_that_is_just_full_has_no_more(client):
    client.store(statement(), statement())
    assert client.get(limit="2").json()["more"] == ""


@pytest.mark.parametrize("cursor", ["x", "9" * 30, "1.", "1.2.3", "-1.2", "१.२", ""])
@pytest.mark.requirement("XAPI-00108")
def test_what_leads_on_is_not_made_up(client, cursor):
    response = client.get(cursor=cursor)
    assert response.status_code == 400
    assert response.json()["problems"] == [{"parameter": "cursor", "requirement": "must come from `more`"}]


# Until when the store is whole


@pytest.mark.requirement("XAPI-00152", "XAPI-00153", "XAPI-00160")
def test_every_answer_says_until_when_the_store_is_consistent(client):
    # On PostgreSQL a process asks ten times a second at most.
    time.sleep(0.11)
    [known] = client.store(statement())
    stored = datetime.fromisoformat(client.one(known)["stored"])
    before = stored - timedelta(seconds=1)
    answers = [
        client.get(),
        client.get(statementId=known),
        client.get(statementId=str(uuid4())),
        client.post(statement()),
        client.post(b"{"),
        client.put(statement()),
        client.get(limit="x"),
        client.get(headers={"Authorization": None}),
        client.send("HEAD"),
        client.send("DELETE"),
    ]
    assert [one.status_code for one in answers] == [200, 200, 404, 200, 400, 204, 400, 401, 200, 405]
    for response in answers:
        through = datetime.fromisoformat(response[CONSISTENT])
        assert before <= through <= timezone.now()
    time.sleep(0.11)
    assert stored <= datetime.fromisoformat(client.get()[CONSISTENT]) <= timezone.now()


def test_reading_a_page_costs_three_queries_whatever_its_size(client, django_assert_max_num_queries):
    client.store(*(statement() for _ in range(20)))
    with django_assert_max_num_queries(3):
        assert len(client.find()) == 20


@pytest.mark.requirement("XAPI-00139")
def test_a_doubled_slash_is_tolerated(client):
    [known] = client.store(statement())
    assert ids(client.get("/xapi//statements")) == [known]
    assert STATEMENTS.endswith("/statements")
