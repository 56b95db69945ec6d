"""Id, stored, authority, timestamp and version: part 2, 2.4.1, 2.4.7 to 2.4.10; 2.0: 4.2.4.2, 4.2.4.3."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from assessments.xapi.shapes import parse_timestamp
from tests.factories.assessments import statement
from tests.factories.requirements import (
    REFUSAL,
    V1,
    V2,
    assert_refused,
    case,
    in_both_versions,
    refused,
    told,
)
from tests.factories.whole_statement import GROUP, PERSON, whole

TWO = {"objectType": "Group", "member": [PERSON, PERSON]}


@pytest.mark.requirement("XAPI-00026", "IEEE-4.2.4.2")
def test_a_statement_without_id_gets_one(client):
    [given] = client.post(statement(id=None)).json()
    assert str(UUID(given)) == given
    assert client.one(given)["id"] == given


@pytest.mark.requirement("XAPI-00023", "XAPI-00097")
def test_stored_is_the_moment_of_storing_whatever_was_sent(client):
    before = timezone.now()
    for made in (statement(), statement(stored="1999-01-01T00:00:00Z")):
        assert client.post(made).status_code == 200
        text = client.one(made["id"])["stored"]
        assert told(whole(client.version) | {"stored": text}, client.version) == set()
        assert before <= parse_timestamp(text) <= timezone.now()


@pytest.mark.requirement("XAPI-00097")
def test_stored_is_taken_with_put_too(client):
    made = statement(stored="2026-03-02T10:00:00Z")
    assert client.put(made).status_code == 204
    assert client.one(made["id"])["stored"] != made["stored"]


@pytest.mark.requirement("IEEE-4.2.4.2")
def test_a_statement_without_timestamp_happened_when_it_was_stored(client):
    made = statement(timestamp=None)
    client.post(made)
    found = client.one(made["id"])
    assert found["timestamp"] == found["stored"]


@pytest.mark.requirement("XAPI-00022")
def test_a_clock_that_is_fast_is_no_reason_to_refuse(client):
    ahead = (timezone.now() + timedelta(days=400)).isoformat()
    made = statement(timestamp=ahead)
    assert client.post(made).status_code == 200
    assert parse_timestamp(client.one(made["id"])["timestamp"]) == parse_timestamp(ahead)


# Authority: 2.4.9


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00024 text", "authority", "panah"),
        refused("XAPI-00024 list", "authority", [PERSON]),
        refused(
            "XAPI-00024 activity",
            "authority",
            {"objectType": "Activity", "mbox": "mailto:a@b"},
            "/authority/objectType",
            rule="XAPI-00031",
        ),
        refused("XAPI-00024 nobody", "authority", {"name": "A"}, rule="XAPI-00034"),
        refused(
            "XAPI-00024 member that is nobody",
            "authority/member/0/mbox",
            ...,
            "/authority/member/0",
            rule="XAPI-00034",
        ),
        refused("XAPI-00098 one member", "authority", TWO | {"member": [PERSON]}),
        refused(
            "XAPI-00098 XAPI-00100 three members",
            "authority",
            TWO | {"member": [PERSON] * 3},
            rule="XAPI-00098",
        ),
        refused("XAPI-00098 four members", "authority", GROUP),
        refused("XAPI-00098 with an identifier", "authority", TWO | {"mbox": "mailto:g@example.org"}),
        refused(
            "XAPI-00100 with an identifier, without members",
            "authority",
            {"objectType": "Group", "mbox": "mailto:g@example.org"},
            rule="XAPI-00098",
        ),
    ],
)
def test_an_authority_is_an_agent_or_two(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@pytest.mark.parametrize("authority", [None, {"mbox": "mailto:king@example.org"}, TWO])
@pytest.mark.requirement("XAPI-00099", "IEEE-4.2.4.2")
def test_the_sender_vouches_for_what_it_sent_whatever_it_says(client, authority, settings):
    made = statement(authority=authority)
    assert client.post(made).status_code == 200
    assert client.one(made["id"])["authority"] == {
        "objectType": "Agent",
        "account": {"homePage": settings.PANAH_BASE_URL, "name": client.key.key},
    }


# Version: 2.4.10


@pytest.mark.parametrize(
    ("value", "version"),
    [
        case("XAPI-00101 0.9", "0.9", V1),
        case("XAPI-00101 0.95", "0.95", V1),
        case("XAPI-00101 1.1.0", "1.1.0", V1),
        case("XAPI-00101 2.0.0", "2.0.0", V1),
        case("XAPI-00101 1.0.", "1.0.", V1),
        case("XAPI-00101 1.0.x", "1.0.x", V1),
        case("XAPI-00101 1", "1", V1),
        case("XAPI-00101 number", 1.0, V1),
        case("XAPI-00101 IEEE-4.2.4.3 0.9.9", "0.9.9", V2),
        case("XAPI-00101 IEEE-4.2.4.3 1.1.0", "1.1.0", V2),
        case("XAPI-00101 IEEE-4.2.4.3 2.1.0", "2.1.0", V2),
        case("XAPI-00101 IEEE-4.2.4.3 3.0.0", "3.0.0", V2),
        case("XAPI-00101 IEEE-4.2.4.3 number", 2.0, V2),
    ],
)
def test_a_statement_of_another_version_is_refused(value, version):
    assert_refused("version", value, "/version", "XAPI-00101", version)


@pytest.mark.requirement("XAPI-00330", "XAPI-00332", "IEEE-4.2.4.3")
def test_a_statement_keeps_its_version_and_gets_the_first_without_one(client):
    first = {V1: "1.0.0", V2: "2.0.0"}[client.version]
    versions = {"1.0.0": "1.0.0", "1.0": "1.0", "1.0.3": "1.0.3", "1.0.9": "1.0.9", None: first}
    for sent, expected in versions.items():
        made = statement(version=sent)
        assert client.post(made).status_code == 200
        assert client.one(made["id"])["version"] == expected


@pytest.mark.requirement("XAPI-00332", "IEEE-4.2.4.3")
def test_a_statement_of_2_0_is_not_made_older_for_who_speaks_1_0_3(client_of_1, client_of_2):
    made = statement(version="2.0.0", context={"contextAgents": whole(V2)["context"]["contextAgents"]})
    client_of_2.post(made)
    found = client_of_1.one(made["id"])
    assert (found["version"], found["context"]) == (made["version"], made["context"])
