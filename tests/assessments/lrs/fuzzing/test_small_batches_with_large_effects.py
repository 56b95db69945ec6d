"""What a client sends decides how much work there is: twice as much at most costs about twice as much."""

import json
from uuid import uuid4

import pytest

from assessments.lrs.http.statements import MOST_STATEMENTS
from assessments.lrs.models import KnownActivity, StatementTerm
from assessments.lrs.statements.references import LONGEST_CHAIN, MOST_INHERITED
from assessments.xapi.shapes import ENOUGH
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, send
from tests.factories.assessments import statement

OWN_TERMS = 6


@pytest.fixture
def ask(authorization):
    told = {"Authorization": authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": JSON}

    def ask(method, body=b"", query=b"", path="/xapi/statements", **headers):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return send(Sent(method, path, query, told | headers, body))

    return ask


def agent(number):
    return {"mbox": f"mailto:{number}@example.org"}


def pointing(target, number):
    return statement(actor=agent(number), object={"objectType": "StatementRef", "id": target})


def test_a_long_chain_of_references_does_not_multiply(ask):
    made = [statement(actor=agent("first"))]
    for number in range(300):
        made.append(pointing(made[-1]["id"], number))
    assert ask("POST", made).status == 200
    assert StatementTerm.objects.count() <= len(made) * (OWN_TERMS + MOST_INHERITED)
    # The nearest are found, those far away are not.
    found = ask("GET", query=b"agent=" + json.dumps(agent(290)).encode()).json()["statements"]
    assert 1 < len(found) <= min(LONGEST_CHAIN, MOST_INHERITED) + 1


def test_many_references_to_a_large_statement_do_not_multiply(ask):
    activities = [{"id": f"https://example.org/{number}"} for number in range(1000)]
    large = statement(actor=agent("large"), context={"contextActivities": {"other": activities}})
    made = [large, *(pointing(large["id"], number) for number in range(50))]
    assert ask("POST", made).status == 200
    assert StatementTerm.objects.count() <= len(activities) + len(made) * (OWN_TERMS + MOST_INHERITED)
    # What matches directly is handed on before what is only related.
    found = ask("GET", query=b"agent=" + json.dumps(agent("large")).encode()).json()["statements"]
    assert len(found) == len(made)


def test_a_statement_that_points_at_itself_is_stored(ask):
    statement_id = str(uuid4())
    made = statement(id=statement_id, object={"objectType": "StatementRef", "id": statement_id})
    assert ask("POST", made).status == 200
    assert ask("GET").json()["statements"][0]["id"] == statement_id


@pytest.mark.parametrize(
    "made",
    [
        [{}] * 2000,
        statement(result={"extensions": {f"no IRI {number}": 1 for number in range(2000)}}),
        statement(context={"contextActivities": {"other": [{"id": ""}] * 2000}}),
        statement(**{f"unknown {number}": 1 for number in range(2000)}),
        [statement(id="c0ffee00-0000-4000-8000-000000000000")] * 2000,
    ],
    ids=["statements", "extensions", "activities", "properties", "ids"],
)
def test_of_thousands_of_faults_the_first_are_told(ask, made):
    answer = ask("POST", made)
    assert answer.status == 400
    assert ENOUGH <= len(answer.json()["problems"]) < ENOUGH + 5


def test_thousands_of_definitions_are_learnt_in_one_request(ask):
    def told(word):
        held = [
            {"id": f"https://example.org/{number}", "definition": {"name": {word: word}}}
            for number in range(6000)
        ]
        return statement(context={"contextActivities": {"other": held}})

    first, second = told("en"), told("ru")
    for made in (first, second, first):
        assert ask("POST", made).status == 200
    answer = ask(
        "GET", query=f"statementId={first['id']}&format=canonical".encode(), **{"Accept-Language": "ru"}
    )
    names = [one["definition"]["name"] for one in answer.json()["context"]["contextActivities"]["other"]]
    assert names == [{"ru": "ru"}] * 6000
    assert KnownActivity.objects.count() == 6000


def test_more_statements_than_can_be_stored_at_once_are_refused(ask):
    made = [statement()] * (MOST_STATEMENTS + 1)
    answer = ask("POST", made)
    assert (answer.status, str(MOST_STATEMENTS) in answer.json()["message"]) == (413, True)


def test_a_document_does_not_grow_without_end(ask, settings):
    settings.PANAH_LRS_MOST_BYTES = 2000
    place = b"activityId=https://example.org/a&profileId=b"
    for number in range(30):
        answer = ask("POST", {str(number): "x" * 100}, place, path="/xapi/activities/profile")
        if answer.status == 413:
            break
    stored = ask("GET", query=place, path="/xapi/activities/profile").json()
    assert 0 < number < 29
    assert list(stored) == [str(before) for before in range(number)]
