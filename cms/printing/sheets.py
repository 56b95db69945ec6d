"""An information sheet on one page: A4 with all it says, or a poster to be read from three steps away.

Everything is composed on A4; a poster is the same page enlarged, with fewer words in larger type. The text in the
middle is set as large as it fits between the question above and the contacts below.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportlab.lib.pagesizes import A4

from certificates.rendering.fonts import FontSet
from certificates.rendering.styles import (
    AMBER,
    INK,
    INK_SOFT,
    ON_TEAL_SOFT,
    PALE,
    SHEET,
    TEAL,
    Style,
)
from certificates.rendering.text import Paragraph, TextTooLong
from certificates.rendering.wording import on_day
from cms.printing.colours import AMBER_WASH, TEAL_WASH
from cms.printing.drawings import find_drawing
from cms.printing.file import About, write_pdf
from cms.printing.leaf import CENTRE, Arch, Area, Disc, Leaf, Span, Spot, make_leaf
from cms.printing.sheet_facts import SheetFacts
from cms.printing.sheet_forms import FORMS, Form
from cms.printing.sheet_words import SheetWords, sheet_words
from cms.printing.text import Setter, numeral, running

WIDTH, HEIGHT = A4
MARGIN, PADDING = 44, 14
FILE_DAY = date(2026, 1, 1)  # of a sheet that nobody has dated
# From a little larger down to half: below that nobody could read it.
SCALES = tuple(1.15 - 0.03 * step for step in range(23))
CONTACT, CONTACT_NAME, SMALL = 10.5, 8.5, 7.5


def render_sheet(facts: SheetFacts, fonts: FontSet, size: str) -> bytes:
    """Return the sheet as a PDF file of one page. Raises TextTooLong when it cannot be made to fit."""
    form = FORMS[size]
    leaf = compose_sheet(facts, fonts, form)
    about = About(
        title=facts.title, subject=facts.code, language=facts.language, day=facts.checked_on or FILE_DAY
    )
    return write_pdf([leaf], about, scale=form.enlarged)


def compose_sheet(facts: SheetFacts, fonts: FontSet, form: Form) -> Leaf:
    setter = Setter(fonts, facts.language)
    leaf = make_leaf(width=WIDTH, height=HEIGHT, margin=MARGIN, rtl=setter.rtl)
    composer = _Composer(leaf, setter, facts, form, sheet_words(facts.language, facts.country))
    top = composer.band()
    start = len(leaf.lines)
    bottom = composer.foot()
    with leaf.reading_from(start):
        composer.middle(top, bottom)
    return leaf


@dataclass(frozen=True)
class _Item:
    """A paragraph of the middle: `indent` from where reading begins, the `mark` before it, the white `above`."""

    paragraph: Paragraph
    above: float
    indent: float = 0
    mark: Paragraph | None = None
    is_step: bool = False
    is_careful: bool = False

    @property
    def height(self) -> float:
        least = self.indent * 0.86 if self.is_step else 0
        return max(self.paragraph.height, least) + (2 * PADDING * 0.6 if self.is_careful else 0)


@dataclass(frozen=True)
class _Composer:
    leaf: Leaf
    setter: Setter
    facts: SheetFacts
    form: Form
    words: SheetWords

    @property
    def rtl(self) -> bool:
        return self.leaf.rtl

    def band(self) -> float:
        """Place the question and the drawing on a band over the whole width; return its lower edge."""
        leaf, form = self.leaf, self.form
        drawing = find_drawing(self.facts.picture)
        room = leaf.column
        if drawing:
            width = form.picture * 0.94
            arch = room.without_start(room.width - width, rtl=self.rtl)
            room = room.from_start(room.width - width - 22, rtl=self.rtl)
        head = self.setter.fit(
            self.words.about, width=room.width, style=running(10 + form.lead * 0.12, ON_TEAL_SOFT)
        )
        title = self._title(room, form.band - head.height - 36)
        height = max(form.band, title.height + head.height + 46)
        bottom = HEIGHT - height
        leaf.areas.append(Area(Span(0, WIDTH), bottom, HEIGHT, fill=TEAL))
        leaf.areas.append(Area(Span(0, WIDTH), bottom - 4, bottom, fill=AMBER))
        if drawing:
            leaf.areas.append(Arch(arch, bottom, bottom + form.picture * 1.08, fill=PALE))
            side = arch.width * 0.8
            leaf.drawings.append((drawing, Spot(arch.left + (arch.width - side) / 2, bottom + 8, side)))
        top = leaf.put(head, room, HEIGHT - 20)
        leaf.middle(title, room, (top + bottom) / 2)
        return bottom - 4

    def _title(self, room: Span, height: float) -> Paragraph:
        """Return the question as large as it fits into the band, in whole words if that can be."""
        style = self.form.title
        for size in style.sizes:
            smaller = replace(style, size=size, one_line=min(size, style.one_line), smallest=size)
            try:
                title = self.setter.fit(self.facts.title, width=room.width, style=smaller)
            except TextTooLong:
                continue
            if title.height <= height and self._is_whole(smaller, room):
                return title
        return self.setter.fit(self.facts.title, width=room.width, style=style)

    def _is_whole(self, style: Style, room: Span) -> bool:
        one = replace(style, lines=1)
        try:
            for word in self.facts.title.split():
                self.setter.fit(word, width=room.width, style=one)
        except TextTooLong:
            return False
        return True

    def foot(self) -> float:
        """Place contacts, the square with the address and the small print; return the upper edge of it all."""
        leaf, facts, words = self.leaf, self.facts, self.words
        start = len(leaf.lines)
        small = [words.nature]
        if facts.checked_on:
            small.insert(0, f"{facts.code} · {words.checked} {on_day(facts.checked_on)}")
        if facts.is_draft:
            small.insert(0, words.draft)
        bottom = 26.0
        for text in reversed(small):
            paragraph = self.setter.fit(text, width=leaf.column.width, style=running(SMALL, INK_SOFT))
            bottom += paragraph.height
            with leaf.reading_from(start):
                leaf.put(paragraph, leaf.column, bottom)
        with leaf.reading_from(start):
            return self._contacts(bottom + 10)

    def _contacts(self, bottom: float) -> float:
        leaf, form, rtl = self.leaf, self.form, self.rtl
        beside = form.qr + 2 * PADDING
        inner = leaf.column.from_start(leaf.column.width - beside, rtl=rtl)
        inner = Span(inner.left + PADDING, inner.right - PADDING)
        square = leaf.column.without_start(leaf.column.width - beside, rtl=rtl)
        square = Span(square.left + PADDING, square.right - PADDING)
        share = 1.0 if form.with_know else 1.16
        blocks = self._contact_lines(inner.width, share)
        caption = self.setter.fit(self.words.scan, width=square.width, style=running(7.5, INK_SOFT))
        height = max(
            sum(paragraph.height + above for paragraph, above in blocks) + 1.6 * PADDING,
            form.qr + caption.height + 1.2 * PADDING,
        )
        top = bottom + height
        leaf.areas.append(Area(leaf.column, bottom, top, fill=TEAL_WASH, radius=5))
        edge = top - 0.8 * PADDING
        for paragraph, above in blocks:
            edge = leaf.put(paragraph, inner, edge - above)
        place = bottom + (height - form.qr - caption.height) / 2
        leaf.put(caption, square, place + caption.height, CENTRE)
        leaf.codes.append((self.facts.url, Spot(square.left, place + caption.height + 2, form.qr)))
        return top

    def _contact_lines(self, width: float, share: float) -> list[tuple[Paragraph, float]]:
        def fit(text, style, language=""):
            return self.setter.fit(text, width=width, style=style, language=language)

        lines = [(fit(self.words.contacts, running(12 * share, TEAL, bold=True)), 0.0)]
        for contact in self.facts.contacts:
            lines.append((fit(contact.name, running(CONTACT_NAME * share, INK_SOFT)), 3.0))
            if contact.text:
                style = running(CONTACT * share, INK, bold=True, leading=1.28)
                lines.append((fit(contact.text, style, contact.language), 0.0))
            else:
                lines.append((fit(self.words.unconfirmed, running(CONTACT * share, INK)), 0.0))
        if not self.facts.contacts:
            lines.append((fit(self.words.any_officer, running(CONTACT * share, INK)), 3.0))
        return lines

    def middle(self, top: float, bottom: float) -> None:
        """Place lead, steps, what is good to know and the warning, as large as they fit."""
        room = top - bottom - 30
        for scale in SCALES:
            items = list(self._items(scale))
            spare = room - sum(item.above + item.height for item in items)
            if spare >= 0:
                break
        else:
            raise TextTooLong("steps")
        # White that is left over goes between the parts, not below them all.
        more = min(spare / (len(items) + 1), 16 * scale)
        top -= 16 + more / 2
        for item in items:
            top -= item.above + more
            self._place(item, top)
            top -= item.height

    def _items(self, scale: float) -> Iterator[_Item]:
        facts, form = self.facts, self.form
        column = self.leaf.column.width

        def fit(text, size, colour=INK, *, bold=False, indent=0.0):
            style = running(size * scale, colour, bold=bold)
            return self.setter.fit(text, width=column - indent, style=style)

        yield _Item(fit(facts.lead, form.lead, TEAL, bold=True), 0)
        indent = form.step * 2.5 * scale
        for number, text in enumerate(facts.steps, start=1):
            mark = fit(numeral(number, facts.language), form.step * 1.05, SHEET, bold=True)
            yield _Item(fit(text, form.step, indent=indent), 7 * scale, indent, mark, is_step=True)
        if form.with_know and facts.know:
            yield _Item(fit(self.words.know, 12.5, TEAL, bold=True), 12 * scale)
            for passage in facts.know:
                inset = 15 * scale if passage.mark else 0
                mark = fit(passage.mark, 11, TEAL, bold=True) if passage.mark else None
                yield _Item(fit(passage.text, 11, indent=inset), 4 * scale, inset, mark)
        if facts.careful:
            text = fit(facts.careful, form.step * 0.92, bold=True, indent=2 * PADDING)
            yield _Item(text, 10 * scale, is_careful=True)

    def _place(self, item: _Item, top: float) -> None:
        leaf, rtl = self.leaf, self.rtl
        span = leaf.column.without_start(item.indent, rtl=rtl)
        if item.is_careful:
            bar = leaf.column.from_start(4, rtl=rtl)
            leaf.areas.append(Area(leaf.column, top - item.height, top, fill=AMBER_WASH))
            leaf.areas.append(Area(bar, top - item.height, top, fill=AMBER))
            leaf.put(
                item.paragraph,
                Span(leaf.column.left + PADDING, leaf.column.right - PADDING),
                top - PADDING * 0.6,
            )
            return
        if item.is_step:
            self._disc(item, top)
            top -= (
                max(0.0, (item.indent * 0.86 - item.paragraph.leading) / 2)
                if len(item.paragraph.lines) == 1
                else 0.0
            )
        elif item.mark:
            leaf.put(item.mark, leaf.column.from_start(item.indent, rtl=rtl), top)
        leaf.put(item.paragraph, span, top)

    def _disc(self, item: _Item, top: float) -> None:
        radius = item.indent * 0.36
        place = self.leaf.column.from_start(2 * radius, rtl=self.rtl)
        y = top - max(item.indent * 0.43, radius)
        self.leaf.discs.append(Disc(place.left + radius, y, radius, TEAL))
        self.leaf.middle(item.mark, place, y, CENTRE)
