import json
from base64 import b64encode
from datetime import datetime
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from assessments.lrs.clients.credentials import ALL, READ, READ_MINE, WRITE
from assessments.lrs.clients.granting import grant_key
from assessments.lrs.models import Statement
from assessments.xapi import vocabulary
from tests.factories.assessments import statement

pytestmark = pytest.mark.django_db
URL = "/xapi/statements"


class XapiClient:
    """A client with Basic credentials; `headers` of one request override its own (None leaves one out)."""

    def __init__(self, *scopes):
        self.key, secret = grant_key(name=str(uuid4()), scopes=scopes or [ALL])
        encoded = b64encode(f"{self.key.key}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {encoded}", "X-Experience-API-Version": "1.0.3"}
        self.http = Client(enforce_csrf_checks=True)

    def send(self, method, url=URL, body=None, content_type="application/json", headers=None):
        told = {name: value for name, value in (self.headers | (headers or {})).items() if value is not None}
        data = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        return self.http.generic(method, url, data or b"", content_type=content_type, headers=told)

    def get(self, url=URL, headers=None, **parameters):
        query = "&".join(f"{name}={self.quoted(value)}" for name, value in parameters.items())
        return self.send("GET", f"{url}?{query}" if query else url, headers=headers)

    def put(self, made, statement_id=None, **more):
        return self.send("PUT", f"{URL}?statementId={statement_id or made['id']}", made, **more)

    def post(self, made, **more):
        return self.send("POST", body=made, **more)

    @staticmethod
    def quoted(value):
        return quote(value if isinstance(value, str) else json.dumps(value), safe="")


@pytest.fixture
def client():
    return XapiClient()


def ids(response):
    assert response.status_code == 200, response.content
    return [one["id"] for one in response.json()["statements"]]


def store(client, *made):
    assert client.post(list(made)).status_code == 200
    return [one["id"] for one in made]


# Writing


def test_put_stores_a_statement_and_says_nothing(client):
    made = statement()
    response = client.put(made)
    assert (response.status_code, response.content) == (204, b"")
    assert client.get(statementId=made["id"]).json()["verb"] == made["verb"]


def test_put_gives_its_id_to_a_statement_without_one(client):
    statement_id = str(uuid4())
    assert client.put(statement(id=None), statement_id).status_code == 204
    assert client.get(statementId=statement_id).json()["id"] == statement_id


def test_put_again_is_harmless_and_another_body_a_conflict(client):
    made = statement()
    assert [client.put(made).status_code for _ in range(2)] == [204, 204]
    response = client.put(made | {"verb": {"id": "https://example.org/other"}})
    assert response.status_code == 409
    assert Statement.objects.count() == 1


def test_post_of_one_returns_its_id(client):
    made = statement()
    response = client.post(made)
    assert (response.status_code, response.json()) == (200, [made["id"]])


def test_post_of_many_returns_their_ids_in_order(client):
    made = [statement(), statement(id=None), statement()]
    response = client.post(made)
    assert [response.json()[0], response.json()[2]] == [made[0]["id"], made[2]["id"]]
    assert Statement.objects.count() == 3


def test_of_a_batch_with_a_fault_nothing_is_stored(client):
    response = client.post([statement(), statement(result={"score": {"scaled": 3}})])
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {
            "pointer": "/1/result/score/scaled",
            "requirement": "must lie between -1 and 1",
            "rule": "XAPI-00083",
        }
    ]
    assert not Statement.objects.exists()


def test_the_fault_of_a_single_statement_is_named_without_its_number(client):
    [problem] = client.post(statement(verb={})).json()["problems"]
    assert problem == {"pointer": "/verb/id", "requirement": "is required", "rule": "XAPI-00044"}


def test_of_a_batch_with_a_conflict_nothing_is_stored(client):
    [known] = store(client, statement())
    response = client.post([statement(), statement(id=known, verb={"id": "https://example.org/other"})])
    assert response.status_code == 409
    assert Statement.objects.count() == 1


def test_an_empty_batch_stores_nothing(client):
    assert client.post([]).json() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b'"text"', b'{"id": 1, "id": 2}', b"\xff\xfe", [statement(), None], [[statement()]]],
)
def test_what_is_no_statement_is_a_bad_request(client, body):
    assert client.post(body).status_code == 400
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded"]
)
def test_other_content_types_are_a_bad_request(client, content_type):
    assert client.post(statement(), content_type=content_type).status_code == 400


def test_a_charset_beside_the_content_type_is_fine(client):
    assert client.post(statement(), content_type="application/json; charset=utf-8").status_code == 200


def test_an_attachment_without_address_is_refused(client):
    attachment = {
        "usageType": "https://example.org/u",
        "display": {"en": "a"},
        "contentType": "text/plain",
        "length": 1,
        "sha2": "a" * 64,
    }
    [problem] = client.post(statement(attachments=[attachment])).json()["problems"]
    assert problem["pointer"] == "/attachments/0/fileUrl"
    assert not Statement.objects.exists()
    assert (
        client.post(statement(attachments=[attachment | {"fileUrl": "https://example.org/f"}])).status_code
        == 200
    )


