"""What a store says it has stored is there, in every format, to the last digit."""

import json
from hashlib import sha1
from urllib.parse import urlencode

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from assessments.xapi.validation import problems
from tests.assessments.lrs.fuzzing.comparing import as_stored, is_same, is_within, languages_of, sent_part
from tests.assessments.lrs.fuzzing.effort import effort
from tests.assessments.lrs.fuzzing.mutating import mutated, written
from tests.assessments.lrs.fuzzing.state import rolled_back
from tests.assessments.lrs.fuzzing.statements import agents, statements
from tests.assessments.lrs.fuzzing.values import IRIS, UUIDS, VERSIONS, values
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, send

STATEMENTS = "/xapi/statements"
versions = st.sampled_from(VERSIONS)


@pytest.fixture
def ask(authorization):
    def ask(method, path, version, parameters=None, body=b"", content_type=JSON, **headers):
        told = {
            "Authorization": authorization,
            "X-Experience-API-Version": version,
            "Content-Type": content_type,
        }
        return send(Sent(method, path, urlencode(parameters or {}).encode(), told | headers, body))

    return ask


@given(data=st.data(), version=versions)
@effort(200)
def test_a_statement_is_read_back_in_every_format(data, version, ask):
    made = data.draw(statements(version))
    is_valid = data.draw(st.integers(0, 3)) > 0
    if not is_valid:
        made = data.draw(mutated(made).filter(lambda one: isinstance(one, dict)))
    with rolled_back():
        answer = ask("POST", STATEMENTS, version, body=data.draw(written(made)))
        event(f"{'valid' if is_valid else 'changed'}: {answer.status}")
        if is_valid:
            assert answer.status == 200, answer.body
        if answer.status == 200:
            [statement_id] = answer.json()
            require_read_back(made, statement_id, version, ask)


def require_read_back(made, statement_id, version, ask):
    exact, ids, canonical = (
        ask(
            "GET",
            STATEMENTS,
            version,
            {"statementId": statement_id, "format": style},
            **{"Accept-Language": "fa"},
        ).json()
        for style in ("exact", "ids", "canonical")
    )
    wanted = as_stored(made, version)
    assert is_same(sent_part(exact, wanted), wanted), (exact, wanted)
    assert exact["id"].lower() == statement_id
    assert exact["stored"] == ids["stored"] == canonical["stored"]
    assert is_within(ids, exact)
    assert is_within(canonical, exact, skip=["definition"])
    assert max(languages_of(canonical), default=0) <= 1
    for told in (exact, ids, canonical):
        assert not problems(told, version=version)
    page = ask("GET", STATEMENTS, version).json()
    assert [is_same(one, exact) for one in page["statements"]] == [True]


names = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.sampled_from(["a/b?c&d=e+f", "%00", " ", "e\u0301", "ё" * 501, "n" * 2000]),
)
content_types = st.sampled_from(
    [JSON, "text/plain", "a/b; c=d", "application/json; charset=utf-8", "image/png;;;", "x" * 255]
)


@st.composite
def documents(draw):
    """(path, name of the parameter with the name, parameters)."""
    place = {"activityId": draw(st.sampled_from(IRIS)), "agent": json.dumps(draw(agents()))}
    kind = draw(st.sampled_from(["state", "activity", "agent"]))
    if kind == "state":
        place |= {"registration": draw(st.sampled_from(UUIDS))} if draw(st.booleans()) else {}
        return "/xapi/activities/state", "stateId", place
    if kind == "activity":
        return "/xapi/activities/profile", "profileId", {"activityId": place["activityId"]}
    return "/xapi/agents/profile", "profileId", {"agent": place["agent"]}


@given(data=st.data(), version=versions)
@effort(120)
def test_a_document_is_read_back_byte_for_byte(data, version, ask):
    path, name, place = data.draw(documents())
    first, second = data.draw(st.lists(names, min_size=2, max_size=2, unique=True))
    content, content_type = data.draw(st.binary(max_size=40)), data.draw(content_types)
    tag = f'"{sha1(content, usedforsecurity=False).hexdigest()}"'
    with rolled_back():
        for one in (first, second):
            answer = ask(
                "PUT", path, version, place | {name: one}, content, content_type, **{"If-None-Match": "*"}
            )
            assert answer.status == 204, answer.body
        answer = ask("GET", path, version, place | {name: first})
        assert (answer.status, answer.body, answer.headers["etag"]) == (200, content, tag)
        assert answer.headers["content-type"] == content_type
        assert sorted(ask("GET", path, version, place).json()) == sorted([first, second])
        assert (
            ask("PUT", path, version, place | {name: first}, b"", JSON, **{"If-Match": '"other"'}).status
            == 412
        )
        assert ask("DELETE", path, version, place | {name: first}, **{"If-Match": tag}).status == 204
        assert ask("GET", path, version, place | {name: first}).status == 404
        assert ask("GET", path, version, place | {name: second}).body == content


objects = st.dictionaries(st.sampled_from(["a", "b", "", "\x00", "ж"]), values(), max_size=4)


@given(data=st.data(), version=versions, first=objects, second=objects)
@effort(80)
def test_a_document_sent_after_another_is_laid_over_it(data, version, first, second, ask):
    path, name, place = data.draw(documents())
    parameters = place | {name: "a"}
    with rolled_back():
        for one in (first, second):
            assert ask("POST", path, version, parameters, data.draw(written(one))).status == 204
        assert is_same(ask("GET", path, version, parameters).json(), first | second)
