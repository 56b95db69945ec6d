"""Parameters of state and profiles: part 3, 2.3, 2.6, 2.7; 2.0: 4.1.6.2, 4.1.6.5, 4.1.6.6."""

import pytest

from tests.factories.requirements import case
from tests.factories.xapi_client import OTHER_AGENT

METHODS = ("PUT", "POST", "GET", "DELETE")
REGISTRATION = "c0ffee00-0000-4000-8000-000000000000"


def numbered(first, *names):
    """Return requirements that follow each other, by the names they are for."""
    return {name: f"XAPI-{first + place:05}" for place, name in enumerate(names)}


# Parameters that must be there

MISSING = {
    ("state", "activityId"): numbered(207, "DELETE", "GET", "POST", "PUT"),
    ("state", "agent"): numbered(212, "DELETE", "GET", "POST", "PUT"),
    ("state", "stateId"): {"PUT": "XAPI-00206", "POST": "XAPI-00211"},
    ("agent profile", "agent"): numbered(261, "GET", "DELETE", "POST", "PUT"),
    ("agent profile", "profileId"): numbered(265, "DELETE", "POST", "PUT"),
    ("activity profile", "activityId"): numbered(296, "GET", "DELETE", "POST", "PUT"),
    ("activity profile", "profileId"): numbered(300, "DELETE", "POST", "PUT"),
}


@pytest.mark.parametrize(
    ("kind", "method", "name"),
    [
        case(f"{rule} {method} {kind} without {name}", kind, method, name)
        for (kind, name), rules in MISSING.items()
        for method, rule in rules.items()
    ],
)
def test_a_parameter_that_is_missing_is_named(documents, kind, method, name, kept):
    found = documents(kind)
    found.put_new(b"{}")
    before = kept()
    response = found.send(method, b"{}", **{name: None})
    assert response.status_code == 400
    assert response.json()["problems"] == [{"parameter": name, "requirement": "is required"}]
    assert kept() == before


# Values that are none: those of names are strings in every address, so what is refused is what names nothing.

NO_NAMES = ["", "a\nb", "a\x00", "x" * 2001]
NO_AGENTS = [
    "a@example.org",
    "{",
    {"name": "A"},
    {"mbox": "x"},
    {"mbox": "mailto:a@b", "openid": "a:b"},
    [],
    7,
]
BAD = {
    ("state", "agent"): (numbered(196, "DELETE", "GET", "POST", "PUT"), NO_AGENTS),
    ("state", "registration"): (numbered(200, "DELETE", "GET", "POST", "PUT"), ["r-1", "", "0"]),
    ("state", "since"): ({"GET": "XAPI-00204"}, ["yesterday", "", "2026-13-01T00:00:00Z"]),
    ("state", "stateId"): (numbered(224, "DELETE", "GET", "POST") | {"PUT": "XAPI-00228"}, NO_NAMES),
    ("agent profile", "agent"): (numbered(255, "DELETE", "POST", "PUT", "GET"), NO_AGENTS),
    ("agent profile", "since"): ({"GET": "XAPI-00260"}, ["yesterday", ""]),
    ("agent profile", "profileId"): ({"POST": "XAPI-00276", "PUT": "XAPI-00277"}, NO_NAMES),
    ("activity profile", "since"): ({"GET": "XAPI-00295"}, ["yesterday", ""]),
    ("activity profile", "profileId"): (numbered(305, "DELETE", "POST", "PUT"), NO_NAMES),
    ("activity profile", "activityId"): (
        dict.fromkeys(METHODS, "XAPI-00012"),
        ["a", "", "/path", "a b:c"],
    ),
    ("state", "activityId"): (dict.fromkeys(METHODS, "XAPI-00012"), ["a", ""]),
}


@pytest.mark.parametrize(
    ("kind", "method", "name", "values"),
    [
        case(f"{rule} {method} {kind} with {name} that is none", kind, method, name, values)
        for (kind, name), (rules, values) in BAD.items()
        for method, rule in rules.items()
    ],
)
def test_a_parameter_that_is_none_is_named(documents, kind, method, name, values, kept):
    found = documents(kind)
    found.put_new(b"{}")
    before = kept()
    for value in values:
        changes = {name: value} | ({found.kind.name: None} if name == "since" else {})
        response = found.send(method, b"{}", **changes)
        assert response.status_code == 400, value
        [problem] = response.json()["problems"]
        assert problem["parameter"].split("/")[0] == name
        assert problem["requirement"]
    assert kept() == before


@pytest.mark.parametrize(
    ("kind", "method", "changes"),
    [
        case("XAPI-00304 agent of an activity profile", "activity profile", "GET", {"agent": OTHER_AGENT}),
        case("XAPI-00324 activity of an agent profile", "agent profile", "GET", {"activityId": "a:b"}),
        case("XAPI-00324 registration of a profile", "agent profile", "PUT", {"registration": REGISTRATION}),
        case("XAPI-00205 since of a DELETE", "state", "DELETE", {"stateId": None, "since": "yesterday"}),
        case("XAPI-00324 since with a name", "state", "GET", {"since": "2026-03-02T10:00:00Z"}),
        case("XAPI-00324 profileId of a state", "state", "PUT", {"profileId": "p"}),
        case("XAPI-00325 stateid", "state", "PUT", {"stateId": None, "stateid": "s"}),
        case(
            "XAPI-00325 activityID", "activity profile", "DELETE", {"activityId": None, "activityID": "a:b"}
        ),
    ],
)
def test_a_parameter_of_something_else_is_refused(documents, kind, method, changes, kept):
    found = documents(kind)
    found.put_new(b"{}")
    before = kept()
    response = found.send(method, b"{}", **changes)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] in changes
    assert kept() == before
