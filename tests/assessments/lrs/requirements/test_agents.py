"""The Agents resource: part 3, 2.4; 2.0: 4.1.6.3."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.whole_statement import as_sub_statement

AGENTS = "/xapi/agents"
BY = {
    "mbox": "mailto:a@example.org",
    "mbox_sha1sum": "0a" * 20,
    "openid": "https://example.org/me",
    "account": {"homePage": "https://example.org", "name": "p-1"},
}


@pytest.mark.parametrize(
    "name",
    [
        case("XAPI-00239 XAPI-00244 mbox", "mbox"),
        case("XAPI-00240 mbox_sha1sum", "mbox_sha1sum"),
        case("XAPI-00241 openid", "openid"),
        case("XAPI-00242 account", "account"),
    ],
)
@pytest.mark.requirement("XAPI-00236", "XAPI-00237", "XAPI-00245", "XAPI-00247", "IEEE-4.1.6.3")
def test_of_an_agent_never_heard_of_a_person_tells_what_was_asked(client, name):
    response = client.get(AGENTS, agent={name: BY[name]})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == {"objectType": "Person", name: [BY[name]]}
    asked = {"objectType": "Agent", "name": "A", name: BY[name]}
    assert client.get(AGENTS, agent=asked).json() == {"objectType": "Person", "name": ["A"], name: [BY[name]]}


@pytest.mark.requirement("XAPI-00238", "XAPI-00246", "XAPI-00248")
def test_a_person_has_the_names_that_statements_gave_the_newest_first(client):
    agent = {"mbox": BY["mbox"]}
    client.store(statement(actor=agent | {"name": "Old"}))
    client.store(statement(actor=agent | {"name": "New"}), statement(actor=agent | {"name": "New"}))
    client.store(
        statement(object=agent | {"objectType": "Agent", "name": "Object"}),
        statement(context={"instructor": agent | {"name": "Instructor"}}),
        statement(object=as_sub_statement(statement(actor=agent | {"name": "Within"}))),
        statement(actor={"objectType": "Group", "member": [agent | {"name": "Member"}]}),
        statement(actor={"openid": BY["openid"], "name": "Somebody else"}),
        statement(context={"extensions": {"a:b": agent | {"name": "No agent"}}}, actor=agent),
    )
    found = client.get(AGENTS, agent=agent).json()
    assert found == {
        "objectType": "Person",
        "name": ["Member", "Within", "Instructor", "Object", "New", "Old"],
        "mbox": [BY["mbox"]],
    }


@pytest.mark.requirement("XAPI-00243")
def test_without_an_agent_nobody_is_found(client):
    response = client.get(AGENTS)
    assert response.status_code == 400
    assert response.json()["problems"] == [{"parameter": "agent", "requirement": "is required"}]


@pytest.mark.parametrize(
    ("agent", "where"),
    [
        case("XAPI-00249 text", "a@example.org", "agent"),
        case("XAPI-00249 list", [{"mbox": BY["mbox"]}], "agent"),
        case("XAPI-00249 no identifier", {"name": "A"}, "agent"),
        case("XAPI-00249 two identifiers", {"mbox": BY["mbox"], "openid": BY["openid"]}, "agent"),
        case("XAPI-00249 no mailto", {"mbox": "a@example.org"}, "agent/mbox"),
        case("XAPI-00249 account without name", {"account": {"homePage": "a:b"}}, "agent/account/name"),
        case("XAPI-00249 another kind", {"objectType": "Person", "mbox": BY["mbox"]}, "agent/objectType"),
        case("XAPI-00249 unknown key", {"mbox": BY["mbox"], "age": 7}, "agent/age"),
        case(
            "XAPI-00249 anonymous group", {"objectType": "Group", "member": [{"mbox": BY["mbox"]}]}, "agent"
        ),
    ],
)
def test_what_is_no_agent_is_refused(client, agent, where):
    response = client.get(AGENTS, agent=agent)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == where


def test_who_voided_a_statement_takes_its_names_back(client):
    agent = {"mbox": BY["mbox"]}
    [target] = client.store(statement(actor=agent | {"name": "Wrong"}))
    reference = {"objectType": "StatementRef", "id": target}
    client.store(statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=reference))
    assert "name" not in client.get(AGENTS, agent=agent).json()
