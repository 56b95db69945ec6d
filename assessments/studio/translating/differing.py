"""What changed in a text, for reading: runs of words, not word by word. Pure."""

from assessments.studio.editor.comparing import marked

SAME, GONE, NEW = "same", "gone", "new"


def readable_difference(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return (mark, text) as editor.comparing.marked does, with changed words that stand together as one run.

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
