"""The version header: part 3, 3.3; 2.0: 4.1.5 speaks of 2.0 alike."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import V1, V2, case
from tests.factories.xapi_client import AGENT, STATEMENTS, VERSION_HEADER, XapiClient

STATE = {"activityId": "https://example.org/a", "agent": AGENT, "stateId": "s"}
ADDRESSES = {
    "statements": (STATEMENTS, {}),
    "activities": ("/xapi/activities", {"activityId": "https://example.org/a"}),
    "agents": ("/xapi/agents", {"agent": AGENT}),
    "state": ("/xapi/activities/state", STATE),
    "activity profile": ("/xapi/activities/profile", {"activityId": "https://example.org/a"}),
    "agent profile": ("/xapi/agents/profile", {"agent": AGENT}),
}
NONE_OR_OTHERS = [
    None,
    "",
    "0.9",
    "0.95",
    "1",
    "1.1.0",
    "1.1",
    "2.1.0",
    "3.0.0",
    "1.0.x",
    "1.0.",
    "1.0.3.1",
    "v1.0.3",
    "1.0.3, 2.0.0",
    "१.०",
    "2.0.0-beta",
]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.requirement("XAPI-00321", "XAPI-00331")
def test_every_resource_asks_for_the_version(client, name):
    url, parameters = ADDRESSES[name]
    response = client.get(url, headers={VERSION_HEADER: None}, **parameters)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == VERSION_HEADER


@pytest.mark.parametrize("version", [case(f"XAPI-00331 {one!r}", one) for one in NONE_OR_OTHERS])
def test_other_versions_are_a_bad_request_that_says_what_is_spoken(client_of_1, version, kept):
    before = kept()
    for response in (
        client_of_1.get(headers={VERSION_HEADER: version}),
        client_of_1.post(statement(), headers={VERSION_HEADER: version}),
        client_of_1.put(statement(), headers={VERSION_HEADER: version}),
    ):
        assert response.status_code == 400
        [problem] = response.json()["problems"]
        assert problem["parameter"] == VERSION_HEADER
        assert V1 in problem["requirement"]
        assert V2 in problem["requirement"]
        assert response[VERSION_HEADER] in (V1, V2)
    assert kept() == before


@pytest.mark.parametrize(
    ("version", "answered"),
    [
        *(case(f"XAPI-00333 {one}", one, V1) for one in ("1.0", "1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.0.9")),
        *(case(f"XAPI-00333 IEEE-4.1.5 {one}", one, V2) for one in ("2.0", "2.0.0", "2.0.1")),
    ],
)
def test_every_patch_is_understood_and_the_latest_is_answered(client_of_1, version, answered):
    response = client_of_1.get(headers={VERSION_HEADER: version})
    assert response.status_code == 200
    assert response[VERSION_HEADER] == answered


@pytest.mark.requirement("XAPI-00333", "IEEE-4.1.5")
def test_the_version_stands_on_every_answer_also_on_one_that_refuses(client):
    for response in (
        client.get(),
        client.post(statement()),
        client.post(b"{"),
        client.get(statementId="c0ffee00-0000-4000-8000-000000000000"),
        client.send("DELETE"),
    ):
        assert VERSION_HEADER in response
    assert client.get()[VERSION_HEADER] == client.post(b"{")[VERSION_HEADER] == client.version
    assert VERSION_HEADER in client.get(headers={"Authorization": None})


def test_who_forgets_the_version_is_answered_in_the_one_they_spoke_last(db):
    client = XapiClient(version=V2)
    client.get()
    assert client.get(headers={VERSION_HEADER: None})[VERSION_HEADER] == V2
    client.get(headers={VERSION_HEADER: V1})
    assert client.get(headers={VERSION_HEADER: None})[VERSION_HEADER] == V1
