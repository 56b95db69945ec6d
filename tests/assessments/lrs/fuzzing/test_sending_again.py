"""A client that did not hear the answer sends again: the same answer, and nothing more is stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.lrs.models import Statement
from tests.assessments.lrs.fuzzing.comparing import is_same
from tests.assessments.lrs.fuzzing.effort import effort
from tests.assessments.lrs.fuzzing.mutating import written
from tests.assessments.lrs.fuzzing.state import held, rolled_back
from tests.assessments.lrs.fuzzing.statements import statements
from tests.assessments.lrs.fuzzing.values import IRIS, UUIDS, VERSIONS, texts, values
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, send

versions = st.sampled_from(VERSIONS)


@pytest.fixture
def post(authorization):
    def post(body, version):
        told = {"Authorization": authorization, "X-Experience-API-Version": version, "Content-Type": JSON}
        return send(Sent("POST", "/xapi/statements", b"", told, body))

    return post


@given(data=st.data(), version=versions)
@effort(60)
def test_what_is_sent_twice_is_stored_once(data, version, post):
    count = data.draw(st.integers(1, 3))
    ids = data.draw(st.lists(st.sampled_from(UUIDS), min_size=count, max_size=count, unique=True))
    made = [data.draw(statements(version)) | {"id": one} for one in ids]
    with rolled_back():
        first = post(data.draw(written(made)), version)
        assert first.status == 200, first.body
        before = held()
        # The same in another order, told by other bytes, and one of them by itself.
        again = post(data.draw(written(made[::-1])), version)
        assert (again.status, again.json()) == (200, first.json()[::-1])
        assert post(data.draw(written(made[0])), version).json() == first.json()[:1]
        assert held() == before
        assert Statement.objects.count() == count


@given(data=st.data(), version=versions, first=values(), second=values())
@effort(80)
def test_what_differs_in_one_value_is_a_conflict(data, version, first, second, post):
    made = data.draw(statements(version)) | {"id": UUIDS[0]}
    one, other = (made | {"result": {"extensions": {IRIS[0]: value}}} for value in (first, second))
    with rolled_back():
        assert post(json.dumps(one).encode(), version).status == 200
        before = held()
        status = post(json.dumps(other).encode(), version).status
        # Whether 1 and 1.0 are one number is left open.
        assert status == 200 if is_same(first, second) else status == 409 or _are_numbers(first, second)
        assert held() == before


def _are_numbers(first, second):
    return json.dumps(first) != json.dumps(second) and first == second and not _has_booleans(first, second)


def _has_booleans(first, second):
    return any(word in json.dumps([first, second]) for word in ("true", "false"))


@given(data=st.data(), version=versions, text=texts())
@effort(40)
def test_words_make_no_other_statement(data, version, text, post):
    made = data.draw(statements(version)) | {"id": UUIDS[0]}
    other = made | {"verb": {"id": made["verb"]["id"], "display": {"en": text}}}
    with rolled_back():
        assert post(json.dumps(made).encode(), version).status == 200
        before = held()
        assert post(json.dumps(other).encode(), version).status == 200
        assert held() == before
