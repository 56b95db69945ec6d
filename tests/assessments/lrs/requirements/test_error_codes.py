"""Which code for what: part 3, 3.2; and that nothing was done."""

from pathlib import Path

import pytest
from django.core.files.storage import storages

from assessments.lrs.clients import limits
from assessments.lrs.clients.credentials import READ, STATE, WRITE
from tests.factories.assessments import statement
from tests.factories.documents import Documents
from tests.factories.multipart import MULTIPART, attachment, body_of, content_part, statements_part
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT, STATEMENTS, VERSION_HEADER, XapiClient

STATEMENT_ID = "c0ffee00-0000-4000-8000-000000000000"
REFUSALS = {
    "a body that is none": (400, lambda client: client.post(b"{")),
    "a parameter that is none": (400, lambda client: client.get(limit="x")),
    "an unknown version": (400, lambda client: client.get(headers={VERSION_HEADER: "0.9"})),
    "bad credentials": (401, lambda client: client.get(headers={"Authorization": "Basic eDp5"})),
    "a scope too few": (403, lambda client: XapiClient(READ, version=client.version).post(statement())),
    "nothing there": (404, lambda client: client.get(statementId=STATEMENT_ID)),
    "another method": (405, lambda client: client.send("DELETE")),
    "a profile overwritten unseen": (409, lambda client: overwritten(client)),
    "a condition not met": (
        412,
        lambda client: Documents(client, "state").send("PUT", {}, headers={"If-Match": "*"}),
    ),
    "a body too large": (413, lambda client: client.post(b" " * (17 * 1024 * 1024))),
}


def overwritten(client):
    profile = Documents(client, "agent profile")
    profile.put_new({"a": 1})
    return profile.send("PUT", {"b": 2})


@pytest.mark.parametrize("what", [case(f"XAPI-00323 {what}", what) for what in REFUSALS])
def test_a_refusal_has_its_code_and_says_why_in_json(client, what):
    status, ask = REFUSALS[what]
    response = ask(client)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    if what != "an unknown version":
        assert response[VERSION_HEADER] == client.version
    assert isinstance(response.json()["message"], str)
    assert response.json()["message"]


@pytest.mark.requirement("XAPI-00323")
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize(
    "url", ["/xapi/statement", "/xapi/statements/", "/xapi/", "/xapi//activities/states"]
)
def test_an_address_that_is_none_is_told_to_clients_in_json(client, method, url):
    response = client.send(method, url)
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


# Parameters

PLACE = {"activityId": "https://example.org/a", "agent": AGENT}


@pytest.mark.parametrize(
    ("url", "parameters", "name"),
    [
        case("XAPI-00324 statements", STATEMENTS, {"colour": "red"}, "colour"),
        case("XAPI-00324 statements, a document's", STATEMENTS, {"stateId": "s"}, "stateId"),
        case(
            "XAPI-00324 one statement", STATEMENTS, {"statementId": STATEMENT_ID, "colour": "red"}, "colour"
        ),
        case("XAPI-00324 state", "/xapi/activities/state", PLACE | {"colour": "red"}, "colour"),
        case("XAPI-00324 agents", "/xapi/agents", {"agent": AGENT, "colour": "red"}, "colour"),
        case("XAPI-00325 StatementId", STATEMENTS, {"StatementId": STATEMENT_ID}, "StatementId"),
        case("XAPI-00325 statementid", STATEMENTS, {"statementid": STATEMENT_ID}, "statementid"),
        case("XAPI-00325 VERB", STATEMENTS, {"VERB": "a:b"}, "VERB"),
        case("XAPI-00325 Related_Agents", STATEMENTS, {"Related_Agents": "true"}, "Related_Agents"),
        case("XAPI-00325 Limit", STATEMENTS, {"Limit": "1"}, "Limit"),
        case("XAPI-00325 Agent", "/xapi/agents", {"Agent": AGENT}, "Agent"),
        case("XAPI-00325 stateID", "/xapi/activities/state", PLACE | {"stateID": "s"}, "stateID"),
        case("XAPI-00325 profileid", "/xapi/agents/profile", {"agent": AGENT, "profileid": "p"}, "profileid"),
    ],
)
def test_a_parameter_that_is_not_known_is_named(client, url, parameters, name):
    response = client.get(url, **parameters)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == name


