"""A deck -> PDF: the cards with cut marks, then the sheets of answers and of notes for the facilitator.

Text is shaped by HarfBuzz and put in order by the bidirectional algorithm (Unicode annex 9), both through fpdf2, so
that Dari reads from the right with its letters joined. A card whose text is long is set smaller until it fits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from assessments.classroom.cards.deck import Card, CardChoice, Deck

A4 = (210.0, 297.0)
PADDING, MARK, GAP, FOOT = 9.0, 4.0, 2.2, 5.0
INK, SOFT, TEAL, RULE = (34, 49, 58), (69, 84, 93), (15, 76, 74), (190, 180, 160)
SMALLEST = 0.4
INDENT = 0.65  # of what stands beside a letter, in millimetres for each point of the body
# Arabic script stands taller.
LEADING = {"ltr": 1.28, "rtl": 1.55}


@dataclass(frozen=True)
class Layout:
    """How many cards stand on an A4 sheet, in millimetres; `size` is the body type in points, before it is fitted."""

    label: str | Promise
    page: tuple[float, float]
    columns: int
    rows: int
    size: float

    @property
    def card(self) -> tuple[float, float]:
        return self.page[0] / self.columns, self.page[1] / self.rows


LAYOUTS = {
    "two": Layout(gettext_lazy("Large: two A5 cards on a sheet"), (A4[1], A4[0]), 2, 1, 18),
    "four": Layout(gettext_lazy("Small: four A6 cards on a sheet"), A4, 2, 2, 12.5),
}


@dataclass(frozen=True)
class Line:
    """A paragraph: `scale` is its size for each point of the body's, `above` the space before it in millimetres."""

    text: str
    scale: float = 1.0
    bold: bool = False
    colour: tuple[int, int, int] = INK
    above: float = GAP
    letter: str = ""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float


def render_cards(deck: Deck, layout: Layout) -> bytes:
    """Return the PDF of a deck; labels are in the active language, which should be that of the deck."""
    paper = _Paper(deck)
    per_page = layout.columns * layout.rows
    for start in range(0, len(deck.cards), per_page):
        paper.add_page(layout.page)
        _cut_marks(paper, layout)
        for place, card in enumerate(deck.cards[start : start + per_page]):
            _draw_card(paper, card, _box(layout, place, deck.direction), layout.size)
    _draw_sheets(paper, deck)
    return bytes(paper.output())


