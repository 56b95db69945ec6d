from copy import deepcopy
from uuid import uuid4

import pytest

from assessments.xapi.comparing import are_same
from tests.factories.assessments import statement

REGISTRATION = str(uuid4())
MADE = statement(
    context={
        "registration": REGISTRATION,
        "contextActivities": {"parent": {"id": "https://example.org/p"}},
        "extensions": {"https://example.org/x": {"definition": 1, "timestamp": "no time"}},
    },
    result={"score": {"raw": 1.0}, "duration": "PT1H0.127S"},
)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"stored": "2026-01-01T00:00:00Z"},
        {"version": "1.0.3"},
        {"authority": {"mbox": "mailto:x@example.org"}},
        {"timestamp": "2026-03-02T15:00:00+05:00"},
        {"timestamp": "2026-03-02T10:00:00.000Z"},
        {"id": MADE["id"].upper()},
        {"verb": {"id": MADE["verb"]["id"]}},
        {"object": {"id": MADE["object"]["id"], "definition": {"name": {"en": "Now with a name"}}}},
        {"actor": {"account": MADE["actor"]["account"]}},
        {"result": {"score": {"raw": 1}, "duration": "PT1H0.12S"}},
        {"result": {"score": {"raw": 1}, "duration": "PT1H0,1299S"}},
        {"context": MADE["context"] | {"contextActivities": {"parent": [{"id": "https://example.org/p"}]}}},
        {"context": MADE["context"] | {"registration": REGISTRATION.upper()}},
    ],
)
def test_what_the_store_adds_and_mere_wording_make_no_other_statement(change):
    assert are_same(MADE, deepcopy(MADE) | change)


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": "2026-03-02T10:00:01Z"},
        {"verb": {"id": "https://example.org/other"}},
        {"object": {"id": "https://example.org/other"}},
        {"object": {"id": MADE["object"]["id"].upper()}},
        {"result": {"score": {"raw": 1}, "duration": "PT1H0.13S"}},
        {"actor": {"mbox": "mailto:x@example.org"}},
        {"result": MADE["result"] | {"score": {"raw": 2}}},
        {"result": MADE["result"] | {"success": True}},
        {"context": {"registration": REGISTRATION}},
        {
            "context": MADE["context"]
            | {"extensions": {"https://example.org/x": {"definition": 2, "timestamp": "no time"}}}
        },
    ],
)
def test_another_fact_is_another_statement(change):
    assert not are_same(MADE, deepcopy(MADE) | change)


def test_a_timestamp_that_the_client_left_out_does_not_count():
    sent = deepcopy(MADE)
    del sent["timestamp"]
    assert are_same(sent, MADE)


def test_the_order_of_group_members_does_not_count():
    members = [{"mbox": "mailto:a@example.org"}, {"mbox": "mailto:b@example.org"}]
    group = {"objectType": "Group", "member": members}
    turned = {"objectType": "Group", "member": members[::-1]}
    assert are_same(MADE | {"actor": group}, MADE | {"actor": turned})
