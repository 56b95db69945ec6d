"""Words in drawings: an SVG of ours has slots, a slot is filled with text in the reader's language.

A slot is `<g data-label="l1" data-at="x y width height"/>`; `data-size` is the height of the letters, `data-fill`
their colour. The words are text, so they are translated, found, enlarged and read aloud; nothing is painted in.
"""

import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from courses.content.screens.drawings import FOLDER

SLOT = re.compile(r'<g\b[^>]*\bdata-label="(?P<slot>l\d)"[^>]*?(?:/>|>\s*</g>)')
ATTRIBUTE = re.compile(r'data-(at|size|fill)="([^"]*)"')
LEADING = 1.2
# What a letter takes on the average, in parts of its height: wide enough for Cyrillic capitals.
LETTER = 0.6
SMALLEST = 13


def labelled_drawing(name: str, words: dict[str, str], language: str) -> SafeString:
    """Return the SVG of that file name with {slot: words} in it; "" when there is no such drawing."""
    source = _source(name)

    def fill(match: re.Match) -> str:
        text = words.get(match["slot"], "")
        return _text(text, dict(ATTRIBUTE.findall(match[0])), language) if text else ""

    return mark_safe(SLOT.sub(fill, source))  # noqa: S308 - a file of ours, and words that are escaped


def slots_of(name: str) -> list[str]:
    """Return the slots of a drawing in order: ["l1", "l2"]."""
    return sorted({match["slot"] for match in SLOT.finditer(_source(name))})


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    path = finders.find(f"{FOLDER}/{name}")
    if path is None:
        return ""
    # The figure around it has the description.
    return Path(path).read_text(encoding="utf-8").replace("<svg ", '<svg aria-hidden="true" ', 1)


def _text(text: str, slot: dict[str, str], language: str) -> str:
    x, y, width, height = (float(number) for number in slot["at"].split())
    size, lines = fitted(text, width, height, float(slot.get("size", 22)))
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    top = y + (height - len(lines) * size * LEADING) / 2
    spans = "".join(
        f'<tspan x="{x + width / 2:g}" y="{top + size * (1 + LEADING * number):.4g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return (
        f'<text class="drawn-words" direction="{direction}" font-size="{size:g}" text-anchor="middle" '
        f'fill="{escape(slot.get("fill", "#22313a"))}" stroke="none">{spans}</text>'
    )


def fitted(text: str, width: float, height: float, size: float) -> tuple[float, list[str]]:
    """Return (size of the letters, lines) so that a text fits into a box; smaller only where it must be."""
    while True:
        lines = wrapped(text, max(int(width / (size * LETTER)), 1))
        fits = len(lines) * size * LEADING <= height + 1
        fits = fits and max(len(line) for line in lines) * size * LETTER <= width + 1
        if fits or size <= SMALLEST:
            return size, lines
        size -= 1


def wrapped(text: str, letters: int) -> list[str]:
    """Return the words of a text in lines of at most so many letters; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
