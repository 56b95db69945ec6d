"""Do the words fit the structure? Pure: compares nested values and says where they differ.

An expected shape is TEXT, OPTIONAL (a text that may be left out), BLANK (a text that must be there, but may be "":
somebody says that nothing is to be said), a dict of shapes or a list of shapes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

TEXT, OPTIONAL, BLANK = "text", "optional text", "text or nothing"

Shape = str | dict | list


class Misfit(StrEnum):
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_TEXT = "not text"
    NOT_MAPPING = "not a mapping"
    WRONG_LENGTH = "wrong length"


@dataclass(frozen=True)
class Mismatch:
    """One place where the words do not fit: `where` is the way there ("lessons.m4-1.screens.s3")."""

    where: str
    misfit: Misfit
    expected: int = 0
    found: int = 0


def mismatches(shape: Shape, words, where: str = "") -> Iterator[Mismatch]:
    """Yield every place where the words do not have the shape."""
    if isinstance(shape, dict):
        yield from _mapping(shape, words, where)
    elif isinstance(shape, list):
        yield from _list(shape, words, where)
    elif words is None:
        if shape != OPTIONAL:
            yield Mismatch(where, Misfit.MISSING)
    elif shape == BLANK and words == "":
        return
    elif not isinstance(words, str) or not words.strip():
        yield Mismatch(where, Misfit.NOT_TEXT)


def _mapping(shape: dict, words, where: str):
    words = {} if words is None else words
    if not isinstance(words, dict):
        yield Mismatch(where, Misfit.NOT_MAPPING)
        return
    for name in words:
        if name not in shape:
            yield Mismatch(_below(where, name), Misfit.UNKNOWN)
    for name, inner in shape.items():
        if name in words or not _may_be_left_out(inner):
            yield from mismatches(inner, words.get(name), _below(where, name))


def _may_be_left_out(shape: Shape) -> bool:
    if isinstance(shape, dict):
        return all(_may_be_left_out(inner) for inner in shape.values())
    return shape in (OPTIONAL, [])


def _list(shape: list, words, where: str):
    if words is None:
        yield Mismatch(where, Misfit.MISSING)
    elif not isinstance(words, list) or len(words) != len(shape):
        found = len(words) if isinstance(words, list) else 0
        yield Mismatch(where, Misfit.WRONG_LENGTH, expected=len(shape), found=found)
    else:
        for number, (inner, item) in enumerate(zip(shape, words, strict=True), start=1):
            yield from mismatches(inner, item, _below(where, number))


def _below(where: str, name) -> str:
    return f"{where}.{name}" if where else str(name)
