"""Two texts compared word by word, and as runs of words for reading (pure)."""

import difflib
import re

SAME, GONE, NEW = "same", "gone", "new"
_WORDS = re.compile(r"\s+|\S+")


def marked(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the words of two texts as (mark, text), in reading order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append((GONE, "".join(before[i1:i2])))
        if j2 > j1:
            found.append((NEW, "".join(after[j1:j2])))
    return tuple(found)


def readable_difference(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return (mark, text) as `marked` does, with changed words that stand together as one run.

    same + gone is the old text, same + new the new one.
    """
    found: list[tuple[str, str]] = []
    runs = {GONE: "", NEW: ""}
    for mark, text in marked(old, new):
        if mark != SAME:
            runs[mark] += text
        elif any(runs.values()) and text.isspace():
            # A blank between two changed words belongs to both texts.
            runs = {kind: run + text for kind, run in runs.items()}
        else:
            found += [*_told(runs), (SAME, text)]
            runs = {GONE: "", NEW: ""}
    return (*found, *_told(runs))


def _told(runs: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, run) for kind, run in runs.items() if run]