class _Paper(FPDF):
    """Pages in the fonts of the site, in one direction of reading."""

    def __init__(self, deck: Deck):
        super().__init__(unit="mm", format=A4)
        self.direction = deck.direction
        folder = settings.PANAH_PDF_FONTS
        for name, file in (("text", "NotoSans"), ("arabic", "NotoArabic")):
            self.add_font(name, "", folder / f"{file}-Regular.ttf")
            self.add_font(name, "B", folder / f"{file}-Bold.ttf")
        self.own, other = ("arabic", "text") if self.is_rtl else ("text", "arabic")
        self.set_fallback_fonts([other], exact_match=False)
        self.set_text_shaping(True, direction=self.direction)
        self.set_auto_page_break(False)
        self.set_title(f"{deck.code} {deck.title}")
        self.set_lang("fa-AF" if self.is_rtl else deck.language)
        self.c_margin = 0

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"

    def add_page(self, size: tuple[float, float] = A4) -> None:
        super().add_page(orientation="P" if size[0] < size[1] else "L", format=tuple(sorted(size)))

    def write_lines(self, lines: Iterable[Line], box: Box, size: float, *, dry: bool = False) -> float:
        """Write paragraphs below each other from the top of a box; return the height they take."""
        top = 0.0
        for number, line in enumerate(lines):
            top += line.above * (number > 0)
            top += self._write(line, box, top, size, dry=dry)
        return top

    def _write(self, line: Line, box: Box, top: float, size: float, *, dry: bool) -> float:
        points = size * line.scale
        indent = size * INDENT if line.letter else 0
        self.set_font(self.own, "B" if line.bold else "", points)
        left = box.left if self.is_rtl else box.left + indent
        self.set_xy(left, box.top + top)
        self.set_text_color(*line.colour)
        leading = points * 0.3528 * LEADING[self.direction]
        height = self.multi_cell(
            box.width - indent,
            leading,
            line.text,
            align="R" if self.is_rtl else "L",
            dry_run=dry,
            output="HEIGHT",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        if line.letter and not dry:
            self._letter(line, box, top, indent, leading)
        return height

    def _letter(self, line: Line, box: Box, top: float, width: float, leading: float) -> None:
        self.set_font("text", "B")
        self.set_text_color(*TEAL)
        self.set_xy(box.left + box.width - width if self.is_rtl else box.left, box.top + top)
        self.cell(width, leading, line.letter, align="R" if self.is_rtl else "L")


def _box(layout: Layout, place: int, direction: str) -> Box:
    """Return the inside of a card; cards stand in the order of reading."""
    width, height = layout.card
    column, row = place % layout.columns, place // layout.columns
    if direction == "rtl":
        column = layout.columns - 1 - column
    return Box(column * width + PADDING, row * height + PADDING, width - 2 * PADDING, height - 2 * PADDING)


def _cut_marks(paper: _Paper, layout: Layout) -> None:
    """Draw short lines at the edges and crosses where cards meet."""
    width, height = layout.card
    paper.set_draw_color(*RULE)
    paper.set_line_width(0.2)
    for column in range(layout.columns + 1):
        for row in range(layout.rows + 1):
            x, y = column * width, row * height
            if 0 < column < layout.columns:
                paper.line(x, max(y - MARK, 0), x, min(y + MARK, layout.page[1]))
            if 0 < row < layout.rows:
                paper.line(max(x - MARK, 0), y, min(x + MARK, layout.page[0]), y)


def _draw_card(paper: _Paper, card: Card, box: Box, size: float) -> None:
    head = Box(box.left, box.top, box.width, 0)
    badge = size * 1.5
    paper.set_font("text", "B", badge)
    paper.set_text_color(*TEAL)
    paper.set_xy(box.left, box.top - 1)
    paper.cell(box.width, badge * 0.4, str(card.number), align="L" if paper.is_rtl else "R")
    wide = badge * 0.36 * len(str(card.number)) + 3
    head = Box(box.left + (wide if paper.is_rtl else 0), box.top, box.width - wide, box.height)
    title = [Line(card.heading or str(card.number), 1.25, bold=True, colour=TEAL)]
    lines = [*_situation(card), *(Line(one.text, letter=one.letter, above=GAP * 1.2) for one in card.choices)]
    fitted = size
    while fitted > size * SMALLEST:
        top = paper.write_lines(title, head, fitted, dry=True) + GAP
        body = Box(box.left, box.top + top, box.width, box.height - top - FOOT)
        if paper.write_lines(lines, body, fitted, dry=True) <= body.height:
            break
        fitted *= 0.95
    paper.write_lines(title, head, fitted)
    paper.write_lines(lines, body, fitted)
    foot = Line(_("%(code)s · card %(number)s") % _mark(paper, card), colour=SOFT)
    paper.write_lines([foot], Box(box.left, box.top + box.height - 3, box.width, 4), 7)


def _mark(paper: _Paper, card: Card) -> dict:
    return {"code": paper.title.partition(" ")[0], "number": card.number}


def _situation(card: Card) -> list[Line]:
    lines = []
    if card.ending:
        lines.append(Line(card.ending, 0.85, bold=True, colour=SOFT))
    if card.notice:
        lines.append(Line(_("Content notice: %(text)s") % {"text": card.notice}, 0.85, bold=True))
    if card.speaker:
        lines.append(Line(card.speaker, 0.85, colour=SOFT))
    return [*lines, *(Line(part) for part in card.situation.split("\n") if part.strip())]


# The sheets for the facilitator


def _draw_sheets(paper: _Paper, deck: Deck) -> None:
    margin = 16.0
    box = Box(margin, margin, A4[0] - 2 * margin, A4[1] - 2 * margin)
    paper.add_page()
    top = paper.write_lines(_cover(deck), box, 10.5)
    for card in sorted(deck.cards, key=lambda one: one.number):
        for block in _blocks(card):
            height = paper.write_lines(block, box, 9.5, dry=True)
            if top + GAP * 2 + height > box.height and top > 0:
                paper.add_page()
                top = 0.0
            top += GAP * 1.6 * (top > 0)
            top += paper.write_lines(block, Box(box.left, box.top + top, box.width, box.height), 9.5)


def _cover(deck: Deck) -> list[Line]:
    told = _("For the facilitator. Version %(version)s. The group begins with card %(number)s.")
    lines = [
        Line(f"{deck.code} {deck.title}", 1.7, bold=True, colour=TEAL),
        Line(told % {"version": deck.version, "number": deck.first}, bold=True),
        Line(deck.summary),
        Line(
            _("Hand out a card, let the group choose a letter, read out the consequence, give the next card.")
        ),
    ]
    if deck.notice:
        lines.append(Line(_("Content notice: %(text)s") % {"text": deck.notice}, bold=True))
    return [line for line in lines if line.text]


def _blocks(card: Card) -> list[list[Line]]:
    """Return what is kept together on a page: the head of a card with its notes, then each choice."""
    heading = f"{card.number}. {card.heading}"
    head = [Line(heading, 1.25, bold=True, colour=TEAL, above=GAP * 2)]
    if card.ending:
        head.append(Line(card.ending, bold=True, above=0.6))
    head += [Line(text, above=0.8) for text in (card.notes, card.principle, card.booth) if text]
    if card.legal:
        head.append(Line(card.legal, 0.9, colour=SOFT, above=0.8))
    return [head, *(_answer(choice) for choice in card.choices)]


def _answer(choice: CardChoice) -> list[Line]:
    lines = [
        Line(f"{choice.severity}. {choice.text}", letter=choice.letter, bold=True),
        Line(choice.consequence, letter=" ", above=0.8),
        Line(choice.principle, letter=" ", above=0.8),
        Line(choice.legal, 0.9, colour=SOFT, letter=" ", above=0.8),
        Line(choice.goes_on, bold=True, letter=" ", above=0.8),
    ]
    return [line for line in lines if line.text]
