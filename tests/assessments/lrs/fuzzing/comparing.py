"""Is what comes back what was sent? Written apart from the store: it must not judge itself."""

import json
from datetime import datetime

# Members whose words a reader chose a language for, and what is merged from many statements.
_WORDS = ("name", "description", "display")


def is_same(one, other) -> bool:
    """Return whether two JSON values are the same to the last bit: 1 is neither 1.0 nor true, 0.0 not -0.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return repr(one) == repr(other)


def is_within(part, whole, *, skip=()) -> bool:
    """Return whether everything in `part` stands in the same place in `whole`; members named in `skip` do not count."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(
            name in skip or (name in whole and is_within(part[name], whole[name], skip=skip)) for name in part
        )
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(
            is_within(*pair, skip=skip) for pair in zip(part, whole, strict=True)
        )
    return is_same(part, whole)


def sent_part(stored: dict, sent: dict) -> dict:
    """Return a stored statement without what the store sets, ready to be compared with what was sent."""
    kept = {name: value for name, value in stored.items() if name not in ("stored", "authority")}
    for name in ("id", "timestamp", "version"):
        if name not in sent:
            del kept[name]
    return kept


def as_stored(sent: dict, version: str) -> dict:
    """Return what must be stored of a statement: lists of activities as lists, in 2.0 all moments in UTC."""
    made = {
        name: value
        for name, value in json.loads(json.dumps(sent)).items()
        if name not in ("stored", "authority")
    }
    for one in (made, made["object"] if made["object"].get("objectType") == "SubStatement" else {}):
        held = one.get("context", {}).get("contextActivities", {})
        held |= {name: [value] for name, value in held.items() if isinstance(value, dict)}
        if version.startswith("2.") and "timestamp" in one:
            one["timestamp"] = _in_utc(one["timestamp"])
    return made


def _in_utc(text: str) -> str:
    text = text.upper()
    if text.endswith("Z"):
        return text
    whole, fraction, zone = text[:19], text[19:-6], text[-6:]
    moment = datetime.fromisoformat(whole + zone)
    return f"{(moment - moment.utcoffset()).replace(tzinfo=None).isoformat()}{fraction}Z"


def languages_of(value) -> list[int]:
    """Return how many languages each text of a statement is told in; extensions may hold anything."""
    found = []
    if isinstance(value, dict):
        for name, one in value.items():
            if name in _WORDS and isinstance(one, dict):
                found.append(len(one))
            elif name != "extensions":
                found += languages_of(one)
    elif isinstance(value, list):
        for one in value:
            found += languages_of(one)
    return found
