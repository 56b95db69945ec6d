"""Statements that void others: part 2, 2.3.2; part 3, 2.1.4; 2.0: 4.2.5."""

from uuid import uuid4

import pytest

from assessments.xapi import vocabulary
from tests.factories.assessments import statement
from tests.factories.requirements import case, in_both_versions, told
from tests.factories.xapi_client import AGENT

VOIDED = {"id": vocabulary.VOIDED.iri}


def reference(target):
    return {"objectType": "StatementRef", "id": target}


def voiding(target, **fields):
    return statement(verb=VOIDED, object=reference(target), **fields)


@pytest.mark.requirement("XAPI-00018", "XAPI-00163", "IEEE-4.2.5")
def test_a_voided_statement_is_only_found_as_voided(client):
    voided, kept = client.store(statement(), statement())
    [voider] = client.store(voiding(voided))
    assert client.get(statementId=voided).status_code == 404
    assert client.get(voidedStatementId=voided).json()["id"] == voided
    assert client.get(voidedStatementId=kept).status_code == 404
    assert client.get(voidedStatementId=str(uuid4())).status_code == 404
    assert client.find() == [voider, kept]


@pytest.mark.requirement("XAPI-00162")
def test_what_points_at_a_voided_statement_is_still_found_by_its_filters(client):
    verb = {"id": "https://example.org/v"}
    voided, pointing = str(uuid4()), str(uuid4())
    client.store(statement(id=voided, verb=verb), statement(id=pointing, object=reference(voided)))
    [voider] = client.store(voiding(voided))
    assert client.find(verb=verb["id"]) == [voider, pointing]
    stored = client.get(voidedStatementId=voided).json()["stored"]
    assert voided not in client.find(until=stored)


@pytest.mark.requirement("XAPI-00018")
def test_what_was_voided_before_it_came_is_voided_when_it_comes(client):
    late = statement()
    assert client.post(voiding(late["id"])).status_code == 200
    client.store(late)
    assert client.get(statementId=late["id"]).status_code == 404
    assert client.get(voidedStatementId=late["id"]).status_code == 200


@pytest.mark.requirement("XAPI-00016")
@pytest.mark.parametrize("is_late", [False, True])
def test_a_voiding_statement_is_not_voided_in_either_order(client, is_late):
    [target] = client.store(statement())
    first = voiding(target)
    second = voiding(first["id"])
    for made in (second, first) if is_late else (first, second):
        assert client.post(made).status_code == 200
    assert client.one(first["id"])["verb"] == first["verb"]
    assert client.get(voidedStatementId=first["id"]).status_code == 404
    assert client.get(voidedStatementId=target).status_code == 200


@pytest.mark.requirement("XAPI-00018")
def test_to_void_what_is_voided_changes_nothing(client):
    [target] = client.store(statement())
    voiders = client.store(voiding(target)) + client.store(voiding(target))
    assert client.get(voidedStatementId=target).json()["id"] == target
    assert client.find() == voiders[::-1]


@pytest.mark.requirement("XAPI-00019")
def test_no_other_verb_voids(client):
    [target] = client.store(statement())
    client.store(statement(verb={"id": "https://example.org/verbs/voided"}, object=reference(target)))
    assert client.one(target)["id"] == target


@in_both_versions
@pytest.mark.parametrize(
    "target",
    [
        case("XAPI-00017 XAPI-00020 activity", {"objectType": "Activity", "id": "a:b"}),
        case("XAPI-00017 XAPI-00020 nothing said", {"id": "a:b"}),
        case("XAPI-00017 XAPI-00020 agent", AGENT),
        case("XAPI-00017 XAPI-00020 in another case", {"objectType": "statementRef", "id": str(uuid4())}),
    ],
)
def test_what_voids_points_at_a_statement(target, version):
    found = told(statement(verb=VOIDED, object=target), version)
    assert ("/object/objectType", "XAPI-00017") in found


@pytest.mark.requirement("XAPI-00017", "XAPI-00020")
def test_what_would_void_an_activity_is_refused_and_not_stored(client, kept):
    before = kept()
    response = client.post(statement(verb=VOIDED))
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {
            "pointer": "/object/objectType",
            "requirement": "must be StatementRef: the verb is voided",
            "rule": "XAPI-00017",
        }
    ]
    assert kept() == before


@in_both_versions
@pytest.mark.requirement("XAPI-00020")
def test_what_points_at_a_statement_may_void(version):
    assert told(voiding(str(uuid4())), version) == set()
