"""The items of lists inside a screen: their ids are made of their names in the data, the same in every language."""

from collections.abc import Mapping
from uuid import UUID

from assessments.xapi.keys import child_key
from courses.content.curriculum.keys import item_key


def items(parent: UUID, values: Mapping) -> list[dict]:
    """Return the items of a ListBlock from {name inside the parent: value}."""
    return [
        {"type": "item", "value": value, "id": str(item_key(parent, str(name)))}
        for name, value in values.items()
    ]


def plain_item(parent: UUID, name: str, value) -> dict:
    """Return an item that is called by another thing (the group of a card), and must not have its id."""
    return {"type": "item", "value": value, "id": str(child_key(parent, name))}


def numbered(parent: UUID, name: str, values) -> list[dict]:
    return items(parent, {f"{name}{number}": value for number, value in enumerate(values, start=1)})


def cited(parent: UUID, screen: Mapping, within: str = "") -> list[dict]:
    """Return the chapters and articles a screen, question or option (`within`) rests on, as items."""
    return items(parent, {f"{within}cites/{code}": code for code in screen.get("cites", [])})
