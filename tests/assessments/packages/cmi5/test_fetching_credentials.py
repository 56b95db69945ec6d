"""The fetch URL gives credentials once, by POST, to whoever knows it (cmi5, 8.2); they open one session alone."""

from base64 import b64decode
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.packages.cmi5 import abandoning
from tests.factories.cmi5_courses import au, launch, make_version, path_of, register_agent

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    return register_agent(make_version(au(moveOn="Passed")))


def test_credentials_are_given_once(registration):
    unit = launch(registration)
    assert b64decode(unit.fetch()["auth-token"]).startswith(b"launch-")
    again = unit.fetch()
    assert again.keys() == {"error-code", "error-text"}
    assert again["error-code"] == "1"


def test_an_address_that_is_none_is_told_so_as_json(registration):
    unit = launch(registration)
    unit.told["fetch"] += "x"
    assert unit.fetch()["error-code"] == "2"


@pytest.mark.parametrize("reason", ["too late", "over"])
def test_a_session_that_is_over_or_was_left_gives_no_credentials(registration, reason):
    unit = launch(registration, at=timezone.now() - timedelta(hours=2 if reason == "too late" else 0))
    if reason == "over":
        abandoning.abandon(session=registration.launches.get(), at=timezone.now())
    assert unit.fetch()["error-code"] == "1"


def test_only_post_asks_for_them_and_scripts_of_any_origin_may(registration):
    unit = launch(registration)
    address = path_of(unit.told["fetch"])
    assert unit.http.get(address).status_code == 405
    asked = unit.http.options(address)
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "POST, OPTIONS")
    answer = unit.http.post(address)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/json"
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


def test_the_credentials_are_none_at_the_store_itself(registration):
    unit = launch(registration).begin()
    assert unit.http.get("/xapi/statements", headers=unit.headers).status_code == 401
    answer = unit.http.post(
        "/xapi/statements", unit.statement("passed"), content_type="application/json", headers=unit.headers
    )
    assert answer.status_code == 401


def test_the_credentials_are_none_for_another_session(registration):
    unit = launch(registration).begin()
    other = launch(register_agent(registration.version)).begin()
    other.headers["Authorization"] = unit.headers["Authorization"]
    assert other.state().status_code == 403
    assert other.tell("passed").status_code == 403


def test_without_credentials_nothing_is_open(registration):
    unit = launch(registration)
    assert unit.state().status_code == 401
    unit.headers["Authorization"] = "Basic bGF1bmNoLXg6eQ=="
    assert unit.state().status_code == 401
    unit.headers["Authorization"] = ""
    assert unit.preferences().status_code == 401
