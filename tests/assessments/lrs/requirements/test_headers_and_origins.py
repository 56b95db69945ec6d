"""Headers of answers, and scripts of other origins: part 3, 1.2 and 3.3; the fetch standard for the latter."""

import pytest
from django.test import Client

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT, STATEMENTS

ORIGIN = {"Origin": "https://course.example"}
RESOURCES = {
    STATEMENTS: "GET, HEAD, PUT, POST, OPTIONS",
    "/xapi/activities/state": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "/xapi/activities/profile": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "/xapi/agents/profile": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "/xapi/activities": "GET, HEAD, OPTIONS",
    "/xapi/agents": "GET, HEAD, OPTIONS",
    "/xapi/about": "GET, HEAD, OPTIONS",
}
FOR_PREFLIGHT = ORIGIN | {
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization,x-experience-api-version,content-type,if-match",
}


@pytest.mark.parametrize("url", RESOURCES)
def test_a_browser_may_ask_what_it_may_do_before_it_has_credentials(url, db):
    response = Client().options(url, headers=FOR_PREFLIGHT)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == RESOURCES[url]
    allowed = response["Access-Control-Allow-Headers"].lower().split(", ")
    assert set(FOR_PREFLIGHT["Access-Control-Request-Headers"].split(",")) <= set(allowed)
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("status", [200, 400, 401, 404, 405])
def test_scripts_of_other_origins_may_read_every_answer_and_its_headers(client, status):
    response = {
        200: lambda: client.get(headers=ORIGIN),
        400: lambda: client.get(limit="x", headers=ORIGIN),
        401: lambda: client.get(headers=ORIGIN | {"Authorization": None}),
        404: lambda: client.get(statementId="c0ffee00-0000-4000-8000-000000000000", headers=ORIGIN),
        405: lambda: client.send("DELETE", headers=ORIGIN),
    }[status]()
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    exposed = response["Access-Control-Expose-Headers"].split(", ")
    assert {
        "ETag",
        "Last-Modified",
        "X-Experience-API-Version",
        "X-Experience-API-Consistent-Through",
        "Retry-After",
    } <= set(exposed)


@pytest.mark.parametrize("url", RESOURCES)
def test_no_answer_sets_a_cookie_or_runs_in_a_browser(client, url):
    response = client.get(url)
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("url", [one for one in RESOURCES if one != "/xapi/about"])
def test_a_signed_in_person_is_no_client(client, url, django_user_model):
    person = django_user_model.objects.create_user(username="a-9", is_superuser=True)
    client.http.force_login(person)
    assert client.get(url, headers={"Authorization": None}).status_code == 401


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_document_with_a_script_in_it_is_given_back_as_what_it_was(client, method):
    address = client.address("/xapi/activities/state", {"activityId": "a:b", "agent": AGENT, "stateId": "s"})
    client.send("PUT", address, b"<script>alert(1)</script>", content_type="text/html")
    response = client.send("GET", address)
    assert response["Content-Type"] == "text/html"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("url", "method"),
    [
        case("XAPI-00323 statements", STATEMENTS, "DELETE"),
        case("XAPI-00323 statements, unknown method", STATEMENTS, "PATCH"),
        case("XAPI-00323 activities", "/xapi/activities", "POST"),
        case("XAPI-00323 agents", "/xapi/agents", "PUT"),
        case("XAPI-00323 about", "/xapi/about", "POST"),
        case("XAPI-00323 state", "/xapi/activities/state", "PATCH"),
    ],
)
def test_other_methods_are_not_allowed(client, url, method):
    response = client.send(method, url)
    assert response.status_code == 405
    assert response["Allow"] == RESOURCES[url]
    assert response.json()["message"]


@pytest.mark.requirement("XAPI-00165")
def test_answers_say_what_they_are(client):
    [known] = client.store(statement())
    assert client.get(statementId=known)["Content-Type"] == "application/json"
    assert client.post(b"{")["Content-Type"] == "application/json"
    assert client.put(statement(id=known))["Content-Type"]
