"""What the data already says in other letters stays as it is written there: a file changes only where it says
something else."""

from collections.abc import Mapping

from courses.content.curriculum.exercises import right_options
from courses.content.curriculum.exporting.prose import Prose
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.words import ALL
from courses.content.translations.stating import WRITTEN

# For people who read the structure, and no part of any page; and what goes without saying.
UNREAD = ("objectives",)
USUAL = {"edition": 1}


def kept_words(ours, theirs):
    """Return our words, spelled as theirs where they say the same: line breaks, marks of Markdown, order."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        empty = {name: own for name, own in theirs.items() if name not in ours and not own}
        return _in_order(ours, theirs, kept_words) | empty
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [kept_words(one, other) for one, other in zip(ours, theirs, strict=True)]
    if isinstance(ours, Prose):
        is_same = isinstance(theirs, str) and to_rich_text(theirs) == to_rich_text(ours)
        return theirs if is_same else str(ours)
    if isinstance(ours, str) and isinstance(theirs, str) and ours.strip() == theirs.strip():
        return theirs
    return ours


def kept_structure(ours, theirs):
    """Return our structure, written as theirs where it says the same."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        same = {
            name: own for name, own in theirs.items() if name not in ours and _is_nothing(name, own, ours)
        }
        found = _in_order(ours, {**theirs}, kept_structure, same)
        if "correct" in ours and "correct" in theirs and right_options(ours) == right_options(theirs):
            found["correct"] = theirs["correct"]
        return found
    if isinstance(ours, list) and isinstance(theirs, list):
        there = {item["id"]: item for item in theirs if isinstance(item, Mapping) and "id" in item}
        return [
            kept_structure(item, there[item["id"]])
            if isinstance(item, Mapping) and item.get("id") in there
            else item
            for item in ours
        ]
    return ours


def _is_nothing(name: str, value, ours: Mapping) -> bool:
    return not value or USUAL.get(name) == value or (name in UNREAD and "screens" in ours)


def _in_order(ours: Mapping, theirs: Mapping, keep, same: Mapping | None = None) -> dict:
    """Return our mapping in their order, what is new behind; `same` is theirs and says nothing new."""
    found = {}
    for name in theirs:
        if name in ours:
            found[name] = keep(ours[name], theirs[name])
        elif same and name in same:
            found[name] = same[name]
    return found | {name: keep(value, None) for name, value in ours.items() if name not in found}


def kept_head(ours: Mapping, theirs: Mapping, language: str) -> dict:
    """Return the words of a whole file; what its head says explicitly, and goes without saying, stays."""
    usual = {"extent": ALL, "state": "reviewed" if language in WRITTEN else "draft"}
    said = {name: value for name, value in usual.items() if theirs.get(name) == value and name not in ours}
    return kept_words(said | dict(ours), theirs)
