"""The panel of a certificate: number and dates, and the way to verify it."""

from dataclasses import dataclass

from certificates.rendering import styles
from certificates.rendering.artwork import LEAST_MODULE, module_of, qr_code
from certificates.rendering.composing.setting import Setting
from certificates.rendering.composing.sheet import Part, Said
from certificates.rendering.page import CENTRE, START, Span, Spot
from certificates.rendering.styles import Style
from certificates.rendering.text import TextTooLong
from certificates.rendering.wording import alternative, on_day

MARK_SIZE, QR_SIZE = 68, 134
SMALL_MARK, MARK_GAP = 28, 7
PADDING = 24
NUMBER_WIDTH, BAND_GAP = 138, 18


@dataclass(frozen=True)
class Panel:
    """The parts of the panel in the order they are read, in one of two arrangements."""

    setting: Setting

    def compose_gateway(self, *, top: float, bottom: float) -> None:
        """Place everything below each other, centred: beside the column of a page that lies."""
        sheet = self.setting.sheet
        panel = sheet.panel
        inner = Span(panel.left + PADDING, panel.right - PADDING)
        top -= 54
        sheet.mark = Spot(sheet.left_of(MARK_SIZE, inner, CENTRE), top - MARK_SIZE, MARK_SIZE)
        top = self._numbers(inner, self._brand(inner, top - MARK_SIZE - 3, CENTRE) - 4, CENTRE)
        check = self._check(inner)
        bottom += 22
        edge = bottom + sum(said.height for _part, said in check)
        self._qr(Spot(sheet.left_of(QR_SIZE, inner, CENTRE), edge + 8, QR_SIZE))
        if edge + 8 + QR_SIZE > top:
            raise TextTooLong("verify_url")
        self._place(check, inner, edge, CENTRE)
        sheet.link = (inner.left, bottom, inner.right, edge + 8 + QR_SIZE)

    def compose_band(self, *, top: float, bottom: float) -> None:
        """Place everything beside each other: below the column of a page that stands."""
        sheet, rtl = self.setting.sheet, self.setting.sheet.rtl
        inner = Span(sheet.panel.left + PADDING, sheet.panel.right - PADDING)
        middle = (top + bottom) / 2
        numbers = inner.from_start(NUMBER_WIDTH, rtl=rtl)
        code = inner.without_start(inner.width - QR_SIZE, rtl=rtl)
        words = inner.without_start(NUMBER_WIDTH + BAND_GAP, rtl=rtl)
        words = words.from_start(words.width - QR_SIZE - BAND_GAP, rtl=rtl)
        self._numbers(numbers, middle + QR_SIZE / 2 + styles.PANEL_LABEL.above, START)
        edge = self._brand_with_mark(words, middle + QR_SIZE / 2 + 4)
        self._qr(Spot(code.left, middle - QR_SIZE / 2, QR_SIZE))
        check = self._check(words)
        start = middle - QR_SIZE / 2 + sum(said.height for _part, said in check)
        if start > edge:
            raise TextTooLong("verify_url")
        self._place(check, words, start, START)
        whole = Span(min(words.left, code.left), max(words.right, code.right))
        sheet.link = (whole.left, middle - QR_SIZE / 2, whole.right, middle + QR_SIZE / 2)

    def _brand(self, span: Span, top: float, align: str) -> float:
        setting = self.setting
        said = setting.below(setting.words["brand"], "brand", styles.BRAND, styles.BRAND_ENGLISH, span.width)
        return setting.sheet.say(Part("P"), said, span, top, align)

    def _brand_with_mark(self, span: Span, top: float) -> float:
        """Place the name, beside the mark where that stands nowhere else on the page."""
        sheet = self.setting.sheet
        if sheet.mark:
            return self._brand(span, top, START)
        place = span.from_start(SMALL_MARK, rtl=sheet.rtl)
        beside = span.without_start(SMALL_MARK + MARK_GAP, rtl=sheet.rtl)
        bottom = self._brand(beside, top, START)
        sheet.mark = Spot(place.left, (top + bottom - SMALL_MARK) / 2, SMALL_MARK)
        return bottom

    def _numbers(self, span: Span, top: float, align: str) -> float:
        """Place number and dates below `top`; return where they end."""
        setting, facts = self.setting, self.setting.facts
        for name, text in (
            ("number", facts.number),
            ("issued_on", on_day(facts.issued_on)),
            ("valid_until", on_day(facts.valid_until) if facts.valid_until else ""),
        ):
            if text:
                label = setting.beside(setting.words[name], name, styles.PANEL_LABEL, span.width)
                value = Said(setting.fit(text, name, styles.PANEL_VALUE, span.width))
                top = setting.sheet.say(Part("P"), label, span, top - styles.PANEL_LABEL.above, align)
                top = setting.sheet.say(Part("P"), value, span, top, align)
        return top

    def _check(self, span: Span) -> list[tuple[Part, Said]]:
        """Return what stands under the QR code: what it is for, and the address to type, without the scheme."""
        setting = self.setting
        address = setting.facts.verify_url.partition("://")[2].rstrip("/")
        before, code, after = address.rpartition(setting.facts.code)
        link = Part("Link", within=Part("P"))
        lines: list[tuple[Part, str, str, Style]] = [
            (link, "verify_url", before, styles.ADDRESS),
            (link, "code", code + after, styles.CODE),
        ]
        verify = setting.below(setting.words["verify"], "verify", styles.CHECK, styles.CHECK, span.width)
        return [(Part("P"), verify)] + [
            (part, Said(setting.fit(text, name, style, span.width)))
            for part, name, text, style in lines
            if text
        ]

    def _place(self, texts: list[tuple[Part, Said]], span: Span, top: float, align: str) -> None:
        for part, said in texts:
            top = self.setting.sheet.say(part, said, span, top, align)

    def _qr(self, spot: Spot) -> None:
        facts = self.setting.facts
        code = qr_code(facts.qr_text or facts.verify_url, size=spot.height)
        if module_of(code, spot.height) < LEAST_MODULE:
            raise TextTooLong("qr_text")
        part = Part("Figure", alternative=alternative("qr", facts))
        self.setting.sheet.show(part, code, spot, spot.height)
