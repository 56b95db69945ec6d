"""Pieces of content as content.json has them, read without failing: whatever is missing is as the player takes it."""

import html
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.h5p.scoring.reading import MOST_POINTS, listed, mapping

LONGEST_TEXT = 500
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """One piece: `library` is its machine name, `key` its subContentId, "" for the content itself."""

    library: str
    params: Mapping
    key: str = ""
    title: str = ""

    @classmethod
    def of(cls, value: object) -> "Part":
        """Return the piece in a field of the type library: {"library": "H5P.Foo 1.2", "params", "subContentId"}."""
        raw = mapping(value)
        key, title = raw.get("subContentId"), mapping(raw.get("metadata")).get("title")
        return cls(
            library=machine_name(raw.get("library")),
            params=mapping(raw.get("params")),
            key=key if isinstance(key, str) else "",
            title=readable(title),
        )

    def text(self, name: str) -> str:
        value = self.params.get(name)
        return value if isinstance(value, str) else ""

    def group(self, name: str) -> Mapping:
        return mapping(self.params.get(name))

    def items(self, name: str) -> list[Mapping]:
        """Return a list of groups; what is no group keeps its place and says nothing."""
        return [mapping(one) for one in listed(self.params.get(name))]

    def inside(self) -> Iterator["Part"]:
        """Yield the pieces directly inside, wherever in the parameters they stand."""
        yield from _pieces(self.params)


def _pieces(value: object) -> Iterator[Part]:
    if isinstance(value, Mapping):
        if isinstance(value.get("library"), str) and isinstance(value.get("params"), Mapping):
            yield Part.of(value)
            return
        value = list(value.values())
    for one in listed(value):
        yield from _pieces(one)


def machine_name(library: object) -> str:
    """Return H5P.Foo of "H5P.Foo 1.2"."""
    return library.partition(" ")[0] if isinstance(library, str) else ""


def flag(value: object, default: bool) -> bool:
    """Return a yes or no; content of other editors has them as texts, too."""
    if isinstance(value, str):
        return value == "true"
    return default if value is None else bool(value)


def number(value: object, default: Fraction | None = None) -> Fraction | None:
    """Return a number of the content, within what points can be; the default for what is none."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return default
    return Fraction(min(max(value, -MOST_POINTS), MOST_POINTS)).limit_denominator(1000)


def readable(value: object) -> str:
    """Return a text of the content without its markup, short enough for a name."""
    if not isinstance(value, str):
        return ""
    text = _SPACES.sub(" ", html.unescape(_TAG.sub(" ", value[: 20 * LONGEST_TEXT]))).strip()
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
