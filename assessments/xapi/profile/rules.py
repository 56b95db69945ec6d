"""Does a statement follow a rule of a template? (xAPI Profiles, part 2, 8.1; part 3, 2.1). Pure."""

from collections.abc import Iterable, Mapping

from assessments.xapi.profile.locations import find


class _Unmatchable:
    """What a selector did not find in a value of the location."""


UNMATCHABLE = _Unmatchable()


def follows(statement: Mapping, rule: Mapping) -> bool:
    """Return whether the values at the rule's location are there, or not, and are those it asks for.

    `statement` has its context activities in arrays (see templates.normalized). Raises BadLocation.
    """
    values = _evaluated(statement, rule)
    return _is_present(values, rule.get("presence")) and _are_asked_for(values, rule)


def contains(values: Iterable[object], wanted: object) -> bool:
    """Return whether a JSON value is among others."""
    return any(same(value, wanted) for value in values)


def same(first: object, second: object) -> bool:
    """Return whether two JSON values are equal. In Python, True is 1; in JSON it is not."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(one, second[name]) for name, one in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return first == second


def _evaluated(statement: Mapping, rule: Mapping) -> list[object]:
    values = find(statement, rule["location"])
    if "selector" not in rule:
        return values
    return [one for value in values for one in find(value, rule["selector"]) or [UNMATCHABLE]]


def _is_present(values: list[object], presence: str | None) -> bool:
    if presence == "included":
        return bool(values) and UNMATCHABLE not in values
    if presence == "excluded":
        return all(value is UNMATCHABLE for value in values)
    return True


def _are_asked_for(values: list[object], rule: Mapping) -> bool:
    presence, matchable = rule.get("presence"), [value for value in values if value is not UNMATCHABLE]
    # What is only recommended is not asked for where nothing of it is there.
    if presence == "excluded" or (presence == "recommended" and not matchable):
        return True
    if "any" in rule and not any(contains(matchable, wanted) for wanted in rule["any"]):
        return False
    if "all" in rule and not all(_is_one_of(value, rule["all"]) for value in values):
        return False
    return not ("none" in rule and any(contains(rule["none"], value) for value in matchable))


def _is_one_of(value: object, allowed: Iterable[object]) -> bool:
    return value is not UNMATCHABLE and contains(allowed, value)
