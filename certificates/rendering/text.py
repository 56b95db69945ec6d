"""Letters into glyphs: order by the Unicode bidirectional algorithm, shapes by HarfBuzz, lines that fit.

reportlab's own right-to-left path draws unjoined letters, so text of every script takes this one path.
Lengths of glyphs are thousandths of the type size; everything else is in points.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from reportlab.lib.colors import Color

from certificates.rendering.fonts import FontSet, Typeface
from certificates.rendering.styles import Style

# They shape their neighbours (ZWNJ, ZWJ) or order them (LRM, RLM) and leave no ink.
INVISIBLE = frozenset("\u200c\u200d\u200e\u200f")
BALANCING, BALANCING_STEPS = 0.95, 14  # how much narrower at a time, and how often


class MissingGlyph(Exception):
    """No font of the set can draw a character of a field, or the character must not be printed at all."""

    def __init__(self, field: str, character: str):
        self.field = field
        self.character = character
        named = unicodedata.name(character, "unnamed character")
        super().__init__(f"{field}: U+{ord(character):04X} {named}")


class TextTooLong(Exception):
    """A field does not fit into its place even in the smallest type."""

    def __init__(self, field: str):
        self.field = field
        super().__init__(field)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shape in visual order; `text` is what it stands for, empty for the dots and marks of a letter."""

    face: Typeface
    number: int
    text: str
    advance: int
    dx: int
    dy: int


@dataclass(frozen=True)
class Line:
    """Glyphs from left to right and their width in thousandths of the type size; `text` is in the order of reading."""

    glyphs: tuple[Glyph, ...]
    width: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Lines in one size and colour, `leading` points from one to the next."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    colour: Color

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0) * self.size / 1000


@dataclass(frozen=True)
class Typesetter:
    """Sets text in one pair of typefaces; `rtl` is the direction of text that has no strong letter.

    With `fixed` it is that of every line, whatever the line begins with: running text of one language, in which a
    line may begin with a foreign word.
    """

    fonts: FontSet
    rtl: bool
    fixed: bool = False
    _lines: dict[tuple[str, bool], Line] = field(default_factory=dict, compare=False, repr=False)

    def fit(self, text: str, *, field: str, width: float, style: Style) -> Paragraph:
        """Return the text in the largest size of the style that keeps within `width` points.

        Raises MissingGlyph, TextTooLong, both naming `field`.
        """
        text = re.sub(r"[ \t\r\n]+", " ", text).strip()
        self.check(text, field)
        whole = self.line(text, bold=style.bold)
        for size in style.sizes:
            if size >= style.wrapped_size and whole.width * size <= width * 1000:
                return Paragraph((whole,), size, size * style.leading, style.colour)
        for size in style.sizes:
            if size > style.wrapped_size:
                continue
            pieces = self._pieces(text, bold=style.bold, width=width * 1000 / size)
            if len(pieces) <= style.lines:
                if style.balanced:
                    pieces = self._balanced(text, pieces, bold=style.bold, width=width * 1000 / size)
                lines = tuple(self.line(piece, bold=style.bold) for piece in pieces)
                return Paragraph(lines, size, size * style.leading, style.colour)
        raise TextTooLong(field)

    def check(self, text: str, field: str) -> None:
        """Raise MissingGlyph for the first character that the fonts lack or that only steers its neighbours."""
        sans, arabic = self.fonts.faces(bold=False)
        for character in text:
            if character in INVISIBLE:
                continue
            drawable = ord(character) in sans.characters or ord(character) in arabic.characters
            if not drawable or unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
                raise MissingGlyph(field, character)

    def _pieces(self, text: str, *, bold: bool, width: float) -> list[str]:
        """Return the text cut at spaces, or inside a word that is too long, so that each piece fits `width`."""
        pieces: list[str] = []
        for word in text.split(" "):
            longer = f"{pieces[-1]} {word}" if pieces else word
            if pieces and self._fits(longer, bold, width):
                pieces[-1] = longer
                continue
            while len(word) > 1 and not self._fits(word, bold, width):
                fits = (end for end in range(len(word) - 1, 1, -1) if self._fits(word[:end], bold, width))
                end = next(fits, 1)
                pieces.append(word[:end])
                word = word[end:]
            pieces.append(word)
        return pieces

    def _balanced(self, text: str, pieces: list[str], *, bold: bool, width: float) -> list[str]:
        """Return as many pieces, cut as if the place were as narrow as it can be for them."""
        words = text.split(" ")
        for _step in range(BALANCING_STEPS):
            width *= BALANCING
            if not all(self._fits(word, bold, width) for word in words):
                break
            narrower = self._pieces(text, bold=bold, width=width)
            if len(narrower) > len(pieces):
                break
            pieces = narrower
        return pieces

    def _fits(self, text: str, bold: bool, width: float) -> bool:
        return self.line(text, bold=bold).width <= width

    def line(self, text: str, *, bold: bool) -> Line:
        """Return one line of text, shaped and in visual order."""
        if (text, bold) not in self._lines:
            rtl = self.rtl if self.fixed else is_rtl(text, default=self.rtl)
            self._lines[text, bold] = _line(self.fonts, text, bold, rtl)
        return self._lines[text, bold]


