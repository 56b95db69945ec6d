"""HEAD: part 3, 1.1."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT, STATEMENTS, XapiClient

ACTIVITY = "https://example.org/activities/1"
STATE = {"activityId": ACTIVITY, "agent": AGENT, "stateId": "s"}
ADDRESSES = [
    (STATEMENTS, {}),
    (STATEMENTS, {"limit": "1"}),
    (STATEMENTS, {"statementId": "c0ffee00-0000-4000-8000-000000000000"}),
    (STATEMENTS, {"attachments": "true"}),
    ("/xapi/activities", {"activityId": ACTIVITY}),
    ("/xapi/agents", {"agent": AGENT}),
    ("/xapi/about", {}),
    ("/xapi/activities/state", STATE),
    ("/xapi/activities/state", {"activityId": ACTIVITY, "agent": AGENT}),
    ("/xapi/activities/profile", {"activityId": ACTIVITY}),
    ("/xapi/agents/profile", {"agent": AGENT}),
]
FAULTY = [
    (STATEMENTS, {"limit": "x"}),
    (STATEMENTS, {"statementId": "00000000-0000-4000-8000-000000000001"}),
    ("/xapi/activities", {}),
    ("/xapi/agents", {"agent": "x"}),
    ("/xapi/activities/profile", {"activityId": ACTIVITY, "profileId": "none"}),
]
# Of the moment (two requests may stand on either side of a second); of the body, which is compressed when it is long.
CHANGING = {"X-Experience-API-Consistent-Through", "Expires", "Content-Length", "Vary"}


def headers_of(response):
    told = {name: value for name, value in response.items() if name not in CHANGING}
    if "multipart" in told["Content-Type"]:
        told["Content-Type"] = "multipart/mixed"
    return told


@pytest.mark.parametrize(
    ("url", "parameters"),
    [case(f"XAPI-00125 XAPI-00126 {url} {' '.join(asked)}", url, asked) for url, asked in ADDRESSES + FAULTY],
)
def test_head_answers_like_get_without_a_body(client, url, parameters):
    client.post(statement(id="c0ffee00-0000-4000-8000-000000000000"))
    state = XapiClient.address("/xapi/activities/state", STATE)
    assert client.send("PUT", state, b"text", content_type="text/plain").status_code == 204
    got = client.get(url, **parameters)
    head = client.send("HEAD", XapiClient.address(url, parameters))
    assert head.status_code == got.status_code
    assert head.content == b""
    assert headers_of(head) == headers_of(got)
    if not got.streaming:
        assert head["Content-Length"] == str(len(got.content))


@pytest.mark.requirement("XAPI-00125")
def test_who_may_not_get_may_not_ask_for_the_head(client):
    head = client.send("HEAD", headers={"Authorization": None})
    assert (head.status_code, head.content) == (401, b"")
    assert head["WWW-Authenticate"].startswith("Basic")
