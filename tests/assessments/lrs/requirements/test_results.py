"""Results and scores: part 2, 2.4.5; 2.0: 4.2.2.4."""

import pytest

from tests.factories.requirements import (
    REFUSAL,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
)

SCORE = "result/score"


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00074 text", "result/success", "true"),
        refused("XAPI-00074 number", "result/success", 1),
        refused("XAPI-00075 text", "result/completion", "false"),
        refused("XAPI-00075 number", "result/completion", 0),
        refused("XAPI-00076 number", "result/response", 7),
        refused("XAPI-00076 list", "result/response", ["a"]),
        refused("XAPI-00077 number", "result/duration", 5),
        refused("XAPI-00077 seconds", "result/duration", "5", rule="XAPI-00124"),
        refused("XAPI-00078 list", "result/extensions", []),
        refused("XAPI-00079 IEEE-4.2.2.4 number", SCORE, 5, rule="XAPI-00079"),
        refused("XAPI-00079 list", SCORE, []),
        refused("XAPI-00079 further property", f"{SCORE}/mean", 5, rule="XAPI-00010"),
    ],
)
def test_parts_of_a_result_have_their_types(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00080 text", f"{SCORE}/max", "10"),
        refused("XAPI-00080 below min", SCORE, {"min": 5, "max": 4}, f"/{SCORE}/min", rule="XAPI-00081"),
        refused("XAPI-00081 text", f"{SCORE}/min", "0"),
        refused("XAPI-00081 at max", SCORE, {"min": 5, "max": 5}, f"/{SCORE}/min"),
        refused("XAPI-00081 above max", SCORE, {"min": 5.1, "max": 5}, f"/{SCORE}/min"),
        refused("XAPI-00082 text", f"{SCORE}/raw", "5"),
        refused("XAPI-00082 true", f"{SCORE}/raw", True),
        refused("XAPI-00082 above max", f"{SCORE}/raw", 10.001),
        refused("XAPI-00082 below min", f"{SCORE}/raw", -1),
        refused("XAPI-00082 above max, without min", SCORE, {"raw": 2, "max": 1}, f"/{SCORE}/raw"),
        refused("XAPI-00082 below min, without max", SCORE, {"raw": 0, "min": 1}, f"/{SCORE}/raw"),
        refused("XAPI-00083 text", f"{SCORE}/scaled", "1"),
        refused("XAPI-00083 above 1", f"{SCORE}/scaled", 1.0001),
        refused("XAPI-00083 below -1", f"{SCORE}/scaled", -1.0001),
        refused("XAPI-00083 percent", f"{SCORE}/scaled", 80),
    ],
)
def test_a_score_lies_within_its_bounds(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    "score",
    [
        case("XAPI-00079 nothing", {}),
        case("XAPI-00080 max without min", {"max": -5}),
        case("XAPI-00081 min without max", {"min": 1e9}),
        case("XAPI-00082 at the upper bound", {"raw": 10, "min": 0, "max": 10}),
        case("XAPI-00082 at the lower bound", {"raw": 0, "min": 0, "max": 10}),
        case("XAPI-00082 without bounds", {"raw": -123.456}),
        case("XAPI-00083 upper bound", {"scaled": 1}),
        case("XAPI-00083 lower bound", {"scaled": -1.0}),
        case("XAPI-00083 nought", {"scaled": 0}),
    ],
)
def test_bounds_are_part_of_what_they_bound(score, version):
    assert_accepted(SCORE, score, version)
