"""What Python takes for equal and JSON does not is another statement."""

import pytest

from assessments.xapi.comparing import are_same
from tests.factories.assessments import statement

EXTENSION = "https://example.org/x"


def with_extension(value):
    return statement(id="c0ffee00-0000-4000-8000-000000000000", result={"extensions": {EXTENSION: value}})


@pytest.mark.parametrize(
    ("one", "other"),
    [(True, 1), (False, 0), ([True], [1]), ({"a": {"b": False}}, {"a": {"b": 0}}), (1, "1"), (None, False)],
)
def test_true_is_not_one(one, other):
    assert are_same(with_extension(one), with_extension(one))
    assert not are_same(with_extension(one), with_extension(other))


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (0.0, -0.0), (100, 1e2)])
def test_one_number_may_be_written_in_two_ways(one, other):
    assert are_same(with_extension(one), with_extension(other))


def attachment(**display):
    return statement(
        id="c0ffee00-0000-4000-8000-000000000000",
        attachments=[{"usageType": "https://example.org/u", "display": display, "length": 1}],
    )


@pytest.mark.parametrize(
    ("language", "one", "other"), [("member", "ab", "ba"), ("duration", "1.500S", "1.5S")]
)
def test_languages_that_are_called_like_properties_are_languages(language, one, other):
    assert not are_same(attachment(**{language: one}), attachment(**{language: other}))
