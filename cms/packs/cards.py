"""Cards to cut out: eight of a sorting on a page, four cases, fewer where a case is long."""

from collections.abc import Iterator
from dataclasses import dataclass

from certificates.rendering.styles import INK, INK_SOFT, TEAL
from certificates.rendering.text import Paragraph
from cms.packs.facts import PackCase, PackFacts, PackLesson, PackSorting
from cms.packs.words import PackWords
from cms.printing.colours import CUT, TEAL_WASH
from cms.printing.flow import HEIGHT, WIDTH, Words, indent_of
from cms.printing.leaf import CENTRE, START, Area, Leaf, Span, make_leaf
from cms.printing.text import Setter, numeral, running

EDGE, FOOT, PADDING = 30, 40, 14
SORTING_SIZES = (15, 14, 13, 12, 11, 10, 9, 8, 7, 6)
CASE_SIZES = (11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
SMALLEST = 5


@dataclass(frozen=True)
class Grid:
    columns: int
    rows: int

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def width(self) -> float:
        return (WIDTH - 2 * EDGE) / self.columns

    @property
    def height(self) -> float:
        return (HEIGHT - EDGE - FOOT) / self.rows


EIGHT, FOUR, TWO, ONE = Grid(2, 4), Grid(2, 2), Grid(1, 2), Grid(1, 1)


@dataclass(frozen=True)
class SetCard:
    """A card whose text is set: a label in its corner, and the text; a heading card is filled."""

    label: Paragraph
    text: tuple[tuple[Words, Paragraph], ...]
    is_centred: bool = False
    is_heading: bool = False

    @property
    def height(self) -> float:
        return sum(words.above + paragraph.height for words, paragraph in self.text)


def card_leaves(setter: Setter, facts: PackFacts, words: PackWords) -> list[Leaf]:
    """Return the pages of cards: those of each sorting by themselves, then all cases."""
    cutter = _Cutter(setter, words)
    leaves: list[Leaf] = []
    for lesson in facts.lessons:
        for task in lesson.sortings:
            leaves += cutter.pages(EIGHT, list(cutter.sorting(task, lesson)))
    by_grid: dict[Grid, list[SetCard]] = {}
    for lesson in facts.lessons:
        for case in lesson.cases:
            grid, card = cutter.case(case, lesson)
            by_grid.setdefault(grid, []).append(card)
    for grid in (FOUR, TWO, ONE):
        leaves += cutter.pages(grid, by_grid.get(grid, []))
    return leaves


@dataclass(frozen=True)
class _Cutter:
    setter: Setter
    words: PackWords

    def sorting(self, task: PackSorting, lesson: PackLesson) -> Iterator[SetCard]:
        """Yield a filled card for each group, then the cards, numbered as on the page of answers."""
        for text in task.categories:
            given = [Words(text, running(1, TEAL, bold=True), lesson.language)]
            yield self._largest(EIGHT, given, lesson.code, SORTING_SIZES, is_heading=True)
        for number, card in enumerate(task.cards, start=1):
            label = f"{lesson.code} · {numeral(number, lesson.language)}"
            yield self._largest(
                EIGHT, [Words(card.text, running(1, INK), lesson.language)], label, SORTING_SIZES
            )

    def case(self, case: PackCase, lesson: PackLesson) -> tuple[Grid, SetCard]:
        """Return the card of a case and the grid it fits into."""
        given = list(_case_words(case, lesson.language))
        label = f"{lesson.code} · {self.words.cases}"
        for grid in (FOUR, TWO):
            card = self._fitting(grid, given, label, CASE_SIZES)
            if card:
                return grid, card
        return ONE, self._largest(ONE, given, label, CASE_SIZES)

    def _fitting(self, grid, given, label, sizes, *, is_centred=False, is_heading=False) -> SetCard | None:
        """Return the card in the largest size that keeps within its edges, None when there is none."""
        width, height = grid.width - 2 * PADDING, grid.height - 2 * PADDING - 14
        corner = self.setter.fit(label, width=width, style=running(8, INK_SOFT))
        for size in sizes:
            text = tuple(self._set(words, size, width) for words in given)
            card = SetCard(corner, text, is_centred=is_centred, is_heading=is_heading)
            if card.height <= height:
                return card
        return None

    def _largest(self, grid, given, label, sizes, *, is_heading=False) -> SetCard:
        """Return the card in a size that fits: below the sizes that read well, as small as it has to be."""
        small = (*sizes, *(sizes[-1] * 0.9**step for step in range(1, 24)))
        is_centred = grid is EIGHT
        card = self._fitting(grid, given, label, small, is_centred=is_centred, is_heading=is_heading)
        return (
            card
            or self._fitting(grid, given[:1], label, (SMALLEST,), is_centred=is_centred)
            or SetCard(self.setter.fit(label, width=grid.width, style=running(8, INK_SOFT)), ())
        )

    def _set(self, words: Words, size: float, width: float) -> tuple[Words, Paragraph]:
        style = running(size * words.style.size, words.style.colour, bold=words.style.bold)
        sized = Words(words.text, style, words.language, words.mark, words.above * size)
        room = width - indent_of(sized)
        return sized, self.setter.fit(words.text, width=room, style=style, language=words.language)

    def pages(self, grid: Grid, cards: list[SetCard]) -> list[Leaf]:
        leaves = []
        for start in range(0, len(cards), grid.count):
            leaf = make_leaf(width=WIDTH, height=HEIGHT, margin=EDGE, rtl=self.setter.rtl)
            if not start:
                cut = self.setter.fit(self.words.cut, width=leaf.column.width, style=running(7.5, INK_SOFT))
                leaf.put(cut, leaf.column, HEIGHT - 12)
            for place, card in enumerate(cards[start : start + grid.count]):
                self._place(leaf, grid, place, card)
            leaves.append(leaf)
        return leaves

    def _place(self, leaf: Leaf, grid: Grid, place: int, card: SetCard) -> None:
        row, column = divmod(place, grid.columns)
        # The first card lies where reading begins.
        column = grid.columns - 1 - column if leaf.rtl else column
        left = EDGE + column * grid.width
        top = HEIGHT - EDGE - row * grid.height
        whole = Span(left, left + grid.width)
        inner = Span(left + PADDING, left + grid.width - PADDING)
        if card.is_heading:
            filled = Span(left + 5, left + grid.width - 5)
            bottom = top - grid.height + 5
            leaf.areas.append(
                Area(filled, bottom, top - 5, fill=TEAL_WASH, line=TEAL, thickness=1.6, radius=5)
            )
        leaf.areas.append(Area(whole, top - grid.height, top, line=CUT, thickness=0.7, dashed=True))
        leaf.put(card.label, inner, top - PADDING + 3)
        edge = top - PADDING - 12
        if card.is_centred:
            edge = top - 6 - (grid.height - card.height) / 2
        for words, paragraph in card.text:
            edge -= words.above
            if words.mark:
                mark = self.setter.fit(words.mark, width=inner.width, style=words.style)
                leaf.put(mark, inner, edge)
            beside = inner.without_start(indent_of(words), rtl=leaf.rtl)
            edge = leaf.put(paragraph, beside, edge, CENTRE if card.is_centred else START)


def _case_words(case: PackCase, language: str) -> Iterator[Words]:
    """Yield the words of a case; sizes and white are shares of the size of the card."""
    if case.heading:
        yield Words(case.heading, running(1.12, TEAL, bold=True), language)
    for passage in case.situation:
        yield Words(passage.text, running(1, INK), language, passage.mark, 0.4)
    for question in case.questions:
        yield Words(question, running(1, INK, bold=True), language, "?", 0.4)