@pytest.mark.parametrize(
    "query",
    ["", "?statementId=x", "?statementId=", f"?statementId={uuid4()}", f"?statementId={uuid4()}&verb=x"],
)
def test_put_needs_the_id_of_its_statement_and_nothing_else(client, query):
    assert client.send("PUT", URL + query, statement()).status_code == 400
    assert not Statement.objects.exists()


def test_post_takes_no_parameters(client):
    assert client.send("POST", f"{URL}?statementId={uuid4()}", statement()).status_code == 400


def test_the_sender_vouches_for_what_it_sent_whatever_it_says(client):
    made = statement(authority={"mbox": "mailto:king@example.org"})
    client.post(made)
    kept = client.get(statementId=made["id"]).json()
    assert kept["authority"]["account"]["name"] == client.key.key


# Reading


def test_statements_come_newest_first_or_oldest_first(client):
    stored = store(client, *(statement() for _ in range(3)))
    assert ids(client.get()) == stored[::-1]
    assert ids(client.get(ascending="true")) == stored


def test_an_empty_store_has_no_statements_and_no_more(client):
    assert client.get().json() == {"statements": [], "more": ""}


def test_pages_hang_together_while_new_statements_come_in(client):
    stored = store(client, *(statement() for _ in range(5)))
    first = client.get(limit="2")
    late = store(client, statement())
    second = client.get(first.json()["more"])
    third = client.get(second.json()["more"])
    assert ids(first) + ids(second) + ids(third) == stored[::-1]
    assert third.json()["more"] == ""
    assert ids(client.get(limit="1")) == late


def test_an_ascending_page_goes_on_into_what_came_later(client):
    stored = store(client, *(statement() for _ in range(3)))
    first = client.get(limit="2", ascending="true")
    stored += store(client, statement())
    assert ids(first) + ids(client.get(first.json()["more"])) == stored


def test_more_keeps_the_filters(client):
    wanted = {"id": "https://example.org/мой глагол".replace(" ", "-")}
    stored = store(client, *(statement(verb=wanted) for _ in range(3)), statement())[:3]
    first = client.get(verb=wanted["id"], limit="2")
    assert ids(first) + ids(client.get(first.json()["more"])) == stored[::-1]


def test_a_limit_of_nought_asks_for_as_many_as_there_are(client):
    stored = store(client, *(statement() for _ in range(3)))
    assert len(ids(client.get(limit="0"))) == len(stored)


AGENT = {"account": {"homePage": "https://example.org", "name": "other"}}


@pytest.mark.parametrize(
    ("fields", "parameters"),
    [
        ({"verb": {"id": "https://example.org/v"}}, {"verb": "https://example.org/v"}),
        ({"object": {"id": "https://example.org/o"}}, {"activity": "https://example.org/o"}),
        ({"actor": AGENT}, {"agent": AGENT}),
        ({"actor": AGENT | {"name": "N", "objectType": "Agent"}}, {"agent": AGENT}),
        ({"object": AGENT | {"objectType": "Agent"}}, {"agent": AGENT}),
        (
            {"actor": {"objectType": "Group", "mbox": "mailto:g@example.org"}},
            {"agent": {"objectType": "Group", "mbox": "mailto:g@example.org"}},
        ),
        (
            {"context": {"registration": "c0ffee00-0000-4000-8000-000000000000"}},
            {"registration": "C0FFEE00-0000-4000-8000-000000000000"},
        ),
    ],
)
def test_statements_are_filtered(client, fields, parameters):
    wanted, _other = store(client, statement(**fields), statement())
    assert ids(client.get(**parameters)) == [wanted]


def test_since_is_exclusive_and_until_inclusive(client):
    first, second, third = (store(client, statement())[0] for _ in range(3))
    moment = client.get(statementId=second).json()["stored"]
    assert ids(client.get(since=moment)) == [third]
    assert ids(client.get(until=moment)) == [second, first]


def test_filters_are_joined_by_and(client):
    verb = {"id": "https://example.org/v"}
    both, _one = store(
        client, statement(verb=verb, object={"id": "https://example.org/o"}), statement(verb=verb)
    )
    assert ids(client.get(verb=verb["id"], activity="https://example.org/o")) == [both]


@pytest.mark.parametrize(
    "parameters",
    [
        {"colour": "red"},
        {"statementid": str(uuid4())},
        {"limit": "-1"},
        {"limit": "many"},
        {"limit": "²"},
        {"verb": "did"},
        {"activity": "x"},
        {"registration": "x"},
        {"since": "yesterday"},
        {"until": "2026-13-01T00:00:00Z"},
        {"ascending": "yes"},
        {"agent": "somebody"},
        {"agent": {"name": "Somebody"}},
        {"agent": {"objectType": "Group", "member": []}},
        {"agent": {"mbox": "x"}},
        {"cursor": "x"},
        {"cursor": "9" * 30},
        {"statementId": "x"},
        {"statementId": str(uuid4()), "verb": "https://example.org/v"},
        {"statementId": str(uuid4()), "voidedStatementId": str(uuid4())},
        {"format": "fancy"},
        {"attachments": "perhaps"},
        {"related_agents": "1"},
        {"related_activities": ""},
    ],
)
def test_a_question_that_cannot_be_understood_is_a_bad_request(client, parameters):
    assert client.get(**parameters).status_code == 400


