"""Whoever follows `more` to its end sees each statement once, whatever is stored meanwhile."""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.effort import effort
from tests.assessments.lrs.fuzzing.state import rolled_back
from tests.assessments.lrs.fuzzing.values import IRIS, UUIDS
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, send
from tests.factories.assessments import statement

AGENT = {"mbox": "mailto:a@example.org"}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
# What a statement is like: each filter below finds some of them.
KINDS = (
    {"verb": {"id": IRIS[0]}},
    {"verb": {"id": IRIS[1]}, "actor": AGENT},
    {"object": {"id": IRIS[0]}, "context": {"registration": UUIDS[0]}},
    {"actor": AGENT, "context": {"instructor": AGENT, "contextActivities": {"parent": [{"id": IRIS[0]}]}}},
    {
        "object": {
            "objectType": "SubStatement",
            "actor": AGENT,
            "verb": {"id": IRIS[0]},
            "object": {"id": IRIS[0]},
        }
    },
)
FILTERS = (
    {},
    {"verb": IRIS[0]},
    {"agent": json.dumps(AGENT)},
    {"agent": json.dumps(AGENT), "related_agents": "true"},
    {"activity": IRIS[0], "related_activities": "true"},
    {"registration": UUIDS[0]},
    {"agent": json.dumps(AGENT), "related_agents": "true", "activity": IRIS[0], "related_activities": "true"},
)


@pytest.fixture
def ask(authorization):
    told = {"Authorization": authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": JSON}

    def ask(method, path="/xapi/statements", query=b"", body=b""):
        answer = send(Sent(method, path, query, told, body))
        assert answer.status == 200, answer.body
        return answer.json()

    return ask


def some(*, least=0):
    return st.lists(st.sampled_from(KINDS), min_size=least, max_size=5)


@given(
    batches=st.lists(some(least=1), min_size=1, max_size=3),
    asked=st.sampled_from(FILTERS),
    limit=st.integers(1, 4),
    is_ascending=st.booleans(),
    late=st.lists(some(), max_size=8),
    form=st.sampled_from(["exact", "ids", "canonical"]),
)
@effort(120)
def test_each_statement_is_seen_once(batches, asked, limit, is_ascending, late, form, ask):
    with rolled_back():
        for batch in batches:
            store(ask, batch)
        before = found(ask, asked, limit=500, is_ascending=is_ascending)
        asked = asked | {"limit": limit, "ascending": json.dumps(is_ascending), "format": form}
        page, seen, late = ask("GET", query=urlencode(asked).encode()), [], list(late)
        while page["more"]:
            seen += ids(page)
            assert len(ids(page)) == limit
            if late:
                store(ask, late.pop())
            path, _, query = page["more"].partition("?")
            page = ask("GET", path, query.encode())
        seen += ids(page)
        after = found(ask, asked | {"limit": 500}, limit=500, is_ascending=is_ascending)
        assert seen == (after if is_ascending else before)


def store(ask, kinds):
    made = [statement(id=str(uuid4()), **kind) for kind in kinds]
    if made:
        ask("POST", body=json.dumps(made).encode())


def found(ask, asked, *, limit, is_ascending):
    told = asked | {"limit": limit, "ascending": json.dumps(is_ascending)}
    page = ask("GET", query=urlencode(told).encode())
    assert page["more"] == ""
    return ids(page)


def ids(page):
    return [one["id"] for one in page["statements"]]
