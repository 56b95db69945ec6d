"""Locations in a statement: JSONPath as far as the specification of profiles lets it be used (part 2, 8.1).

Names with dots or in brackets, numbers, the star, unions of them with commas, and whole paths joined by "|". Filters,
scripts, slices and the descent ("..") are refused.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

_STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_TOKEN = re.compile(
    rf"""
    \s*(?P<bar>\|)\s*
  | \.(?P<name>[^\s.\[\]|'",*()?@]+)
  | \.(?P<star>\*)
  | \[\s*(?P<inside>(?:{_STRING}|\d+|\*)(?:\s*,\s*(?:{_STRING}|\d+|\*))*)\s*\]
    """,
    re.VERBOSE,
)
_INSIDE = re.compile(rf"{_STRING}|\d+|\*")
_BEGINNING = re.compile(r"\$|(?P<name>[A-Za-z_][\w-]*)")
_ESCAPED = re.compile(r"\\(.)")


class BadLocation(ValueError):
    """The text is no location that a profile may use."""


class _Star:
    """Stands for all members or items."""


STAR = _Star()

Step = tuple[str | int | _Star, ...]


def find(value: object, location: str) -> list[object]:
    """Return all values at a location, in their order; none: an empty list. Raises BadLocation."""
    return [one for path in parse(location) for one in _walk([value], path)]


@cache
def parse(location: str) -> tuple[tuple[Step, ...], ...]:
    """Return the paths of a location, each as its steps; a step has one selector, or several in a union.

    A path begins with "$", which may be left out before a name. Raises BadLocation.
    """
    paths, at = [], 0
    while True:
        steps, at = _path(location, at)
        paths.append(steps)
        if at == len(location):
            return tuple(paths)


def _path(location: str, at: int) -> tuple[tuple[Step, ...], int]:
    beginning = _BEGINNING.match(location, at)
    if beginning is None:
        raise BadLocation(location)
    steps: list[Step] = [(beginning["name"],)] if beginning["name"] else []
    at = beginning.end()
    while at < len(location):
        token = _TOKEN.match(location, at)
        if token is None:
            raise BadLocation(location)
        at = token.end()
        if token["bar"]:
            if at == len(location):
                raise BadLocation(location)
            break
        steps.append(_step(token))
    return tuple(steps), at


def _step(token: re.Match) -> Step:
    if token["name"]:
        return (token["name"],)
    if token["star"]:
        return (STAR,)
    return tuple(_selector(text) for text in _INSIDE.findall(token["inside"]))


def _selector(text: str) -> str | int | _Star:
    if text == "*":
        return STAR
    return int(text) if text.isdecimal() else _ESCAPED.sub(r"\1", text[1:-1])


def _walk(values: Iterable[object], path: Iterable[Step]) -> Iterable[object]:
    for step in path:
        values = [found for value in values for selector in step for found in _select(value, selector)]
    return values


def _select(value: object, selector: str | int | _Star) -> Iterator[object]:
    if isinstance(value, dict):
        if selector is STAR:
            yield from value.values()
        elif selector in value:
            yield value[selector]
    elif isinstance(value, list):
        if selector is STAR:
            yield from value
        elif isinstance(selector, int) and selector < len(value):
            yield value[selector]