def test_a_parameter_twice_is_a_bad_request(client):
    assert client.send("GET", f"{URL}?limit=1&limit=2").status_code == 400


def test_what_asks_for_nothing_special_is_fine(client):
    asked = {
        "format": "exact",
        "attachments": "false",
        "related_agents": "false",
        "related_activities": "false",
    }
    assert client.get(**asked).status_code == 200
    assert client.get(ascending="False").status_code == 200


def test_a_statement_that_is_not_there_is_not_found(client):
    assert client.get(statementId=str(uuid4())).status_code == 404


def voiding(target):
    return statement(verb={"id": vocabulary.VOIDED.iri}, object={"objectType": "StatementRef", "id": target})


def test_a_voided_statement_is_only_found_as_voided(client):
    voided, kept = store(client, statement(), statement())
    voider = store(client, voiding(voided))
    assert client.get(statementId=voided).status_code == 404
    assert client.get(voidedStatementId=voided).json()["id"] == voided
    assert client.get(voidedStatementId=kept).status_code == 404
    assert ids(client.get()) == [*voider, kept]


def test_what_was_voided_before_it_came_is_voided_when_it_comes(client):
    late = statement()
    store(client, voiding(late["id"]))
    store(client, late)
    assert client.get(voidedStatementId=late["id"]).status_code == 200


def test_head_answers_like_get_without_a_body(client):
    [known] = store(client, statement())
    response = client.send("HEAD", f"{URL}?statementId={known}")
    assert (response.status_code, response.content) == (200, b"")


# Versions, headers, doors


@pytest.mark.parametrize("version", ["1.0", "1.0.0", "1.0.1", "1.0.3", "1.0.9"])
def test_every_patch_of_version_1_0_is_understood(client, version):
    response = client.get(headers={"X-Experience-API-Version": version})
    assert response.status_code == 200
    assert response["X-Experience-API-Version"] == "1.0.3"


@pytest.mark.parametrize("version", [None, "", "0.9", "0.95", "1.1.0", "2.1.0", "1.0.x", "1.0.3 "[:-1] + "."])
def test_other_versions_are_a_bad_request(client, version):
    response = client.get(headers={"X-Experience-API-Version": version})
    assert response.status_code == 400
    assert response["X-Experience-API-Version"] == "1.0.3"


def test_every_answer_says_until_when_the_store_is_consistent(client):
    [known] = store(client, statement())
    stored = datetime.fromisoformat(client.get(statementId=known).json()["stored"])
    for response in (client.get(), client.post(statement()), client.get(limit="x"), client.send("DELETE")):
        told = datetime.fromisoformat(response["X-Experience-API-Consistent-Through"])
        assert stored <= told <= timezone.now()


@pytest.mark.parametrize("authorization", [None, "Basic eDp5", "Bearer x"])
def test_without_credentials_nothing_is_told(client, authorization):
    response = client.get(headers={"Authorization": authorization})
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Basic")


def test_a_signed_in_person_is_no_client(client, django_user_model):
    person = django_user_model.objects.create_user(username="a-9", is_superuser=True)
    client.http.force_login(person)
    assert client.get(headers={"Authorization": None}).status_code == 401


@pytest.mark.parametrize(
    ("scope", "get", "post"),
    [(WRITE, 403, 200), (READ, 200, 403), (READ_MINE, 200, 403), (ALL, 200, 200)],
)
def test_scopes_open_one_door_or_both(scope, get, post):
    client = XapiClient(scope)
    assert (client.get().status_code, client.post(statement()).status_code) == (get, post)


def test_who_may_read_only_the_own_sees_nothing_else(client):
    other = XapiClient(READ_MINE, WRITE)
    [theirs] = store(client, statement())
    [own] = store(other, statement())
    assert ids(other.get()) == [own]
    assert other.get(statementId=theirs).status_code == 404
    assert ids(client.get()) == [own, theirs]


@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client, method):
    response = client.send(method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, PUT, POST, OPTIONS"


def test_a_doubled_slash_is_tolerated(client):
    [known] = store(client, statement())
    assert ids(client.get("/xapi//statements")) == [known]


def test_about_is_open_to_everybody_and_tells_the_version(client):
    response = Client().get("/xapi/about")
    assert response.json() == {"version": ["1.0.3", "2.0.0"], "extensions": {}}
    assert response["X-Experience-API-Version"] == "1.0.3"
    assert Client().post("/xapi/about").status_code == 405


def test_a_request_too_large_is_told_so(client, settings):
    settings.PANAH_LRS_MOST_BYTES = 200
    assert client.post(statement()).status_code == 413


def test_reading_a_page_costs_three_queries_whatever_its_size(client, django_assert_num_queries):
    store(client, *(statement() for _ in range(20)))
    with django_assert_num_queries(3):
        assert len(ids(client.get())) == 20
