"""The alternate request syntax: part 3, 1.3. 2.0 has it no more."""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT, STATEMENTS, VERSION_HEADER

FORM = "application/x-www-form-urlencoded"
STATE = {"activityId": "https://example.org/a", "agent": json.dumps(AGENT), "stateId": "состояние"}
STATE_URL = "/xapi/activities/state"
# As in the browsers this is for: no headers of its own.
BARE = {"Authorization": None, VERSION_HEADER: None}


def ask(client, method, url=STATEMENTS, headers=BARE, content_type=FORM, **fields):
    """Send a request in the alternate syntax: credentials and version in the form unless `headers` say otherwise."""
    told = {name: value for name, value in client.headers.items() if name in headers}
    fields = {name: value for name, value in (told | fields).items() if value is not None}
    return client.send(
        "POST", f"{url}?method={method}", urlencode(fields), content_type=content_type, headers=headers
    )


@pytest.mark.requirement("XAPI-00336", "XAPI-00148")
def test_statements_are_asked_for(client_of_1):
    first, second = client_of_1.store(statement(), statement())
    response = ask(client_of_1, "GET", limit="1")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert [one["id"] for one in response.json()["statements"]] == [second]
    assert ask(client_of_1, "GET", statementId=first).json()["id"] == first


@pytest.mark.requirement("XAPI-00336")
def test_statements_are_put_and_posted(client_of_1):
    put, posted = statement(verb={"id": "https://example.org/сделал"}), statement()
    assert ask(client_of_1, "PUT", statementId=put["id"], content=json.dumps(put)).status_code == 204
    response = ask(client_of_1, "POST", content=json.dumps([posted]))
    assert (response.status_code, response.json()) == (200, [posted["id"]])
    assert client_of_1.one(put["id"])["verb"] == put["verb"]


@pytest.mark.requirement("XAPI-00336")
def test_documents_are_put_read_merged_and_deleted(client_of_1):
    assert ask(client_of_1, "PUT", STATE_URL, content='{"a": "знак"}', **STATE).status_code == 204
    assert ask(client_of_1, "GET", STATE_URL, **STATE).json() == {"a": "знак"}
    assert ask(client_of_1, "POST", STATE_URL, content='{"b": 1}', **STATE).status_code == 204
    found = client_of_1.get(STATE_URL, **STATE)
    assert found.json() == {"a": "знак", "b": 1}
    assert ask(client_of_1, "DELETE", STATE_URL, **STATE).status_code == 204
    assert client_of_1.get(STATE_URL, **STATE).status_code == 404


@pytest.mark.parametrize(
    "name", ["Authorization", VERSION_HEADER, "Content-Type", "Content-Length", "If-Match", "If-None-Match"]
)
@pytest.mark.requirement("XAPI-00336")
def test_fields_named_like_headers_are_headers(client_of_1, name):
    ask(client_of_1, "PUT", STATE_URL, content="text", **STATE, **{"Content-Type": "text/plain"})
    tag = client_of_1.get(STATE_URL, **STATE)["ETag"]
    fields = {"Content-Type": "text/plain", "Content-Length": "3", "If-Match": tag}
    wrong = {
        "Authorization": ("Basic eDp5", 401),
        VERSION_HEADER: ("0.9", 400),
        "Content-Type": ("text/html", 204),
        "Content-Length": ("3", 204),
        "If-Match": ('"other"', 412),
        "If-None-Match": (tag, 412),
    }
    value, status = wrong[name]
    response = ask(client_of_1, "PUT", STATE_URL, content="new", **(STATE | fields | {name: value}))
    assert response.status_code == status
    found = client_of_1.get(STATE_URL, **STATE)
    assert found.content == (b"new" if status == 204 else b"text")
    assert found["Content-Type"] == ("text/html" if name == "Content-Type" else "text/plain")


@pytest.mark.requirement("XAPI-00336")
def test_headers_may_stand_where_they_stand_otherwise(client_of_1):
    assert ask(client_of_1, "GET", headers={}).status_code == 200
    assert ask(client_of_1, "GET", headers={"Authorization": None}).status_code == 200


@pytest.mark.requirement("XAPI-00336")
def test_head_has_no_body(client_of_1):
    client_of_1.store(statement())
    response = ask(client_of_1, "HEAD")
    assert (response.status_code, response.content, response["Content-Length"]) == (200, b"", "0")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        case("XAPI-00336 unknown method", "method=PATCH", {}),
        case("XAPI-00336 method in small letters", "method=get", {}),
        case("XAPI-00336 empty method", "method=", {}),
        case("XAPI-00336 two methods", "method=GET&method=PUT", {}),
        case("XAPI-00336 a parameter beside it", "method=GET&limit=1", {}),
        case("XAPI-00336 an unknown field", "method=GET", {"colour": "red"}),
        case("XAPI-00336 content without method", "", {"content": "{}"}),
        case("XAPI-00336 content twice", "method=POST", {"content": ["[]", "[]"]}),
        case("XAPI-00336 no content", "method=POST", {}),
        case("XAPI-00336 content that is no JSON", "method=POST", {"content": "{"}),
        case("XAPI-00336 too many fields", "method=GET", {f"f{n}": "1" for n in range(100)}),
    ],
)
def test_what_cannot_be_understood_is_a_bad_request(client_of_1, query, fields, kept):
    before = kept()
    body = urlencode(client_of_1.headers | fields, doseq=True)
    response = client_of_1.send("POST", f"{STATEMENTS}?{query}", body, content_type=FORM, headers=BARE)
    assert response.status_code == (400 if query else 401)
    assert response.json()["message"]
    assert kept() == before


@pytest.mark.parametrize(
    "body", [b"content=%FF", b"content=\xff", b"\xff\xfe=1", json.dumps(statement()).encode()]
)
@pytest.mark.requirement("XAPI-00336")
def test_a_form_that_is_none_is_a_bad_request(client_of_1, body, kept):
    before = kept()
    response = client_of_1.send("POST", f"{STATEMENTS}?method=POST", body, content_type=FORM)
    assert response.status_code == 400
    assert kept() == before


@pytest.mark.requirement("XAPI-00336")
def test_only_post_carries_another_request(client_of_1, kept):
    before, made = kept(), statement()
    body = urlencode({"content": json.dumps(made), "statementId": made["id"]})
    response = client_of_1.send("PUT", f"{STATEMENTS}?method=PUT", body, content_type=FORM)
    assert response.status_code == 400
    assert kept() == before


@pytest.mark.requirement("XAPI-00336")
def test_no_statement_is_put_without_its_id(client_of_1, kept):
    before = kept()
    assert ask(client_of_1, "PUT", content=json.dumps(statement())).status_code == 400
    wrong = ask(client_of_1, "PUT", content=json.dumps(statement()), statementId=str(uuid4()))
    assert wrong.json()["problems"][0]["pointer"] == "/id"
    assert kept() == before


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("headers", [BARE, {}])
@pytest.mark.requirement("IEEE-4.1.1")
def test_2_0_has_it_no_more(client_of_2, method, headers, kept):
    before, made = kept(), statement()
    response = ask(client_of_2, method, headers=headers, content=json.dumps(made), statementId=made["id"])
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == "method"
    assert kept() == before


@pytest.mark.requirement("IEEE-4.1.1")
def test_in_2_0_a_method_in_the_address_is_an_unknown_parameter(client_of_2):
    response = client_of_2.send("POST", f"{STATEMENTS}?method=PUT", statement())
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == "method"
