"""JSON inside of packages: read with bounds, and without what a database or a browser stumbles over."""

import json
import re
from collections.abc import Iterator

# Content that people make nests its sub-contents about 30 levels deep; a file that only nests is made to do harm.
MOST_LEVELS = 40
MOST_DIGITS = 300
# Large books of content have some ten thousand values; each costs time to look at.
MOST_VALUES = 100_000
# NUL is no character of PostgreSQL's text, half a surrogate pair none of UTF-8.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class JsonRefused(ValueError):
    """The file cannot be taken: `reason` is not-json, not-utf-8, too-deep or too-many."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def parse(content: bytes, *, most_levels: int = MOST_LEVELS):
    """Return the value of a JSON file. Raises JsonRefused.

    NaN and Infinity are no JSON; characters that cannot be kept are left out.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise JsonRefused("not-utf-8") from problem
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite, parse_int=_bounded)
    except RecursionError as problem:
        raise JsonRefused("too-deep") from problem
    except ValueError as problem:
        raise JsonRefused("not-json") from problem
    deepest, count = measured(value)
    if deepest > most_levels:
        raise JsonRefused("too-deep")
    if count > MOST_VALUES:
        raise JsonRefused("too-many")
    return cleaned(value)


def measured(value: object) -> tuple[int, int]:
    """Return how deep lists and objects stand in each other (1 for a list of texts), and how many values there are."""
    deepest, count, stack = 0, 1, [(value, 1)]
    while stack:
        inner, level = stack.pop()
        if isinstance(inner, (dict, list)):
            deepest, count = max(deepest, level), count + len(inner)
            stack.extend((each, level + 1) for each in _values(inner))
    return deepest, count


def cleaned(value):
    """Return the value with no characters that cannot be kept. It must not be deep: see `measured`."""
    if isinstance(value, str):
        return _UNKEEPABLE.sub("", value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(each) for key, each in value.items()}
    return value


def _values(value: dict | list) -> Iterator:
    return iter(value.values() if isinstance(value, dict) else value)


def _refuse(constant: str):
    raise ValueError(constant)


def _finite(digits: str) -> float:
    if (number := float(digits)) in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number


def _bounded(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(digits[:20])
    return int(digits)
