"""What statements are found by: part 3, 2.1.3; 2.0: 4.1.6.1."""

from uuid import uuid4

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.whole_statement import REFERENCE, as_sub_statement
from tests.factories.xapi_client import OTHER_AGENT, STATEMENTS

BY_ACCOUNT = {"account": OTHER_AGENT["account"]}
BY_MBOX = {"mbox": "mailto:wanted@example.org"}
BY_DIGEST = {"mbox_sha1sum": "0a" * 20}
BY_OPENID = {"openid": "https://example.org/wanted"}
REGISTRATION = "c0ffee00-0000-4000-8000-000000000000"
GROUP = {"objectType": "Group"}
WANTED = "https://example.org/wanted"


@pytest.mark.parametrize(
    ("fields", "parameters"),
    [
        case("XAPI-00180", {"verb": {"id": WANTED}}, {"verb": WANTED}),
        case("XAPI-00179", {"object": {"id": WANTED}}, {"activity": WANTED}),
        case("XAPI-00181 account", {"actor": BY_ACCOUNT}, {"agent": BY_ACCOUNT}),
        case("XAPI-00181 mbox", {"actor": BY_MBOX}, {"agent": BY_MBOX}),
        case("XAPI-00181 mbox_sha1sum", {"actor": BY_DIGEST}, {"agent": BY_DIGEST}),
        case("XAPI-00181 openid", {"actor": BY_OPENID}, {"agent": BY_OPENID}),
        case(
            "XAPI-00181 other words", {"actor": BY_MBOX | {"name": "N"}}, {"agent": BY_MBOX | {"name": "M"}}
        ),
        case("XAPI-00181 as object", {"object": BY_MBOX | {"objectType": "Agent"}}, {"agent": BY_MBOX}),
        case("XAPI-00181 member", {"actor": GROUP | {"member": [BY_OPENID, BY_MBOX]}}, {"agent": BY_MBOX}),
        case(
            "XAPI-00181 member of the object", {"object": GROUP | {"member": [BY_MBOX]}}, {"agent": BY_MBOX}
        ),
        case("XAPI-00181 group", {"actor": GROUP | BY_MBOX}, {"agent": GROUP | BY_MBOX}),
        case(
            "XAPI-00178", {"context": {"registration": REGISTRATION}}, {"registration": REGISTRATION.upper()}
        ),
        case(
            "XAPI-00178 in capitals",
            {"context": {"registration": REGISTRATION.upper()}},
            {"registration": REGISTRATION},
        ),
    ],
)
def test_statements_are_filtered(client, fields, parameters):
    wanted, _other = client.store(statement(**fields), statement())
    assert client.find(**parameters) == [wanted]


SUB = as_sub_statement(statement())


@pytest.mark.parametrize(
    "fields",
    [
        case("XAPI-00176 instructor", {"context": {"instructor": BY_MBOX}}),
        case("XAPI-00176 team", {"context": {"team": GROUP | BY_MBOX}}),
        case("XAPI-00176 member of the team", {"context": {"team": GROUP | {"member": [BY_MBOX]}}}),
        case("XAPI-00176 actor of a sub-statement", {"object": SUB | {"actor": BY_MBOX}}),
        case(
            "XAPI-00176 object of a sub-statement",
            {"object": SUB | {"object": BY_MBOX | {"objectType": "Agent"}}},
        ),
        case(
            "XAPI-00176 instructor of a sub-statement", {"object": SUB | {"context": {"instructor": BY_MBOX}}}
        ),
    ],
)
def test_related_agents_are_found_when_asked_for(client, fields):
    actor, related, _other = client.store(statement(actor=BY_MBOX), statement(**fields), statement())
    assert client.find(agent=BY_MBOX) == client.find(agent=BY_MBOX, related_agents="false") == [actor]
    assert client.find(agent=BY_MBOX, related_agents="true") == [related, actor]


@pytest.mark.requirement("XAPI-00176")
def test_who_vouches_is_a_related_agent(client):
    stored = client.store(statement(), statement())
    authority = client.one(stored[0])["authority"]
    assert client.find(agent=authority) == []
    assert client.find(agent=authority, related_agents="true") == stored[::-1]


@pytest.mark.parametrize(
    "context",
    [
        case(
            "IEEE-4.1.6.1 IEEE-4.2.2.5 agent",
            {"contextAgents": [{"objectType": "contextAgent", "agent": BY_MBOX}]},
        ),
        case(
            "IEEE-4.1.6.1 IEEE-4.2.2.5 member",
            {"contextGroups": [{"objectType": "contextGroup", "group": GROUP | {"member": [BY_MBOX]}}]},
        ),
    ],
)
def test_context_agents_and_groups_are_related(client_of_2, context):
    [related, _other] = client_of_2.store(statement(context=context), statement())
    assert client_of_2.find(agent=BY_MBOX) == []
    assert client_of_2.find(agent=BY_MBOX, related_agents="true") == [related]


