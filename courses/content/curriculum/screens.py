"""The screens of the curriculum data: what each kind needs, which words it has, and the block it becomes.

A block's value is written as Wagtail stores it, so that the id of every block and list item is ours: the same
in every language and on every installation. Words stand in no structure, structure in no words.
"""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from courses.content.curriculum.exercises import Case, Check, Sorting
from courses.content.curriculum.figures import Chart, Diagram, Picture
from courses.content.curriculum.items import cited, items, numbered
from courses.content.curriculum.keys import key_of
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.shape import BLANK, OPTIONAL, TEXT, Shape
from courses.content.curriculum.units import Units


class Screen(Protocol):
    needs: tuple[str, ...]

    def shape(self, screen: Mapping) -> Shape:
        """Return the shape the words of a screen must have (shape.py)."""

    def value(self, screen: Mapping, words: Mapping, key: UUID, units: Units) -> dict:
        """Return the block's value. `key` is its id."""


class Text:
    needs = ()

    def shape(self, screen):
        return {"heading": OPTIONAL, "body": TEXT}

    def value(self, screen, words, key, units):
        return {
            "heading": words.get("heading", ""),
            "body": to_rich_text(words["body"]),
            "cites": cited(key, screen),
        }


def _day(value) -> str | None:
    return value.isoformat() if value else None


class Line:
    """A key message or a booth rule: one plain text."""

    needs = ()

    def shape(self, screen):
        return {"text": TEXT}

    def value(self, screen, words, key, units):
        return {"text": words["text"].strip(), "cites": cited(key, screen)}


class Booth(Line):
    """A rule to carry to work; `place` is where, if it is not the booth."""

    def shape(self, screen):
        return {"place": OPTIONAL, "text": TEXT}

    def value(self, screen, words, key, units):
        return {"place": words.get("place", "").strip(), **super().value(screen, words, key, units)}


class ContentNotice:
    needs = ()

    def shape(self, screen):
        return {"text": TEXT, "alternative": TEXT}

    def value(self, screen, words, key, units):
        return {"text": words["text"].strip(), "alternative": words["alternative"].strip()}


class Facts:
    needs = ("facts",)

    def shape(self, screen):
        return {"heading": OPTIONAL, "facts": {fact["id"]: TEXT for fact in screen["facts"]}}

    def value(self, screen, words, key, units):
        facts = {}
        for fact in screen["facts"]:
            sources = {f"{fact['id']}/{code}": code for code in fact.get("sources", [])}
            facts[fact["id"]] = {
                "text": words["facts"][fact["id"]].strip(),
                "sources": items(key, sources),
                "needs_confirmation": fact.get("check", False),
                "checked_on": _day(fact.get("checked_on")),
            }
        return {
            "heading": words.get("heading", ""),
            "facts": items(key, facts),
            "cites": cited(key, screen),
        }


class Table:
    needs = ("columns", "rows")

    def shape(self, screen):
        row = [BLANK] * screen["columns"]
        return {"caption": TEXT, "header": row, "rows": [row] * screen["rows"]}

    def value(self, screen, words, key, units):
        rows = [
            {"cells": numbered(key, f"row{number}/cell", row)}
            for number, row in enumerate(words["rows"], start=1)
        ]
        return {
            "caption": words["caption"],
            "header": numbered(key, "header", words["header"]),
            "rows": numbered(key, "row", rows),
            "cites": cited(key, screen),
        }


class Scenario:
    needs = ("scenario",)

    def shape(self, screen):
        return {}

    def value(self, screen, words, key, units):
        return {"scenario": units.scenarios[screen["scenario"]]}


class H5P:
    needs = ("h5p", "pass_percent")

    def shape(self, screen):
        return {"heading": OPTIONAL}

    def value(self, screen, words, key, units):
        return {
            "heading": words.get("heading", ""),
            "content": units.h5p[screen["h5p"]],
            "pass_percent": screen["pass_percent"],
            "is_required": screen.get("required", True),
        }


class Package:
    needs = ("package",)

    def shape(self, screen):
        return {"heading": OPTIONAL}

    def value(self, screen, words, key, units):
        return {
            "heading": words.get("heading", ""),
            "package": units.packages[screen["package"]],
            "is_required": screen.get("required", True),
        }


SCREENS: dict[str, Screen] = {
    "text": Text(),
    "key_message": Line(),
    "booth_rule": Booth(),
    "facts": Facts(),
    "image": Picture(),
    "diagram": Diagram(),
    "chart": Chart(),
    "table": Table(),
    "content_notice": ContentNotice(),
    "case": Case(),
    "sorting": Sorting(),
    "knowledge_check": Check(),
    "scenario": Scenario(),
    "h5p": H5P(),
    "package": Package(),
}


def block_key(owner: str, screen: Mapping) -> UUID:
    """Return the id of the block of a screen; `owner` is the lesson ("m4-1") or page ("about") it is in."""
    kind = "check" if screen["type"] == "knowledge_check" else "block"
    return key_of(kind, f"{owner}/{screen['id']}")


def blocks(owner: str, screens, words: Mapping, units: Units) -> list[dict]:
    """Return the screens as the raw data of a StreamField, in the order of the structure."""
    raw = []
    for screen in screens:
        key = block_key(owner, screen)
        value = SCREENS[screen["type"]].value(screen, words.get(screen["id"]) or {}, key, units)
        raw.append({"type": screen["type"], "value": value, "id": str(key)})
    return raw
