"""Who may ask: part 3, 4; and what a launch may reach. How keys are made and end: tests/assessments/lrs/clients."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.lrs.clients.credentials import ALL, ALL_READ, PROFILE, READ, READ_MINE, STATE, WRITE
from assessments.lrs.clients.granting import grant_launch, revoke_key
from tests.factories.assessments import statement
from tests.factories.documents import ACTIVITY, Documents
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT, OTHER_AGENT, STATEMENTS, XapiClient

RESOURCES = {
    STATEMENTS: {},
    "/xapi/activities": {"activityId": "a:b"},
    "/xapi/agents": {"agent": AGENT},
    "/xapi/activities/state": {"activityId": "a:b", "agent": AGENT},
    "/xapi/activities/profile": {"activityId": "a:b"},
    "/xapi/agents/profile": {"agent": AGENT},
}
NOBODY = {
    "none": None,
    "unknown": "Basic eDp5",
    "no base64": "Basic ###",
    "nothing in it": "Basic ",
    "another scheme": "Bearer x",
    "OAuth": 'OAuth oauth_consumer_key="x"',
}


@pytest.mark.parametrize("url", RESOURCES)
@pytest.mark.parametrize("who", [case(f"XAPI-00334 {who}", who) for who in NOBODY])
def test_without_credentials_nothing_is_told(client, url, who):
    response = client.get(url, headers={"Authorization": NOBODY[who]}, **RESOURCES[url])
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Basic")
    assert response.json() == {"message": "Valid credentials are needed."}


@pytest.mark.requirement("XAPI-00334")
def test_without_credentials_nothing_is_stored(client, kept):
    before = kept()
    for ask in (client.post, client.put):
        assert ask(statement(), headers={"Authorization": NOBODY["unknown"]}).status_code == 401
    response = Documents(client, "state").send("PUT", {}, headers={"Authorization": None})
    assert response.status_code == 401
    assert kept() == before


@pytest.mark.parametrize("url", RESOURCES)
@pytest.mark.requirement("XAPI-00335")
def test_basic_credentials_open_every_resource(client, url):
    assert client.get(url, **RESOURCES[url]).status_code == 200


@pytest.mark.requirement("XAPI-00334")
def test_a_key_that_was_taken_back_opens_nothing_from_then_on(client):
    assert client.get().status_code == 200
    revoke_key(key=client.key, at=timezone.now())
    assert client.get().status_code == 401


@pytest.mark.parametrize(
    ("scope", "statements", "state", "profile"),
    [
        case(f"XAPI-00327 {scope}", scope, *expected)
        for scope, expected in {
            WRITE: ((403, 200), (403, 403), (403, 403)),
            READ: ((200, 403), (403, 403), (403, 403)),
            READ_MINE: ((200, 403), (403, 403), (403, 403)),
            STATE: ((403, 403), (200, 204), (403, 403)),
            PROFILE: ((403, 403), (403, 403), (200, 204)),
            ALL_READ: ((200, 403), (200, 403), (200, 403)),
            ALL: ((200, 200), (200, 204), (200, 204)),
        }.items()
    ],
)  # fmt: skip
def test_scopes_open_one_door_or_both(db, scope, statements, state, profile):
    client = XapiClient(scope)
    assert (client.get().status_code, client.post(statement()).status_code) == statements
    for kind, expected in (("state", state), ("agent profile", profile), ("activity profile", profile)):
        found = Documents(client, kind)
        listed = found.get(**{found.kind.name: None}).status_code
        put = found.send("PUT", {}, headers={"If-None-Match": "*"}).status_code
        assert (listed, put) == expected


@pytest.mark.requirement("XAPI-00327")
def test_who_may_read_only_the_own_sees_nothing_else(client):
    other = XapiClient(READ_MINE, WRITE, version=client.version)
    [theirs] = client.store(statement())
    [own] = other.store(statement())
    assert other.find() == [own]
    assert other.get(statementId=theirs).status_code == 404
    assert client.find() == [own, theirs]


# Launches

REGISTRATION = "c0ffee00-0000-4000-8000-000000000000"
CONTEXT = {"registration": REGISTRATION}


@pytest.fixture
def launched(client):
    """A client with the credentials of a launch."""
    token, secret = grant_launch(
        actor=AGENT, registration=REGISTRATION, expires_at=timezone.now() + timedelta(hours=1)
    )
    return XapiClient(version=client.version, credentials=(token.key, secret))


@pytest.mark.requirement("XAPI-00335")
def test_a_launch_writes_and_reads_its_own(client, launched):
    client.store(statement(), statement(actor=AGENT), statement(context=CONTEXT))
    [own] = launched.store(statement(actor=AGENT, context=CONTEXT))
    assert launched.find() == [own]
    state = Documents(launched, "state")
    assert state.send("PUT", {"a": 1}, registration=REGISTRATION).status_code == 204
    assert state.get(registration=REGISTRATION).json() == {"a": 1}
    assert launched.get("/xapi/agents", agent=AGENT).status_code == 200


@pytest.mark.parametrize(
    ("made", "where"),
    [
        case("XAPI-00327 another actor", {"context": CONTEXT}, "/actor"),
        case("XAPI-00327 no registration", {"actor": AGENT}, "/context/registration"),
        case(
            "XAPI-00327 another registration",
            {"actor": AGENT, "context": {"registration": str(uuid4())}},
            "/context/registration",
        ),
        case(
            "XAPI-00327 voiding",
            {
                "actor": AGENT,
                "context": CONTEXT,
                "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
                "object": {"objectType": "StatementRef", "id": str(uuid4())},
            },
            "/verb",
        ),
    ],
)
def test_a_launch_says_nothing_of_others(launched, made, where, kept):
    before = kept()
    single = launched.post(statement(**made))
    assert single.status_code == 403
    assert single.json()["message"].startswith(where)
    batch = launched.post([statement(actor=AGENT, context=CONTEXT), statement(**made)])
    assert batch.status_code == 403
    assert batch.json()["message"].startswith(f"/1{where}")
    assert kept() == before


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        case("XAPI-00327 state of another", "state", {"agent": OTHER_AGENT, "registration": REGISTRATION}),
        case("XAPI-00327 state of another registration", "state", {"registration": str(uuid4())}),
        case("XAPI-00327 state of none", "state", {}),
        case("XAPI-00327 profile of another", "agent profile", {"agent": OTHER_AGENT}),
        case("XAPI-00327 profile of an activity", "activity profile", {"activityId": ACTIVITY}),
    ],
)
def test_a_launch_changes_no_documents_of_others(launched, kind, changes, kept):
    before = kept()
    found = Documents(launched, kind)
    for method in ("PUT", "POST", "DELETE"):
        response = found.send(method, {}, headers={"If-None-Match": "*"}, **changes)
        assert response.status_code == 403
    assert kept() == before


@pytest.mark.requirement("XAPI-00334")
def test_a_launch_that_is_over_opens_nothing(db):
    token, secret = grant_launch(actor=AGENT, registration=REGISTRATION, expires_at=timezone.now())
    assert XapiClient(credentials=(token.key, secret)).get().status_code == 401
