"""Where everything stands: A4 landscape, a column of text, and beside it a gateway with number and QR code.

Nothing is drawn here, so whatever cannot be set (a missing letter, a text too long) is known before the first
stroke. Sizes and lengths are in points.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape

from certificates.rendering import styles
from certificates.rendering.artwork import BULLET_SHAPE
from certificates.rendering.facts import CertificateFacts, Signatory
from certificates.rendering.fonts import FontSet
from certificates.rendering.page import CENTRE, Page, Rule, Span, Spot
from certificates.rendering.styles import Style
from certificates.rendering.text import Paragraph, TextTooLong, Typesetter
from certificates.rendering.wording import Bilingual, amount, bilingual, course_title, on_day, words

RIGHT_TO_LEFT = frozenset({"fa-af", "fa", "ps", "ar"})
PAGE_WIDTH, PAGE_HEIGHT = landscape(A4)
MARGIN = 24
PANEL_WIDTH, PANEL_PADDING = 196, 24
BESIDE_FRAME, BESIDE_PANEL = 42, 38  # white on both sides of the column
COLUMN_TOP, COLUMN_BOTTOM = PAGE_HEIGHT - MARGIN - 36, MARGIN + 20
MARK_SIZE, QR_SIZE = 68, 122
BULLET_INDENT = 17
# The body is set as large as it fits: long names and many courses make all of it smaller, down to about half.
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52)
LEAST_WHITE, SPREAD = 8, 115  # under the courses; what of the rest is spread over the body


def compose(facts: CertificateFacts, fonts: FontSet) -> Page:
    """Return the finished page. Raises MissingGlyph, TextTooLong, each naming the field."""
    rtl = facts.language in RIGHT_TO_LEFT
    inner = Span(MARGIN, PAGE_WIDTH - MARGIN)
    beside = inner.from_start(inner.width - PANEL_WIDTH, rtl=rtl)
    panel = inner.without_start(inner.width - PANEL_WIDTH, rtl=rtl)
    column = beside.without_start(BESIDE_FRAME, rtl=rtl).from_start(
        beside.width - BESIDE_FRAME - BESIDE_PANEL, rtl=rtl
    )
    page = Page(rtl=rtl, column=column, panel=panel)
    composer = _Composer(page, Typesetter(fonts, rtl), facts, words(facts))
    top = composer.head(COLUMN_TOP)
    read = len(page.lines)
    bottom = composer.foot(COLUMN_BOTTOM)
    with page.reading_from(read):
        composer.body(top=top, bottom=bottom)
    composer.gateway()
    return page


@dataclass(frozen=True)
class _Item:
    """A paragraph of the body, how it is set and how far it is indented; `opens` a course."""

    paragraph: Paragraph
    style: Style
    indent: float = 0
    opens: bool = False

    @property
    def height(self) -> float:
        return self.style.above + self.paragraph.height


@dataclass(frozen=True)
class _Composer:
    """One certificate on its way to the page; each method places one part of it."""

    page: Page
    setter: Typesetter
    facts: CertificateFacts
    words: dict[str, Bilingual]

    def fit(self, text: str, field: str, style: Style, span: Span) -> Paragraph:
        return self.setter.fit(text, field=field, width=span.width, style=style)

    def head(self, top: float) -> float:
        """Place the academy and its country below `top`; return where they end."""
        column = self.page.column
        for text, field, style in (
            (self.facts.academy, "academy", styles.ACADEMY),
            (_joined(self.words["country"]), "country", styles.COUNTRY),
        ):
            if text.strip():
                top = self.page.put(self.fit(text, field, style, column), column, top)
        return top

    def body(self, *, top: float, bottom: float) -> None:
        """Place title, names and courses between `top` and `bottom`, as large as they fit."""
        for scale in SCALES:
            items = list(self._items(scale))
            spare = top - bottom - sum(item.height for item in items)
            if spare >= LEAST_WHITE:
                break
        else:
            raise TextTooLong("courses")
        for item in items:
            top -= item.style.above + min(spare, SPREAD) * item.style.stretch
            if item.opens:
                self._bullet(item, top)
            span = self.page.column.without_start(item.indent, rtl=self.page.rtl)
            top = self.page.put(item.paragraph, span, top)

    def _items(self, scale: float) -> Iterator[_Item]:
        facts, column = self.facts, self.page.column
        title = bilingual(facts.title, facts.title_english)
        native, latin = facts.name_native.strip(), facts.name_latin.strip()
        lines = [
            ("title", title.own, styles.TITLE),
            ("title_english", title.english, styles.TITLE_ENGLISH),
            ("confirms", _joined(self.words["confirms"]), styles.PHRASE),
            ("name_native", native, styles.NAME),
            ("name_latin", latin if latin != native else "", styles.NAME_LATIN if native else styles.NAME),
            ("completed", _joined(self.words["completed"]), styles.PHRASE),
        ]
        for field, text, style in lines:
            if text:
                scaled = style.scaled(scale)
                yield _Item(self.fit(text, field, scaled, column), scaled)
        indent = BULLET_INDENT * scale
        span = column.without_start(indent, rtl=self.page.rtl)
        own, english = styles.COURSE.scaled(scale), styles.COURSE_ENGLISH.scaled(scale)
        for index, course in enumerate(facts.courses):
            text, field = course_title(course, facts.language), f"courses[{index}]"
            yield _Item(self.fit(text.own, field, own, span), own, indent, opens=True)
            if text.english:
                yield _Item(self.fit(text.english, field, english, span), english, indent)

    def _bullet(self, item: _Item, top: float) -> None:
        height = item.paragraph.size * 0.78
        mark = self.page.column.from_start(height * BULLET_SHAPE, rtl=self.page.rtl)
        self.page.bullets.append(Spot(mark.left, top - item.paragraph.leading / 2 - height / 2, height))

    def foot(self, bottom: float) -> float:
        """Place what the certificate is not, the signatures and the facts of the cohort above `bottom`.

        Return the upper edge of it all.
        """
        nature, start = self.words["nature"], len(self.page.lines)
        for text in filter(None, (nature.english, nature.own)):
            paragraph = self.fit(text, "nature", styles.NATURE, self.page.column)
            bottom += paragraph.height
            with self.page.reading_from(start):
                self.page.put(paragraph, self.page.column, bottom)
        with self.page.reading_from(start):
            bottom = self._signatures(bottom + 12)
        with self.page.reading_from(start):
            return self._cohort(bottom + 36)

    def _signatures(self, bottom: float) -> float:
        signatories = self.facts.signatories or (Signatory("", _joined(self.words["signature"])),)
        spans = self.page.column.split([1] * max(2, len(signatories)), gap=34, rtl=self.page.rtl)
        blocks = [
            [
                self.fit(text, f"signatories[{index}]", style, span)
                for text, style in ((person.name, styles.SIGNATORY), (person.post, styles.POST))
                if text.strip()
            ]
            for index, (person, span) in enumerate(zip(signatories, spans, strict=False))
        ]
        top = bottom + max(sum(paragraph.height for paragraph in block) for block in blocks) + 3
        for block, span in zip(blocks, spans, strict=False):
            self.page.rules.append(Rule(span, top, 0.6, styles.RULE_STRONG))
            edge = top - 3
            for paragraph in block:
                edge = self.page.put(paragraph, span, edge)
        return top

    def _cohort(self, bottom: float) -> float:
        facts = self.facts
        first, last = on_day(facts.starts_on), on_day(facts.ends_on)
        cells = [
            ("dates", first if first == last else f"{first} – {last}", 1.35),
            ("hours", amount(facts.hours), 0.55),
            ("place", facts.place, 1.05),
            ("cohort", facts.cohort, 1.25),
        ]
        cells = [cell for cell in cells if cell[1].strip()]
        spans = self.page.column.split([share for *_, share in cells], gap=18, rtl=self.page.rtl)
        labels = [
            self.fit(_joined(self.words[name]), name, styles.LABEL, span)
            for (name, *_), span in zip(cells, spans, strict=True)
        ]
        values = [
            self.fit(text, name, styles.VALUE, span)
            for (name, text, _), span in zip(cells, spans, strict=True)
        ]
        label_height = max(label.height for label in labels)
        top = bottom + label_height + max(value.height for value in values)
        for label, value, span in zip(labels, values, spans, strict=True):
            self.page.put(label, span, top)
            self.page.put(value, span, top - label_height)
        self.page.rules.append(Rule(self.page.column, top + 10, 0.6, styles.RULE))
        return top + 10

    def gateway(self) -> None:
        """Place the mark, number, dates of the certificate and the way to check it, centred in the panel."""
        panel = self.page.panel
        inner = Span(panel.left + PANEL_PADDING, panel.right - PANEL_PADDING)
        centre = (panel.left + panel.right) / 2
        top = PAGE_HEIGHT - MARGIN - 58
        self.page.mark = Spot(centre - MARK_SIZE / 2, top - MARK_SIZE, MARK_SIZE)
        brand = self.words["brand"]
        top = self._centred(brand.own, "brand", styles.BRAND, inner, top - MARK_SIZE - 3)
        if brand.english:
            top = self._centred(brand.english, "brand", styles.BRAND_ENGLISH, inner, top)
        top -= 6
        facts = self.facts
        for field, text in (
            ("number", facts.number),
            ("issued_on", on_day(facts.issued_on)),
            ("valid_until", on_day(facts.valid_until) if facts.valid_until else ""),
        ):
            if text:
                top -= styles.PANEL_LABEL.above
                top = self._centred(_joined(self.words[field]), field, styles.PANEL_LABEL, inner, top)
                top = self._centred(text, field, styles.PANEL_VALUE, inner, top)
        bottom, start = MARGIN + 24, len(self.page.lines)
        for field, text, style in reversed(self._check()):
            paragraph = self.fit(text, field, style, inner)
            bottom += paragraph.height
            with self.page.reading_from(start):
                self.page.put(paragraph, inner, bottom, CENTRE)
        self.page.qr = Spot(centre - QR_SIZE / 2, bottom + 9, QR_SIZE)
        if self.page.qr.bottom + QR_SIZE > top:
            raise TextTooLong("verify_url")

    def _check(self) -> list[tuple[str, str, Style]]:
        """Return the lines under the QR code: what it is for, and the address to type, without the scheme."""
        verify = self.words["verify"]
        address = self.facts.verify_url.partition("://")[2].rstrip("/")
        before, code, after = address.rpartition(self.facts.code)
        lines = [("verify", text, styles.CHECK) for text in (verify.own, verify.english)]
        lines += [("verify_url", before, styles.ADDRESS), ("code", code + after, styles.CODE)]
        return [line for line in lines if line[1]]

    def _centred(self, text: str, field: str, style: Style, span: Span, top: float) -> float:
        return self.page.put(self.fit(text, field, style, span), span, top, CENTRE)


def _joined(text: Bilingual) -> str:
    return f"{text.own} · {text.english}" if text.english else text.own
