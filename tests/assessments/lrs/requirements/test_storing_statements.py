"""PUT and POST of statements: part 3, 2.1.1 and 2.1.2; part 2, 2.3.1; 2.0: 4.1.6.1."""

from uuid import uuid4

import pytest

from assessments.lrs.models import Statement
from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.whole_statement import replaced, whole
from tests.factories.xapi_client import STATEMENTS

OTHER_VERB = {"id": "https://example.org/other"}


@pytest.mark.requirement("XAPI-00139", "XAPI-00143", "IEEE-4.1.6.1")
def test_put_stores_a_statement_and_says_nothing(client):
    made = statement()
    response = client.put(made)
    assert (response.status_code, response.content) == (204, b"")
    assert client.one(made["id"])["verb"] == made["verb"]


@pytest.mark.requirement("XAPI-00144")
def test_put_gives_its_id_to_a_statement_without_one(client):
    statement_id = str(uuid4())
    assert client.put(statement(id=None), statement_id).status_code == 204
    assert client.one(statement_id)["id"] == statement_id


@pytest.mark.parametrize(
    "query",
    [
        case("XAPI-00145 none", ""),
        case("XAPI-00145 no UUID", "?statementId=x"),
        case("XAPI-00145 empty", "?statementId="),
        case("XAPI-00145 misspelt", f"?statementid={uuid4()}"),
        case("XAPI-00144 twice", f"?statementId={uuid4()}&statementId={uuid4()}"),
        case("XAPI-00144 with another parameter", f"?statementId={uuid4()}&verb=x"),
    ],
)
def test_put_needs_the_id_of_its_statement_and_nothing_else(client, query, kept):
    before = kept()
    response = client.send("PUT", STATEMENTS + query, statement(id=None))
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] in ("statementId", "statementid", "verb")
    assert kept() == before


@pytest.mark.requirement("XAPI-00144")
def test_the_id_of_a_statement_that_is_put_is_that_of_the_address(client, kept):
    before = kept()
    response = client.put(statement(), str(uuid4()))
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {"pointer": "/id", "requirement": "must be the statementId of the request", "rule": "part 3, 2.1.1"}
    ]
    assert kept() == before
    made = statement()
    assert client.put(made, made["id"].upper()).status_code == 204


@pytest.mark.requirement("XAPI-00143")
def test_put_takes_one_statement_and_no_list(client, kept):
    before = kept()
    assert client.put([statement()], str(uuid4())).status_code == 400
    assert kept() == before


@pytest.mark.requirement("XAPI-00146", "XAPI-00147")
def test_post_of_one_returns_its_id(client):
    made = statement()
    response = client.post(made)
    assert (response.status_code, response.json()) == (200, [made["id"]])
    assert client.one(made["id"])["verb"] == made["verb"]


@pytest.mark.requirement("XAPI-00146", "XAPI-00026")
def test_post_of_many_returns_their_ids_in_order(client):
    made = [statement(), statement(id=None), statement()]
    response = client.post(made)
    first, second, third = response.json()
    assert [first, third] == [made[0]["id"], made[2]["id"]]
    assert client.one(second)["verb"] == made[1]["verb"]
    assert Statement.objects.count() == 3


@pytest.mark.requirement("XAPI-00147")
def test_an_empty_batch_stores_nothing(client, kept):
    before = kept()
    response = client.post([])
    assert (response.status_code, response.json()) == (200, [])
    assert kept() == before


@pytest.mark.requirement("XAPI-00324")
def test_post_takes_no_parameters(client, kept):
    before = kept()
    response = client.send("POST", f"{STATEMENTS}?statementId={uuid4()}", statement())
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == "statementId"
    assert kept() == before


# What is stored once stays: 2.3.1


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.requirement("XAPI-00142")
def test_the_same_again_is_harmless_and_another_body_a_conflict(client, method, kept):
    made = statement()
    send = getattr(client, method)
    assert [send(made).status_code for _ in range(2)] == [{"put": 204, "post": 200}[method]] * 2
    first, before = client.one(made["id"]), kept()
    response = send(made | {"verb": OTHER_VERB})
    assert response.status_code == 409
    assert made["id"] in response.json()["message"]
    assert client.one(made["id"]) == first
    assert kept() == before


@pytest.mark.requirement("XAPI-00142")
def test_a_conflict_tells_nothing_new_of_an_activity(client):
    made = statement()
    client.put(made)
    told = {"id": made["object"]["id"], "definition": {"name": {"en": "Told in vain"}}}
    assert client.put(made | {"object": told, "verb": OTHER_VERB}).status_code == 409
    found = client.get("/xapi/activities", activityId=told["id"]).json()
    assert found == {"objectType": "Activity", "id": told["id"]}


@pytest.mark.requirement("XAPI-00142")
def test_one_id_twice_in_a_batch_is_refused(client, kept):
    made, before = statement(), kept()
    response = client.post([made, statement(), made | {"id": made["id"].upper()}])
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {"pointer": "/2/id", "requirement": "must not stand twice in one batch", "rule": "part 3, 2.1.2"}
    ]
    assert kept() == before


@pytest.mark.requirement("XAPI-00182", "XAPI-00326")
def test_of_a_batch_with_a_fault_nothing_is_stored(client, kept):
    before = kept()
    faulty = [statement(), statement(result={"score": {"scaled": 3}}), statement(verb={})]
    response = client.post(faulty)
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {
            "pointer": "/1/result/score/scaled",
            "requirement": "must lie between -1 and 1",
            "rule": "XAPI-00083",
        },
        {"pointer": "/2/verb/id", "requirement": "is required", "rule": "XAPI-00044"},
    ]
    assert "/1/result/score/scaled must lie between -1 and 1" in response.json()["message"]
    assert kept() == before


@pytest.mark.requirement("XAPI-00182", "XAPI-00326")
def test_of_a_batch_with_a_conflict_nothing_is_stored(client, kept):
    [known] = client.store(statement())
    before = kept()
    response = client.post([statement(), statement(id=known, verb=OTHER_VERB), statement()])
    assert response.status_code == 409
    assert kept() == before


@pytest.mark.parametrize("number", ["first", "last"])
@pytest.mark.requirement("XAPI-00326")
def test_one_that_is_no_statement_spoils_the_batch(client, number, kept):
    before = kept()
    batch = [None, statement()] if number == "first" else [statement(), None]
    response = client.post(batch)
    assert response.status_code == 400
    pointer = "/0" if number == "first" else "/1"
    assert [one["pointer"] for one in response.json()["problems"]] == [pointer]
    assert kept() == before


@pytest.mark.requirement("IEEE-4.1.6.1")
def test_a_statement_comes_back_as_it_was_sent(client):
    sent = replaced(whole(client.version), "attachments", [])
    assert client.put(sent).status_code == 204
    found = client.one(sent["id"])
    # What the store sets, and a context activity alone that is put into a list.
    for name in ("stored", "authority"):
        sent.pop(name), found.pop(name)
    held = sent["context"]["contextActivities"]
    held["parent"] = [held["parent"]]
    assert found == sent
