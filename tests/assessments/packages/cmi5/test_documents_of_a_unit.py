"""State and profiles at the endpoint of a unit: its own alone, the launch data never (cmi5, 10.2.1 and 11)."""

import json
from urllib.parse import urlencode

import pytest

from assessments.packages.cmi5 import vocabulary
from tests.factories.cmi5_courses import au, launch, make_version, register_agent

pytestmark = pytest.mark.django_db
GOOD = {"languagePreference": "ru,en-US", "audioPreference": "on"}


@pytest.fixture
def unit():
    return launch(register_agent(make_version(au(moveOn="Passed"))))


def test_the_launch_data_are_read_and_never_changed(unit):
    unit.fetch()
    before = unit.launch_data()
    for method in ("PUT", "POST", "DELETE"):
        answer = unit.state(method, body=None if method == "DELETE" else {"launchMode": "Browse"})
        assert answer.status_code == 403, method
        assert "10.2.1.0-5" in answer.json()["message"]
    everything = unit.send("DELETE", "activities/state", **unit._place())
    assert everything.status_code == 403
    assert unit.launch_data() == before


def test_a_unit_keeps_states_of_its_own_over_sessions(unit):
    unit.fetch()
    assert unit.state("PUT", name="bookmark", body={"page": 7}).status_code == 204
    assert unit.state(name="bookmark").json() == {"page": 7}
    assert unit.state("DELETE", name="bookmark").status_code == 204
    assert unit.state(name="bookmark").status_code == 404


def test_state_of_another_person_or_registration_is_not_open(unit):
    unit.fetch()
    other = {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "y"}}
    place = unit._place()
    for changed in (
        {"agent": other},
        {"registration": "a5a8c7a6-7f67-4b44-8a3d-8ad9f6f0a002"},
    ):
        answer = unit.send("GET", "activities/state", stateId="bookmark", **(place | changed))
        assert answer.status_code == 403


def test_initialized_waits_until_the_preferences_were_read(unit):
    unit.fetch()
    unit.data = unit.launch_data()
    refused = unit.tell("initialized")
    assert refused.status_code == 403
    assert "11.0.0.0-3" in refused.json()["message"]
    unit.preferences()
    assert unit.tell("initialized").status_code == 200


@pytest.mark.parametrize(
    ("body", "content_type", "rule"),
    [
        (b"just words", "text/plain", "11.0.0.0-5"),
        (b'{"languagePreference":"ru","audioPreference":"on"}', "text/plain", "11.0.0.0-5"),
        (b"[1]", "application/json", "11.0.0.0-5"),
        (b"{", "application/json", "11.0.0.0-5"),
        (b'{"languagePreference":"ru"}', "application/json", "11.0.0.0-5"),
        (b'{"audioPreference":"on"}', "application/json", "11.0.0.0-5"),
        (b'{"languagePreference":"","audioPreference":"on"}', "application/json", "11.1.0.0-1"),
        (b'{"languagePreference":"ru en","audioPreference":"on"}', "application/json", "11.1.0.0-1"),
        (b'{"languagePreference":["ru"],"audioPreference":"on"}', "application/json", "11.1.0.0-1"),
        (b'{"languagePreference":"ru","audioPreference":"loud"}', "application/json", "11.2"),
    ],
)
def test_preferences_that_are_none_are_refused(unit, body, content_type, rule):
    unit.fetch()
    for method in ("PUT", "POST"):
        answer = unit.send(
            method,
            "agents/profile",
            body,
            content_type,
            profileId=vocabulary.PREFERENCES,
            agent=unit.agent,
        )
        assert answer.status_code == 403
        assert rule in answer.json()["message"]


def test_preferences_are_changed_by_who_has_seen_them(unit):
    unit.fetch()
    unit.headers["If-Match"] = unit.preferences()["ETag"]
    assert unit.preferences("PUT", body=GOOD).status_code == 204
    assert unit.preferences().json() == GOOD


def test_preferences_of_nobody_and_of_another_are_refused(unit):
    unit.fetch()
    assert unit.send("PUT", "agents/profile", GOOD, profileId=vocabulary.PREFERENCES).status_code == 400
    other = {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "y"}}
    for method, body in (("PUT", GOOD), ("GET", None)):
        answer = unit.send(method, "agents/profile", body, profileId=vocabulary.PREFERENCES, agent=other)
        assert answer.status_code == 403


def test_profiles_of_activities_are_read_and_not_changed(unit):
    unit.fetch()
    place = {"activityId": unit.told["activityId"], "profileId": "x"}
    assert unit.send("GET", "activities/profile", **place).status_code == 404
    unit.headers["If-None-Match"] = "*"
    assert unit.send("PUT", "activities/profile", {"a": 1}, **place).status_code == 403


def test_the_store_tells_of_itself_and_of_activities(unit):
    assert unit.send("GET", "about").json()["version"] == ["1.0.3"]
    unit.fetch()
    told = unit.send("GET", "activities", activityId=unit.told["activityId"]).json()
    assert told["id"] == unit.told["activityId"]
    assert unit.send("GET", "agents", agent=unit.agent).status_code == 200
    assert unit.send("GET", "nothing").status_code == 404


def test_scripts_of_any_origin_may_ask_without_cookies(unit):
    asked = unit.send("OPTIONS", "statements")
    assert asked.status_code == 204
    assert "PUT" in asked["Access-Control-Allow-Methods"]
    assert "Authorization" in asked["Access-Control-Allow-Headers"]
    for resource in ("statements", "/statements", "activities/state", "nothing"):
        answer = unit.send("GET", resource)
        assert answer["Access-Control-Allow-Origin"] == "*", resource
        assert "Access-Control-Allow-Credentials" not in answer
        assert not answer.cookies


def test_the_alternate_syntax_of_requests_leads_around_no_rule(unit):
    unit.fetch()
    before = unit.launch_data()
    place = unit._place() | {"stateId": "LMS.LaunchData", "content": '{"launchMode":"Browse"}'}
    form = urlencode(
        {name: value if isinstance(value, str) else json.dumps(value) for name, value in place.items()}
        | {name: unit.headers[name] for name in ("Authorization", "X-Experience-API-Version")}
    )
    answer = unit.send(
        "POST", "activities/state?method=PUT", form.encode(), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 403
    assert "10.2.1.0-5" in answer.json()["message"]
    assert unit.launch_data() == before
