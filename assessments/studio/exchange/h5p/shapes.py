"""The parts of H5P content by name, read with care: a value of a wrong kind is none. Pure."""

import math
from collections.abc import Iterable, Iterator

BRANCHING_SCENARIO, QUESTION_SET = "H5P.BranchingScenario", "H5P.QuestionSet"
BRANCHING_QUESTION, ADVANCED_TEXT = "H5P.BranchingQuestion", "H5P.AdvancedText"
MULTI_CHOICE, TRUE_FALSE = "H5P.MultiChoice", "H5P.TrueFalse"
# What is text and nothing to do.
TEXTS = (ADVANCED_TEXT, "H5P.Text")
STATIC, DYNAMIC, NO_SCORE = "static-end-score", "dynamic-score", "no-score"
# Files of a content by the key that holds their path.
_MEDIA_KINDS = {"video", "audio"}
# Texts of a content that an author wrote, as far as names tell; words of buttons stand in l10n and UI groups.
_WRITTEN = (
    "title",
    "text",
    "question",
    "introduction",
    "taskDescription",
    "textField",
    "label",
    "description",
)
_WRITTEN += ("header", "alt", "caption", "questions", "body", "subtitle", "endScreenTitle")
_UI = ("l10n", "UI", "ui", "behaviour", "behavior", "currikisettings", "override", "metadata", "texts")


def group(value: object, *names: str) -> dict:
    """Return the group at the end of these names, {} where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def members(value: object, name: str) -> list[dict]:
    """Return the groups of a list."""
    found = value.get(name) if isinstance(value, dict) else None
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def text(value: dict, name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def number(value: object) -> float | None:
    """Return a number; H5P files have them as digits in a string, too."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def flag(value: object) -> bool:
    """Return whether something is on; foreign files have "true" as a string."""
    return value is True or value == "true"


def library_of(content: dict) -> str:
    """Return the machine name of a content's library ("H5P.AdvancedText 1.1" without its version)."""
    return text(content, "library").partition(" ")[0]


def media_in(params: object) -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of the files anywhere in a content: kind is "picture" or "media"."""
    for one in _walk(params):
        path, kind = one.get("path"), one.get("mime")
        if isinstance(path, str) and isinstance(kind, str):
            is_media = kind.partition("/")[0] in _MEDIA_KINDS
            yield ("media" if is_media else "picture"), path.rpartition("/")[2]


def written_in(params: object) -> Iterator[str]:
    """Yield the HTML that an author wrote anywhere in a content, in order: for what is carried as text alone."""
    waiting = [params]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            found = []
            for name, value in one.items():
                if name in _WRITTEN:
                    yield from _strings(value)
                if name not in _UI and isinstance(value, dict | list):
                    found.append(value)
            waiting = [*found, *waiting]


def _strings(value: object) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]


def _walk(params: object) -> Iterator[dict]:
    waiting = [params]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
