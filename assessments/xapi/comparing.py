"""When are two statements the same? xAPI 1.0.3 part 2, 2.3.1, and what a store adds itself (2.2, 2.4)."""

from datetime import UTC

from assessments.xapi.shapes import parse_timestamp
from assessments.xapi.versions import V1

# Set by the store, whatever the client said.
_SET_BY_STORE = frozenset({"stored", "authority", "version"})
# May be there or not, in any wording, without making another statement.
_WORDING = {"verb": ("display",), "definition": None}


def are_same(first: dict, second: dict, version: str = V1) -> bool:
    """Return whether two valid statements say the same; a timestamp that one lacks does not count."""
    ignored = (
        _SET_BY_STORE if "timestamp" in first and "timestamp" in second else _SET_BY_STORE | {"timestamp"}
    )
    return _essence(first, ignored) == _essence(second, ignored)


def _essence(statement: dict, ignored: frozenset[str]) -> dict:
    return {name: _part(name, value) for name, value in statement.items() if name not in ignored}


def _part(name: str, value: object) -> object:
    if name == "extensions":
        return value
    if name == "timestamp":
        return parse_timestamp(value).astimezone(UTC)
    if name in ("id", "registration") and isinstance(value, str):
        return value.lower()
    if name == "contextActivities":
        return {kind: _part(kind, [one] if isinstance(one, dict) else one) for kind, one in value.items()}
    if name == "member":
        return sorted((_part("", one) for one in value), key=repr)
    if isinstance(value, dict):
        return _without_wording(name, value)
    if isinstance(value, list):
        return [_part("", one) for one in value]
    return value


def _without_wording(name: str, value: dict) -> dict:
    dropped = _WORDING.get(name, ())
    if dropped is None:
        return {}
    kept = {key: one for key, one in value.items() if key not in dropped and key != "definition"}
    if kept.get("objectType") in ("Activity", "Agent"):
        del kept["objectType"]
    return {key: _part(key, one) for key, one in kept.items()}
