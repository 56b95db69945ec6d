"""The validator answers whatever comes. What it asks for, by requirement: tests/assessments/lrs/requirements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.xapi.reading import UnreadableJson, read_json, write_json
from assessments.xapi.validation import InvalidStatement, problems, validate
from tests.factories.assessments import statement
from tests.factories.whole_statement import whole


def test_the_error_tells_every_problem_with_its_requirement():
    with pytest.raises(InvalidStatement) as caught:
        validate(statement(id="x", verb=None))
    told = str(caught.value)
    assert "/id must be a UUID in its standard string form" in told
    assert "/verb is required" in told


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_comes_the_validator_answers(value):
    assert list(problems(value))


NAMES = ["id", "actor", "verb", "object", "result", "context", "timestamp", "authority", "attachments"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "objectType", "definition", "account", "member", "score", "team"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(NAMES), JSON)
def test_no_value_in_any_property_breaks_the_validator(name, value):
    list(problems(whole() | {name: value}))


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'"\\ud800"',
        b"\xff",
        b"[" * 100_000,
        b"[" * 900 + b"]" * 900,
        b"",
    ],
)
def test_json_with_no_or_two_meanings_is_refused(text):
    with pytest.raises(UnreadableJson):
        read_json(text)


def test_json_is_written_as_it_was_read():
    text = '{"имя":"نام","n":[1,1.5,true,null]}'
    assert write_json(read_json(text)) == text
