import pytest

from assessments.xapi.profile.rules import follows, same

ONE = {"result": {"score": {"raw": 1}, "success": True}, "tags": ["x", "y"], "parts": [{"id": 1}, {}]}


@pytest.mark.parametrize(
    ("rule", "followed"),
    [
        ({"location": "$.result.score.raw", "presence": "included"}, True),
        ({"location": "$.result.duration", "presence": "included"}, False),
        ({"location": "$.result.duration", "presence": "excluded"}, True),
        ({"location": "$.result.score", "presence": "excluded"}, False),
        ({"location": "$.result.duration", "presence": "recommended"}, True),
        ({"location": "$.result.score", "presence": "recommended"}, True),
        # any: one of the values is one of these
        ({"location": "$.tags[*]", "any": ["y", "z"]}, True),
        ({"location": "$.tags[*]", "any": ["z"]}, False),
        ({"location": "$.nothing", "any": ["z"]}, False),
        ({"location": "$.nothing", "any": ["z"], "presence": "recommended"}, True),
        ({"location": "$.tags[*]", "any": ["z"], "presence": "recommended"}, False),
        ({"location": "$.nothing", "any": ["z"], "presence": "excluded"}, True),
        # all: each of the values is one of these
        ({"location": "$.tags[*]", "all": ["x", "y", "z"]}, True),
        ({"location": "$.tags[*]", "all": ["x"]}, False),
        ({"location": "$.nothing", "all": ["x"]}, True),
        ({"location": "$.nothing", "all": ["x"], "presence": "included"}, False),
        # none: no value is one of these
        ({"location": "$.tags[*]", "none": ["z"]}, True),
        ({"location": "$.tags[*]", "none": ["y"]}, False),
        # JSON knows that true is not 1
        ({"location": "$.result.score.raw", "all": [True]}, False),
        ({"location": "$.result.success", "all": [1]}, False),
        ({"location": "$.result.success", "all": [True]}, True),
        ({"location": "$.result.score", "any": [{"raw": 1}]}, True),
        ({"location": "$.result.score", "any": [{"raw": True}]}, False),
        ({"location": "$.tags", "any": [["x", "y"]]}, True),
        ({"location": "$.tags", "any": [["y", "x"]]}, False),
    ],
)
def test_a_rule_is_followed_or_not(rule, followed):
    assert follows(ONE, rule) is followed


@pytest.mark.parametrize(
    ("rule", "followed"),
    [
        # A value in which the selector finds nothing cannot match: it spoils included and all, nothing else.
        ({"presence": "included"}, False),
        ({"all": [1]}, False),
        ({"any": [1]}, True),
        ({"none": [2]}, True),
        ({"none": [1]}, False),
        ({"presence": "excluded"}, False),
        ({"location": "$.parts[1]", "presence": "excluded"}, True),
        ({"location": "$.parts[1]", "presence": "recommended", "all": [1]}, True),
        ({"location": "$.parts[0]", "presence": "included", "all": [1]}, True),
    ],
)
def test_a_selector_chooses_within_the_values_of_the_location(rule, followed):
    assert follows(ONE, {"location": "$.parts[*]", "selector": "$.id"} | rule) is followed


@pytest.mark.parametrize(
    ("first", "second", "equal"),
    [
        (1, 1.0, True),
        (0, False, False),
        (None, False, False),
        ({"a": [1]}, {"a": [True]}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
    ],
)
def test_values_are_equal_as_json(first, second, equal):
    assert same(first, second) is equal
