"""Statements of a unit at its endpoint: taken or refused, counted once, and what is satisfied by them (cmi5, 9.3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.lrs.models import Statement
from assessments.packages.cmi5 import satisfying, vocabulary
from assessments.packages.models import UnitStanding
from tests.factories.cmi5_courses import (
    ID,
    au,
    block,
    launch,
    make_version,
    register_agent,
    told_of,
    words_of,
)

pytestmark = pytest.mark.django_db
BOTH = au(moveOn="CompletedAndPassed", masteryScore="0.9")


def registered(*inside):
    return register_agent(make_version(*inside))


def test_a_session_from_launched_to_terminated():
    registration = registered(block("b", BOTH))
    unit = launch(registration).begin()
    assert unit.tell("passed", scaled=0.95).status_code == 200
    assert unit.tell("completed").status_code == 200
    assert unit.tell("terminated").status_code == 200
    assert words_of(registration) == [
        "launched",
        "initialized",
        "passed",
        "completed",
        "satisfied",
        "satisfied",
        "terminated",
    ]
    session = registration.launches.get()
    satisfied = told_of(registration)[4:6]
    assert [one["context"]["extensions"] for one in satisfied] == 2 * [
        {vocabulary.SESSION_ID: str(session.key)}
    ]
    assert [one["context"]["contextActivities"]["grouping"][0]["id"] for one in satisfied] == [
        f"{ID}/b",
        ID,
    ]
    assert satisfied[0]["object"]["id"] not in (f"{ID}/b", satisfied[1]["object"]["id"])
    assert session.terminated_at is not None
    registration.refresh_from_db()
    assert registration.satisfied_at is not None
    assert registration.satisfied_blocks == [f"{ID}/b"]


def test_after_terminated_nothing_more_is_taken_or_read():
    registration = registered(BOTH)
    unit = launch(registration).begin()
    allowed = unit.statement("experienced", object={"id": "https://example.org/slide"})
    assert unit.post(allowed).status_code == 200
    unit.tell("terminated")
    for answer in (unit.post(allowed), unit.tell("passed"), unit.state(), unit.send("GET", "statements")):
        assert answer.status_code == 403
        assert "over" in answer.json()["message"]
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert words_of(registration)[-1] == "terminated"


def test_a_statement_sent_again_after_a_lost_answer_counts_once():
    registration = registered(au(moveOn="Completed"))
    unit = launch(registration).begin()
    completed = unit.statement("completed")
    assert unit.post(completed).status_code == 200
    assert unit.post(completed).status_code == 200
    other = unit.send("PUT", "statements", completed, statementId=completed["id"])
    assert other.status_code == 204
    assert words_of(registration) == ["launched", "initialized", "completed", "satisfied"]
    refused = unit.tell("completed")
    assert refused.status_code == 403
    assert "9.3.0.0-2" in refused.json()["message"]


def test_another_statement_under_a_known_id_is_refused_and_stores_nothing():
    registration = registered(BOTH)
    unit = launch(registration).begin()
    told = unit.statement("experienced", object={"id": "https://example.org/slide"})
    assert unit.post(told).status_code == 200
    changed = told | {"object": {"id": "https://example.org/other"}}
    assert unit.post(changed).status_code == 409
    assert words_of(registration) == ["launched", "initialized", "experienced"]


def test_of_a_batch_all_is_taken_or_nothing():
    registration = registered(BOTH)
    unit = launch(registration).begin()
    refused = unit.post(unit.statement("completed"), unit.statement("passed", result={"success": False}))
    assert refused.status_code == 403
    assert refused.json()["message"].startswith("/1/result/success ")
    assert words_of(registration) == ["launched", "initialized"]
    standing = UnitStanding.objects.get(registration=registration)
    assert (standing.completed_at, standing.passed_at) == (None, None)


def test_a_batch_is_judged_by_its_timestamps_and_answered_in_its_own_order():
    registration = registered(BOTH)
    unit = launch(registration).begin()
    now = timezone.now()
    last = unit.statement("terminated", timestamp=f"{now + timedelta(seconds=2):%Y-%m-%dT%H:%M:%SZ}")
    first = unit.statement("completed", timestamp=f"{now:%Y-%m-%dT%H:%M:%SZ}")
    answer = unit.post(last, first)
    assert answer.status_code == 200, answer.content
    assert answer.json() == [last["id"], first["id"]]
    session = registration.launches.get()
    assert session.terminated_at is not None
    assert session.completed_at is not None


def test_what_is_no_xapi_is_told_before_what_is_no_cmi5():
    unit = launch(registered(BOTH)).begin()
    answer = unit.tell("passed", verb={"id": "passed"}, timestamp=None)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["pointer"] == "/verb/id"


def test_statements_of_others_and_voiding_are_refused():
    unit = launch(registered(BOTH)).begin()
    someone = {"objectType": "Agent", "account": {"homePage": "https://x.example", "name": "y"}}
    assert unit.tell("passed", actor=someone).status_code == 403
    told = unit.statement("experienced", object={"id": "https://example.org/slide"})
    unit.post(told)
    voiding = unit.statement("voided", object={"objectType": "StatementRef", "id": told["id"]})
    assert unit.post(voiding).status_code == 403
    assert not Statement.objects.get(statement_id=told["id"]).voided


def test_completed_and_passed_of_two_sessions_satisfy_together():
    registration = registered(BOTH)
    first = launch(registration).begin()
    first.tell("completed")
    first.tell("terminated")
    second = launch(registration).begin()
    assert second.tell("completed").status_code == 403
    second.tell("passed", scaled=1)
    registration.refresh_from_db()
    assert registration.satisfied_at is not None
    third = launch(registration).begin()
    assert third.tell("failed", scaled=0.1).status_code == 403
    assert words_of(registration).count("satisfied") == 1


def test_a_course_waits_for_all_its_units_and_tells_each_block_once():
    registration = registered(
        block("b1", au("a", moveOn="Completed"), block("b2", au("b", moveOn="Completed"))),
        au("c", moveOn="Passed"),
    )
    launch(registration, unit=1).begin().tell("completed")
    launch(registration, unit=0).begin().tell("completed")
    registration.refresh_from_db()
    assert registration.satisfied_blocks == [f"{ID}/b2", f"{ID}/b1"]
    assert registration.satisfied_at is None
    launch(registration, unit=2).begin().tell("passed")
    satisfied = [one for one in told_of(registration) if one["verb"]["id"] == vocabulary.SATISFIED.iri]
    grouping = [one["context"]["contextActivities"]["grouping"][0]["id"] for one in satisfied]
    assert grouping == [f"{ID}/b2", f"{ID}/b1", ID]


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_around_changes_nothing(mode):
    registration = registered(au(moveOn="Completed"))
    unit = launch(registration, mode=mode).begin()
    assert unit.tell("completed").status_code == 403
    assert unit.tell("terminated").status_code == 200
    registration.refresh_from_db()
    assert registration.satisfied_at is None


def test_the_result_is_the_mean_of_what_was_scored():
    registration = registered(
        au("a", moveOn="CompletedOrPassed"), au("b", moveOn="Passed"), au("c", moveOn="Completed")
    )
    first = launch(registration).begin()
    first.tell("failed", scaled=0.2)
    assert satisfying.percent_of(registration) == 20
    launch(registration).begin().tell("passed", scaled=0.6)
    launch(registration, unit=1).begin().tell("passed", scaled=0.8)
    assert satisfying.percent_of(registration) == Decimal("70.00")


def test_without_scores_the_result_is_all_or_nothing():
    registration = registered(au(moveOn="Completed"))
    assert satisfying.percent_of(registration) == 0
    launch(registration).begin().tell("completed")
    registration.refresh_from_db()
    assert satisfying.percent_of(registration) == 100


def test_a_unit_reads_back_its_own_statements_page_by_page():
    registration = registered(BOTH)
    unit = launch(registration).begin()
    launch(register_agent(registration.version)).begin()
    answer = unit.send("GET", "statements", limit="1")
    assert [one["verb"]["id"] for one in answer.json()["statements"]] == [vocabulary.INITIALIZED.iri]
    more = answer.json()["more"]
    assert more.startswith("/cmi5/")
    later = unit.http.get(more, headers=unit.headers)
    assert [one["verb"]["id"] for one in later.json()["statements"]] == [vocabulary.LAUNCHED.iri]
