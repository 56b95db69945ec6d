"""When are two statements the same? xAPI 1.0.3 part 2, 2.3.1, and what a store adds itself (2.2, 2.4)."""

import re
from datetime import UTC

from assessments.xapi.shapes import parse_timestamp
from assessments.xapi.versions import V1

# Set by the store, whatever the client said.
_SET_BY_STORE = frozenset({"stored", "authority", "version"})
# May be there or not, in any wording, without making another statement.
_WORDING = {"verb": ("display",), "definition": None}
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_SECONDS = re.compile(r"[.,](\d+)S\Z", re.ASCII)


def are_same(first: dict, second: dict, version: str = V1) -> bool:
    """Return whether two valid statements say the same; a timestamp that one lacks does not count."""
    ignored = (
        _SET_BY_STORE if "timestamp" in first and "timestamp" in second else _SET_BY_STORE | {"timestamp"}
    )
    return _essence(first, ignored) == _essence(second, ignored)


def _essence(statement: dict, ignored: frozenset[str]) -> dict:
    return {name: _part(name, value) for name, value in statement.items() if name not in ignored}


def _part(name: str, value: object) -> object:
    if name in _PARTS:
        return _PARTS[name](value)
    if isinstance(value, dict):
        return _without_wording(name, value)
    if isinstance(value, list):
        return [_part("", one) for one in value]
    return _data(value)


def _data(value: object) -> object:
    """Return a value whose equals say the same in JSON: for Python true is 1."""
    if isinstance(value, dict):
        return {name: _data(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_data(one) for one in value]
    return ("boolean", value) if isinstance(value, bool) else value


def _moment(value: str):
    return parse_timestamp(value).astimezone(UTC)


def _lower(value: object) -> object:
    # An "id" may also be that of a component of an interaction, or of an activity: they are compared as they are.
    return value.lower() if isinstance(value, str) and _UUID.fullmatch(value) else value


def _duration(value: str) -> str:
    return _SECONDS.sub(_hundredths, value)


def _context_activities(value: dict) -> dict:
    return {kind: _part(kind, [one] if isinstance(one, dict) else one) for kind, one in value.items()}


def _members(value: list) -> list:
    return sorted((_part("", one) for one in value), key=repr)


_PARTS = {
    "extensions": _data,
    # Language maps: "member" and "duration" may be languages.
    "display": _data,
    "description": _data,
    "timestamp": _moment,
    "duration": _duration,
    "id": _lower,
    "registration": _lower,
    "contextActivities": _context_activities,
    "member": _members,
}


def _without_wording(name: str, value: dict) -> dict:
    dropped = _WORDING.get(name, ())
    if dropped is None:
        return {}
    kept = {key: one for key, one in value.items() if key not in dropped and key != "definition"}
    if kept.get("objectType") in ("Activity", "Agent"):
        del kept["objectType"]
    return {key: _part(key, one) for key, one in kept.items()}


def _hundredths(fraction: re.Match) -> str:
    # 4.6; 2.0: 4.2.7: what is finer than 0.01 s does not count.
    kept = fraction[1][:2].rstrip("0")
    return f".{kept}S" if kept else "S"
