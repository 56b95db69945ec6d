"""What a screen in the CMS is in the data: its part of the structure and its words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from courses.content.curriculum.exporting.names import Names


@dataclass(frozen=True)
class Told:
    """One screen: `structure` without id and type, `words` in the language of the page.

    `skeleton` are the ids of items that the data only counts: where two languages differ in it, their words cannot
    stand side by side.
    """

    structure: dict
    words: dict
    skeleton: tuple = ()


Teller = Callable[[Mapping, Names], Told]


class Untellable(Exception):
    """The data has no way to say what is in the screen; the message says what."""


def given(**values) -> dict:
    """Return those that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}


def codes(items: Sequence[Mapping] | None) -> list[str]:
    """Return the values of the items of a list."""
    return [item["value"] for item in items or []]


def cites(value: Mapping) -> dict:
    return given(cites=codes(value.get("cites")))


def ids(items: Sequence[Mapping] | None) -> tuple[str, ...]:
    return tuple(item["id"] for item in items or [])
