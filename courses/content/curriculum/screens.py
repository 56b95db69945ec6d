"""The screens of the curriculum data: what each kind needs, which words it has, and the block it becomes.

A block's value is written as Wagtail stores it, so that the id of every block and list item is ours: the same
in every language and on every installation. Words stand in no structure, structure in no words.
"""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from assessments.xapi.keys import child_key, stable_key
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.shape import OPTIONAL, TEXT, Shape


class Screen(Protocol):
    needs: tuple[str, ...]

    def shape(self, screen: Mapping) -> Shape:
        """Return the shape the words of a screen must have (shape.py)."""

    def value(self, screen: Mapping, words: Mapping, key: UUID, scenarios: Mapping[str, int]) -> dict:
        """Return the block's value. `key` is its id, `scenarios` is {scenario id: primary key}."""


def items(parent: UUID, values: Mapping) -> list[dict]:
    """Return the items of a ListBlock from {name inside the parent: value}."""
    return [
        {"type": "item", "value": value, "id": str(child_key(parent, str(name)))}
        for name, value in values.items()
    ]


def numbered(parent: UUID, name: str, values) -> list[dict]:
    return items(parent, {f"{name}{number}": value for number, value in enumerate(values, start=1)})


class Text:
    needs = ()

    def shape(self, screen):
        return {"heading": OPTIONAL, "body": TEXT}

    def value(self, screen, words, key, scenarios):
        return {"heading": words.get("heading", ""), "body": to_rich_text(words["body"])}


class Line:
    """A key message or a booth rule: one plain text."""

    needs = ()

    def shape(self, screen):
        return {"text": TEXT}

    def value(self, screen, words, key, scenarios):
        return {"text": words["text"].strip()}


class Facts:
    needs = ("facts",)

    def shape(self, screen):
        return {"heading": OPTIONAL, "facts": {fact["id"]: TEXT for fact in screen["facts"]}}

    def value(self, screen, words, key, scenarios):
        facts = {}
        for fact in screen["facts"]:
            sources = {f"{fact['id']}/{code}": code for code in fact.get("sources", [])}
            facts[fact["id"]] = {
                "text": words["facts"][fact["id"]].strip(),
                "sources": items(key, sources),
                "needs_confirmation": fact.get("check", False),
            }
        return {"heading": words.get("heading", ""), "facts": items(key, facts)}


class Picture:
    needs = ("file",)

    def shape(self, screen):
        return {"alt": TEXT, "caption": OPTIONAL}

    def value(self, screen, words, key, scenarios):
        return {
            "drawing": screen["file"],
            "image": None,
            "alt": words["alt"].strip(),
            "caption": words.get("caption", "").strip(),
        }


class Table:
    needs = ("columns", "rows")

    def shape(self, screen):
        row = [TEXT] * screen["columns"]
        return {"caption": TEXT, "header": row, "rows": [row] * screen["rows"]}

    def value(self, screen, words, key, scenarios):
        rows = [
            {"cells": numbered(key, f"row{number}/cell", row)}
            for number, row in enumerate(words["rows"], start=1)
        ]
        return {
            "caption": words["caption"],
            "header": numbered(key, "header", words["header"]),
            "rows": numbered(key, "row", rows),
        }


class Case:
    needs = ("questions",)

    def shape(self, screen):
        return {
            "heading": OPTIONAL,
            "situation": TEXT,
            "questions": [TEXT] * screen["questions"],
            "debrief": TEXT,
        }

    def value(self, screen, words, key, scenarios):
        return {
            "heading": words.get("heading", ""),
            "situation": to_rich_text(words["situation"]),
            "questions": numbered(key, "question", words["questions"]),
            "debrief": to_rich_text(words["debrief"]),
        }


class Check:
    needs = ("pass_percent", "tries", "questions")

    def shape(self, screen):
        questions = {question["id"]: self._question_shape(question) for question in screen["questions"]}
        return {"heading": OPTIONAL, "questions": questions}

    def _question_shape(self, question):
        answered = ["wrong"] if question["kind"] == "ordering" else wrong_options(question)
        return {
            "text": TEXT,
            "options": dict.fromkeys(options(question), TEXT),
            "feedback": dict.fromkeys(["correct", *answered], TEXT),
        }

    def value(self, screen, words, key, scenarios):
        questions = {
            question["id"]: self._question(question, words["questions"][question["id"]], key)
            for question in screen["questions"]
        }
        return {
            "heading": words.get("heading", ""),
            "pass_percent": screen["pass_percent"],
            "tries": screen["tries"],
            "questions": items(key, questions),
        }

    def _question(self, question, words, key):
        answers = {
            f"{question['id']}/{option}": {
                "text": words["options"][option].strip(),
                "is_correct": option in right_options(question),
                "feedback": words["feedback"].get(option, "").strip(),
            }
            for option in options(question)
        }
        return {
            "kind": question["kind"],
            "text": words["text"].strip(),
            "options": items(key, answers),
            "feedback_correct": words["feedback"]["correct"].strip(),
            "feedback_wrong": words["feedback"].get("wrong", "").strip(),
        }


def options(question: Mapping) -> list[str]:
    return ["true", "false"] if question["kind"] == "true_false" else question["options"]


def right_options(question: Mapping) -> list[str]:
    if question["kind"] == "ordering":
        return []
    right = question["correct"]
    return [right] if isinstance(right, str) else right


def wrong_options(question: Mapping) -> list[str]:
    return [option for option in options(question) if option not in right_options(question)]


class Scenario:
    needs = ("scenario",)

    def shape(self, screen):
        return {}

    def value(self, screen, words, key, scenarios):
        return {"scenario": scenarios[screen["scenario"]]}


SCREENS: dict[str, Screen] = {
    "text": Text(),
    "key_message": Line(),
    "booth_rule": Line(),
    "facts": Facts(),
    "image": Picture(),
    "table": Table(),
    "case": Case(),
    "knowledge_check": Check(),
    "scenario": Scenario(),
}


def block_key(owner: str, screen: Mapping) -> UUID:
    """Return the id of the block of a screen; `owner` is the lesson ("m4-1") or page ("about") it is in."""
    kind = "check" if screen["type"] == "knowledge_check" else "block"
    return stable_key(kind, f"{owner}/{screen['id']}")


def blocks(owner: str, screens, words: Mapping, scenarios: Mapping[str, int]) -> list[dict]:
    """Return the screens as the raw data of a StreamField, in the order of the structure."""
    raw = []
    for screen in screens:
        key = block_key(owner, screen)
        value = SCREENS[screen["type"]].value(screen, words.get(screen["id"]) or {}, key, scenarios)
        raw.append({"type": screen["type"], "value": value, "id": str(key)})
    return raw
