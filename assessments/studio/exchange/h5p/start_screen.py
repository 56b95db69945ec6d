"""The start screen of a Branching Scenario -> the words of the whole. Pure."""

from assessments.studio.exchange.h5p.shapes import group
from assessments.studio.exchange.h5p.sketch import Sketch, joined
from assessments.studio.exchange.h5p.texts import PlainText, plain_text


def start_words(params: dict, sketch: Sketch, *, is_ours: bool) -> None:
    """Write the words of the whole: title, summary and, in our own exports, place and notice."""
    root = group(params, "branchingScenario")
    screen = group(root, "startScreen")
    sketch.note_media(screen.get("startScreenImage"), "")
    if is_ours:
        title, subtitle = (
            plain_text(screen.get("startScreenTitle")),
            plain_text(screen.get("startScreenSubtitle")),
        )
        marked = list(zip(subtitle.paragraphs, subtitle.emphasis, strict=True))
        parts = {mark: joined(*(one for one, own in marked if own == mark)) for mark in ("", "em", "strong")}
        sketch.write("", title=_one_line(title), summary=parts[""], place=parts["em"], notice=parts["strong"])
        return
    title, subtitle = (
        sketch.read(screen.get("startScreenTitle"), ""),
        sketch.read(screen.get("startScreenSubtitle"), ""),
    )
    name = _one_line(plain_text(root.get("title")))
    shown = _one_line(title)
    if screen:
        sketch.lose("start_screen")
    sketch.write(
        "", title=(name or shown)[:200], summary=joined("" if shown in ("", name) else shown, str(subtitle))
    )


def _one_line(found: PlainText) -> str:
    return " ".join(str(found).split())