@pytest.mark.parametrize("query", ["limit=1&limit=2", "limit=1&limit=1", "verb=a:b&verb=a:c", "verb=%FF"])
@pytest.mark.requirement("XAPI-00324")
def test_a_parameter_has_one_meaning(client, query):
    assert client.send("GET", f"{STATEMENTS}?{query}").status_code == 400


# Size


@pytest.mark.requirement("XAPI-00328")
def test_a_request_too_large_is_told_so_and_nothing_is_stored(client, settings, kept):
    made = statement()
    settings.PANAH_LRS_MOST_BYTES = 200
    before = kept()
    for response in (
        client.post(made),
        client.put(made),
        client.post(body_of(statements_part(made)), content_type=MULTIPART),
        Documents(client, "state").send("PUT", b"x" * 201, "text/plain"),
    ):
        assert response.status_code == 413
        assert "200" in response.json()["message"]
    assert kept() == before
    assert Documents(client, "state").send("PUT", b"x" * 200, "text/plain").status_code == 204


# Often


def test_who_asks_too_often_is_told_when_to_come_again(client, settings, kept):
    settings.PANAH_LRS_KEY_RATE = 2
    limits.forget()
    answers = [client.get().status_code for _ in range(2)]
    before = kept()
    response = client.post(statement())
    assert [*answers, response.status_code] == [200, 200, 429]
    assert int(response["Retry-After"]) >= 1
    assert response.json()["message"]
    assert kept() == before


# Scopes


@pytest.mark.parametrize(
    ("scope", "ask"),
    [
        case("XAPI-00327 read, posting", READ, lambda client: client.post(statement())),
        case("XAPI-00327 read, putting", READ, lambda client: client.put(statement())),
        case("XAPI-00327 write, reading", WRITE, lambda client: client.get()),
        case("XAPI-00327 write, a state", WRITE, lambda client: Documents(client, "state").send("PUT", {})),
        case(
            "XAPI-00327 state, a profile",
            STATE,
            lambda client: Documents(client, "agent profile").send("PUT", {}, headers={"If-None-Match": "*"}),
        ),
        case("XAPI-00327 write, agents", WRITE, lambda client: client.get("/xapi/agents", agent=AGENT)),
        case(
            "XAPI-00327 write, activities",
            WRITE,
            lambda client: client.get("/xapi/activities", activityId="a:b"),
        ),
    ],
)
def test_credentials_that_do_not_reach_are_refused(client, scope, ask, kept):
    before = kept()
    response = ask(XapiClient(scope, version=client.version))
    assert response.status_code == 403
    assert "scope" in response.json()["message"]
    assert kept() == before


# What breaks inside


@pytest.fixture
def full_disk(kept, settings, tmp_path):
    """A place for records in which nothing can be written."""
    (tmp_path / "no-folder").touch()
    records = settings.STORAGES["records"]
    settings.STORAGES = settings.STORAGES | {
        "records": records | {"OPTIONS": {"location": tmp_path / "no-folder" / "records"}}
    }
    assert Path(storages["records"].path("")).is_relative_to(tmp_path)


@pytest.mark.requirement("XAPI-00329")
def test_an_error_of_the_server_is_told_as_one_and_nothing_is_stored(client, full_disk, kept):
    client.http.raise_request_exception = False
    before = kept()
    made = statement(attachments=[attachment(), attachment(b"other")])
    body = body_of(statements_part([statement(), made]), content_part(), content_part(b"other"))
    assert client.post(body, content_type=MULTIPART).status_code == 500
    assert Documents(client, "state").send("PUT", {"a": 1}).status_code == 500
    assert kept() == before
    assert client.post(statement()).status_code == 200