# The words of the form are the same on every certificate of a language.
@lru_cache(maxsize=512)
def _line(fonts: FontSet, text: str, bold: bool, rtl: bool) -> Line:  # noqa: FBT001 - keys of the cache
    faces = fonts.faces(bold=bold)
    glyphs: list[Glyph] = []
    for run, backwards in _visual_runs(text, rtl=rtl):
        parts = _by_face(run, faces, rtl=backwards)
        for part, face in reversed(parts) if backwards else parts:
            glyphs += _shape(part, face, rtl=backwards)
    return Line(tuple(glyphs), sum(glyph.advance for glyph in glyphs), text)


def _visual_runs(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """Return each run's text in logical order and whether it is right-to-left, from left to right."""
    direction = TextDirection.RTL if rtl else TextDirection.LTR
    # preserve_bn_chars keeps ZWNJ, which decides how Persian letters join.
    paragraph = BidiParagraph(text, base_direction=direction, preserve_bn_chars=True)
    leveled = groupby(paragraph.get_characters_with_embedding_level(), lambda c: c.embedding_level)
    runs = [(level, "".join(c.character for c in characters)) for level, characters in leveled]
    # UAX #9, rule L2, for whole runs: their letters are put in order by HarfBuzz.
    for lowest in range(max((level for level, _ in runs), default=0), 0, -1):
        ordered: list[tuple[int, str]] = []
        for reverse, group in groupby(runs, lambda run, lowest=lowest: run[0] >= lowest):
            members = list(group)
            ordered += members[::-1] if reverse else members
        runs = ordered
    return [(run, bool(level % 2)) for level, run in runs]


def has_rtl(text: str) -> bool:
    """Tell whether a letter of the text is written from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def is_rtl(text: str, *, default: bool) -> bool:
    """Return the direction of the first strong character (UAX #9, rules P2 and P3)."""
    for character in text:
        if (kind := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            return kind != "L"
    return default


def _by_face(text: str, faces: tuple[Typeface, Typeface], *, rtl: bool) -> list[tuple[str, Typeface]]:
    """Return the text in parts of one typeface each: that of the direction where it has the letter."""
    preferred, other = reversed(faces) if rtl else faces

    def face_for(character: str) -> Typeface:
        return preferred if character in INVISIBLE or ord(character) in preferred.characters else other

    return [("".join(part), face) for face, part in groupby(text, face_for)]


def _shape(text: str, face: Typeface, *, rtl: bool) -> list[Glyph]:
    """Return the glyphs of one run of one typeface.

    A cluster's text goes to its widest glyph only, so that it is read once.
    """
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    # Said aloud, because HarfBuzz would otherwise ask the machine's locale.
    buffer.language = "fa" if rtl else "en"
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer)
    shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in shaped}) + [len(text)]
    cluster_text = {start: text[start:end] for start, end in zip(starts, starts[1:], strict=False)}
    bearer: dict[int, int] = {}
    for index, (info, position) in enumerate(shaped):
        best = bearer.setdefault(info.cluster, index)
        if position.x_advance > shaped[best][1].x_advance:
            bearer[info.cluster] = index
    return [
        Glyph(
            face=face,
            number=info.codepoint,
            text=cluster_text[info.cluster] if bearer[info.cluster] == index else "",
            advance=position.x_advance,
            dx=position.x_offset,
            dy=position.y_offset,
        )
        for index, (info, position) in enumerate(shaped)
    ]
