"""Text and tables that run over as many pages as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4

from certificates.rendering.page import Rule
from certificates.rendering.styles import INK, INK_SOFT, RULE, TEAL, Style
from certificates.rendering.text import Paragraph
from cms.printing.colours import TEAL_WASH
from cms.printing.leaf import START, Area, Leaf, Span, make_leaf
from cms.printing.text import Passage, Setter, running

WIDTH, HEIGHT = A4
MARGIN, TOP, BOTTOM = 48, 54, 58
TITLE = running(20, TEAL, bold=True, leading=1.25)
HEADING = running(13, TEAL, bold=True)
SUBHEADING = running(11, INK, bold=True)
BODY = running(10, INK)
STRONG = running(10, INK, bold=True)
QUIET = running(8.5, INK_SOFT)
CELL = running(9.5, INK)
CELL_STRONG = running(9.5, INK, bold=True)
CELL_HEAD = running(8.5, TEAL, bold=True)
CELL_PADDING = 5


@dataclass(frozen=True)
class Words:
    """A text in a style; `language` where it is not that of the document, `mark` before an item of a list."""

    text: str
    style: Style = BODY
    language: str = ""
    mark: str = ""
    above: float = 0


def worded(found: Sequence[Passage], style: Style, language: str = "", above: float = 3) -> list[Words]:
    """Return passages of rich text as words in a style."""
    return [Words(passage.text, style, language, passage.mark, above) for passage in found]


class Flow:
    """The pages of a document on their way; `top` is where the next thing goes, `size` that of the paper in points."""

    def __init__(self, setter: Setter, *, size: tuple[float, float] = A4):
        self.setter = setter
        self.width, self.height = size
        self.leaves: list[Leaf] = []
        self.turn()

    @property
    def leaf(self) -> Leaf:
        return self.leaves[-1]

    @property
    def span(self) -> Span:
        return self.leaf.column

    @property
    def room(self) -> float:
        return self.top - BOTTOM

    @property
    def is_at_top(self) -> bool:
        return self.top == self.height - TOP

    def turn(self) -> None:
        """Begin a new page."""
        self.leaves.append(
            make_leaf(width=self.width, height=self.height, margin=MARGIN, rtl=self.setter.rtl)
        )
        self.top = self.height - TOP

    def turn_unless_at_top(self) -> None:
        if not self.is_at_top:
            self.turn()

    def space(self, height: float) -> None:
        if not self.is_at_top:
            self.top -= height

    def need(self, height: float) -> None:
        """Go on to the next page where less than `height` is left on this one."""
        if self.room < height:
            self.turn_unless_at_top()

    def heading(self, text: str, *, style: Style = HEADING, language: str = "", above: float = 18) -> None:
        """Place a heading that does not stand at the foot of a page without what follows it."""
        paragraph = self.setter.fit(text, width=self.span.width, style=style, language=language)
        self.need(above + paragraph.height + 48)
        self.space(above)
        self.top = self.leaf.put(paragraph, self.span, self.top) - 4

    def words(self, *given: Words) -> None:
        """Place texts below each other; a text that does not fit goes on on the next page."""
        for words in given:
            self.space(words.above)
            for number, line in enumerate(self._lines(words, self.span)):
                self.need(line.height)
                if words.mark and not number:
                    self._mark(words, self.span, self.top)
                self.top = self.leaf.put(line, self._beside(words, self.span), self.top)

    def together(self, *given: Words) -> None:
        """Place texts on one page, if a page can hold them."""
        lines = [line for words in given for line in self._lines(words, self.span)]
        height = sum(line.height for line in lines) + sum(words.above for words in given)
        if height <= self.height - TOP - BOTTOM:
            self.need(height)
        self.words(*given)

    def _lines(self, words: Words, span: Span) -> list[Paragraph]:
        width = self._beside(words, span).width
        paragraph = self.setter.fit(words.text, width=width, style=words.style, language=words.language)
        return [replace(paragraph, lines=(line,)) for line in paragraph.lines]

    def _beside(self, words: Words, span: Span) -> Span:
        return span.without_start(indent_of(words), rtl=self.leaf.rtl)

    def _mark(self, words: Words, span: Span, top: float) -> None:
        mark = self.setter.fit(words.mark, width=span.width, style=words.style)
        self.leaf.put(mark, span.from_start(indent_of(words), rtl=self.leaf.rtl), top)

    def table(self, shares: list[float], head: list[str], rows: Sequence[list[list[Words]]]) -> None:
        """Place a table whose cells are texts; the head stands again on each page, a long row is cut."""
        spans = self.span.split(shares, gap=2 * CELL_PADDING, rtl=self.leaf.rtl)
        self.need(90)
        self._head(spans, head)
        for row in rows:
            self._row(spans, row, lambda: self._head(spans, head))

    def _head(self, spans: list[Span], head: list[str]) -> None:
        cells = [
            self.setter.fit(text, width=span.width, style=CELL_HEAD)
            for text, span in zip(head, spans, strict=True)
        ]
        height = max(cell.height for cell in cells) + 2 * CELL_PADDING
        around = Span(self.span.left - CELL_PADDING, self.span.right + CELL_PADDING)
        self.leaf.areas.append(Area(around, self.top - height, self.top, fill=TEAL_WASH))
        for cell, span in zip(cells, spans, strict=True):
            self.leaf.put(cell, span, self.top - CELL_PADDING, START)
        self.top -= height

    def _row(self, spans: list[Span], row: list[list[Words]], again: Callable[[], None]) -> None:
        cells = [self._cell(words, span) for words, span in zip(row, spans, strict=True)]
        if max(height_of(cell) for cell in cells) + 2 * CELL_PADDING > self.room:
            whole = self.height - TOP - BOTTOM - 60
            if max(height_of(cell) for cell in cells) <= whole or self.room < 80:
                self.turn()
                again()
        while any(cells):
            lowest = self.top
            for cell, span in zip(cells, spans, strict=True):
                top = self.top - CELL_PADDING
                while cell and top - cell[0].height >= BOTTOM:
                    top = cell.pop(0).put(self, span, top)
                lowest = min(lowest, top)
            self.top = lowest - CELL_PADDING
            self.leaf.rules.append(Rule(self.span, self.top, 0.5, RULE))
            if any(cells):
                self.turn()
                again()

    def _cell(self, given: list[Words], span: Span) -> list["_CellLine"]:
        found = []
        for words in given:
            for number, line in enumerate(self._lines(words, span)):
                found.append(_CellLine(line, words, is_first=not number))
        return found


@dataclass(frozen=True)
class _CellLine:
    line: Paragraph
    words: Words
    is_first: bool

    @property
    def height(self) -> float:
        return self.line.height + (self.words.above if self.is_first else 0)

    def put(self, flow: Flow, span: Span, top: float) -> float:
        if self.is_first:
            top -= self.words.above
            if self.words.mark:
                flow._mark(self.words, span, top)
        return flow.leaf.put(self.line, flow._beside(self.words, span), top)


def height_of(cell: Sequence[_CellLine]) -> float:
    return sum(line.height for line in cell)


def indent_of(words: Words) -> float:
    """Return how far the text stands from its mark."""
    return words.style.size * (0.6 + 0.7 * len(words.mark)) if words.mark else 0
