"""Running text for paper: words of the CMS as passages, set in the language they are in."""

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from certificates.rendering.fonts import FontSet
from certificates.rendering.layout import RIGHT_TO_LEFT
from certificates.rendering.styles import Style
from certificates.rendering.text import INVISIBLE, Paragraph, Typesetter

ANY_LINES = 10_000
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
# What editors type and the fonts of paper do not have.
INSTEAD = str.maketrans({"→": "–", "←": "–", "☐": "–", "✓": "+", "\u2011": "-", "\u202f": " ", "\u00ad": ""})
BLOCKS = ("p", "li", "h2", "h3", "h4", "div", "br")


@dataclass(frozen=True)
class Passage:
    """A paragraph, or an item of a list with the `mark` before it."""

    text: str
    mark: str = ""


def is_rtl_language(language: str) -> bool:
    return language in RIGHT_TO_LEFT


def numeral(number: int, language: str) -> str:
    """Return a number of a list as the language writes it. Dates and phone numbers stay in Western digits."""
    return str(number).translate(PERSIAN_DIGITS) if is_rtl_language(language) else str(number)


def running(size: float, colour, *, bold: bool = False, leading: float = 1.36) -> Style:
    """Return the style of text in one size on as many lines as it needs."""
    return Style(size, colour, bold=bold, lines=ANY_LINES, smallest=size, leading=leading)


def passages(html: str, language: str) -> tuple[Passage, ...]:
    """Return the paragraphs and list items of rich text; emphasis inside of them is not kept."""
    reader = _Reader(language)
    reader.feed(html)
    reader.close()
    reader.end()
    return tuple(reader.found)


class _Reader(HTMLParser):
    def __init__(self, language: str):
        super().__init__(convert_charrefs=True)
        self.language = language
        self.found: list[Passage] = []
        self.words: list[str] = []
        self.mark = ""
        # For each list that is open: the number of its last item, None for a list without numbers.
        self.lists: list[int | None] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self.end()
            self.lists.append(0 if tag == "ol" else None)
        elif tag in BLOCKS:
            self.end()
            if tag == "li":
                self.mark = self._next_mark()

    def handle_endtag(self, tag):
        if tag in BLOCKS or tag in ("ul", "ol"):
            self.end()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()

    def handle_data(self, data):
        self.words.append(data)

    def end(self):
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        if text:
            self.found.append(Passage(text, self.mark))
            self.mark = ""
        self.words = []

    def _next_mark(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "•"
        self.lists[-1] += 1
        return f"{numeral(self.lists[-1], self.language)}."


@dataclass(frozen=True)
class Setter:
    """Sets text of one document: each text in the direction of its own language."""

    fonts: FontSet
    language: str
    _setters: dict[bool, Typesetter] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rtl(self) -> bool:
        return is_rtl_language(self.language)

    def fit(self, text: str, *, width: float, style: Style, language: str = "") -> Paragraph:
        """Return the text in the style, within `width` points. Raises TextTooLong for a style of few lines."""
        rtl = is_rtl_language(language or self.language)
        if rtl not in self._setters:
            self._setters[rtl] = Typesetter(self.fonts, rtl=rtl, fixed=True)
        text = self.printable(text)
        if not text.strip():
            return Paragraph((), style.size, style.size * style.leading, style.colour)
        return self._setters[rtl].fit(text, field=text[:40], width=width, style=style)

    def printable(self, text: str) -> str:
        """Return the text without what no font has: editors may type anything, and the paper comes all the same."""
        sans, arabic = self.fonts.faces(bold=False)
        text = unicodedata.normalize("NFC", text.translate(INSTEAD))
        known = sans.characters | arabic.characters
        return "".join(_drawn(character, known) for character in text)


def _drawn(character: str, known: frozenset[int]) -> str:
    if character in INVISIBLE:
        return character
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cf":
        return ""
    return character if ord(character) in known else "?"