@pytest.mark.parametrize(
    "fields",
    [
        *(
            case(f"XAPI-00177 {kind}", {"context": {"contextActivities": {kind: {"id": WANTED}}}})
            for kind in ("parent", "grouping", "category", "other")
        ),
        case(
            "XAPI-00177 one of many",
            {"context": {"contextActivities": {"other": [{"id": "a:b"}, {"id": WANTED}]}}},
        ),
        case("XAPI-00177 object of a sub-statement", {"object": SUB | {"object": {"id": WANTED}}}),
        case(
            "XAPI-00177 context of a sub-statement",
            {"object": SUB | {"context": {"contextActivities": {"parent": {"id": WANTED}}}}},
        ),
    ],
)
def test_related_activities_are_found_when_asked_for(client, fields):
    own, related, _other = client.store(statement(object={"id": WANTED}), statement(**fields), statement())
    assert client.find(activity=WANTED) == client.find(activity=WANTED, related_activities="false") == [own]
    assert client.find(activity=WANTED, related_activities="true") == [related, own]


@pytest.mark.requirement("XAPI-00175", "XAPI-00174")
def test_since_is_exclusive_and_until_inclusive(client):
    first, second, third = (client.store(statement())[0] for _ in range(3))
    moment = client.one(second)["stored"]
    assert client.find(since=moment) == [third]
    assert client.find(until=moment) == [second, first]
    assert client.find(since=client.one(first)["stored"], until=moment) == [second]
    assert client.find(since="2100-01-01T00:00:00Z") == client.find(until="2001-01-01T00:00:00Z") == []


@pytest.mark.requirement("XAPI-00175")
def test_a_moment_may_have_an_offset_with_a_plus_that_stands_for_itself(client):
    [known] = client.store(statement())
    response = client.send("GET", f"{STATEMENTS}?since=2001-01-01T05:00:00+05:00")
    assert [one["id"] for one in response.json()["statements"]] == [known]


@pytest.mark.requirement("XAPI-00173")
def test_a_limit_is_kept_and_nought_asks_for_as_many_as_there_are(client):
    stored = client.store(*(statement() for _ in range(3)))
    assert client.find(limit="2") == stored[:0:-1]
    assert client.find(limit="0") == client.find() == client.find(limit="999999") == stored[::-1]


@pytest.mark.requirement("XAPI-00164")
def test_filters_are_joined_by_and(client):
    verb = {"id": "https://example.org/v"}
    both, _one = client.store(statement(verb=verb, object={"id": WANTED}), statement(verb=verb))
    assert client.find(verb=verb["id"], activity=WANTED) == [both]


@pytest.mark.requirement("XAPI-00164")
def test_what_points_at_a_statement_is_found_by_what_finds_it(client):
    verb = {"id": WANTED}
    target, pointing, further = (str(uuid4()) for _ in range(3))
    client.store(statement(id=further, object=REFERENCE | {"id": pointing}))
    client.store(statement(id=pointing, object=REFERENCE | {"id": target}))
    client.store(statement(id=target, verb=verb))
    assert client.find(verb=WANTED) == [target, pointing, further]
    assert client.find(verb=WANTED, until=client.one(pointing)["stored"]) == [pointing, further]


@pytest.mark.parametrize(
    "parameters",
    [
        case("XAPI-00012 verb", {"verb": "did"}),
        case("XAPI-00012 activity", {"activity": "x"}),
        case("XAPI-00012 registration", {"registration": "x"}),
        case("XAPI-00012 statementId", {"statementId": "x"}),
        case("XAPI-00012 voidedStatementId", {"voidedStatementId": "x"}),
        case("XAPI-00012 since", {"since": "yesterday"}),
        case("XAPI-00012 until", {"until": "2026-13-01T00:00:00Z"}),
        case("XAPI-00012 agent that is no JSON", {"agent": "somebody"}),
        case("XAPI-00012 agent without identifier", {"agent": {"name": "Somebody"}}),
        case("XAPI-00012 agent with two", {"agent": BY_MBOX | BY_OPENID}),
        case("XAPI-00012 anonymous group", {"agent": GROUP | {"member": [BY_MBOX]}}),
        case("XAPI-00012 agent that is none", {"agent": {"mbox": "x"}}),
        case("XAPI-00012 agent that is a list", {"agent": [BY_MBOX]}),
        case("XAPI-00012 agent told twice", {"agent": '{"mbox": "mailto:a@b", "mbox": "mailto:c@d"}'}),
        case("XAPI-00012 related_agents", {"related_agents": "1"}),
        case("XAPI-00012 related_activities", {"related_activities": ""}),
        case("XAPI-00012 ascending", {"ascending": "yes"}),
        case("XAPI-00012 attachments", {"attachments": "perhaps"}),
        case("XAPI-00012 format", {"format": "fancy"}),
        case("XAPI-00012 format in another case", {"format": "IDs"}),
        case("XAPI-00012 limit below nought", {"limit": "-1"}),
        case("XAPI-00012 limit in words", {"limit": "many"}),
        case("XAPI-00012 limit that is no digit", {"limit": "²"}),
        case("XAPI-00012 limit with a fraction", {"limit": "1.5"}),
    ],
)
def test_a_parameter_keeps_to_what_such_values_keep_to_in_statements(client, parameters):
    response = client.get(**parameters)
    assert response.status_code == 400
    [name] = parameters
    [problem] = response.json()["problems"]
    assert problem["parameter"].split("/")[0] == name
    assert problem["requirement"]


@pytest.mark.requirement("XAPI-00168")
def test_what_asks_for_nothing_special_is_fine(client):
    [known] = client.store(statement())
    asked = {
        "format": "exact",
        "attachments": "false",
        "related_agents": "false",
        "related_activities": "false",
    }
    assert client.find(**asked) == [known]
    assert client.find(ascending="False") == [known]
