"""What a transcript keeps of a verdict, and the verdict read back from it. Pure.

The shape: {"requirements": [{"kind", "state", "figures": {…}, "reasons": [{"code", …what it is about}]}]}, see
`rules` for kinds and codes.
"""

from collections.abc import Mapping

from courses.qualifying.rules import Line, Reason, Verdict

# Scenario results are not kept after closing, nor which errors were made (curriculum.md 6.1): only that one is missing.
_OF_SCENARIOS = {"scenario_not_played", "scenario_below", "scenario_with_error"}
NOT_PASSED = "scenario_not_passed"


def frozen_lines(verdict: Verdict) -> list[dict]:
    """Return the lines of a verdict as plain JSON values."""
    return [
        {
            "kind": line.kind,
            "state": line.state,
            "figures": dict(line.figures),
            "reasons": [_reason(reason) for reason in line.reasons],
        }
        for line in verdict.lines
    ]


def _reason(reason: Reason) -> dict:
    if reason.code in _OF_SCENARIOS:
        return {"code": NOT_PASSED, "keys": list(reason.about["keys"])}
    return {"code": reason.code, **reason.about}


def thawed(lines: list[Mapping]) -> Verdict:
    """Return the verdict that was frozen. Nothing is judged anew."""
    return Verdict(tuple(_line(line) for line in lines))


def _line(data: Mapping) -> Line:
    reasons = tuple(
        Reason(one["code"], {name: value for name, value in one.items() if name != "code"})
        for one in data["reasons"]
    )
    return Line(data["kind"], data["state"], data["figures"], reasons)
