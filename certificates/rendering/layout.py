"""Where everything stands on A4, landscape or portrait: a column of text and a panel with number and QR code.

Nothing is drawn here, so whatever cannot be set (a missing letter, a text too long) is known before the first
stroke. Sizes and lengths are in points. A letter of attendance stands like a certificate, but nothing is filled.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape

from certificates.rendering.composing.column import Column
from certificates.rendering.composing.panel import Panel
from certificates.rendering.composing.setting import Setting
from certificates.rendering.composing.sheet import Sheet
from certificates.rendering.design import LANDSCAPE, PLAIN, PORTRAIT, Design
from certificates.rendering.facts import CertificateFacts
from certificates.rendering.fonts import FontSet
from certificates.rendering.languages import RIGHT_TO_LEFT
from certificates.rendering.page import CENTRE, START, Span
from certificates.rendering.palette import palette
from certificates.rendering.text import Typesetter
from certificates.rendering.wording import words

MARGIN = 24
PANEL_WIDTH, BAND_HEIGHT = 196, 172
BESIDE_FRAME, BESIDE_PANEL = 42, 38  # white on both sides of the column
SIZES: Mapping[str, tuple[float, float]] = {LANDSCAPE: landscape(A4), PORTRAIT: A4}
# (left, bottom, right, top) of the visible field of the digital signature: in the margin below the frame.
SIGNATURE_BOX: Mapping[str, tuple[float, float, float, float]] = {
    name: ((width - 11) / 2, 7, (width + 11) / 2, 18) for name, (width, _height) in SIZES.items()
}


@dataclass(frozen=True)
class Places:
    """What column and panel may take, in a page read from left to right or its mirror."""

    column: Span
    panel: Span
    top: float
    bottom: float


def compose(facts: CertificateFacts, fonts: FontSet, design: Design = PLAIN) -> Sheet:
    """Return the finished page. Raises MissingGlyph, TextTooLong and PictureUnreadable, each naming the field."""
    rtl = facts.language in RIGHT_TO_LEFT
    width, height = SIZES[design.layout]
    upright = design.layout == PORTRAIT
    places = _upright(width, height, facts) if upright else _lying(width, height, rtl=rtl)
    sheet = Sheet(
        rtl=rtl,
        column=places.column,
        panel=places.panel,
        width=width,
        height=height,
        colours=palette(design.primary, design.accent, filled=not facts.is_letter),
        second_language=facts.second_language,
    )
    setting = Setting(sheet, Typesetter(fonts, rtl), facts, words(facts), design)
    column = Column(setting, align=CENTRE if upright and not facts.is_letter else START)
    column.compose(top=places.top, bottom=places.bottom)
    panel = Panel(setting)
    if upright:
        panel.compose_band(top=MARGIN + BAND_HEIGHT, bottom=MARGIN)
    else:
        panel.compose_gateway(top=height - MARGIN, bottom=MARGIN)
    return sheet


def _lying(width: float, height: float, *, rtl: bool) -> Places:
    inner = Span(MARGIN, width - MARGIN)
    beside = inner.from_start(inner.width - PANEL_WIDTH, rtl=rtl)
    column = beside.without_start(BESIDE_FRAME, rtl=rtl)
    column = column.from_start(column.width - BESIDE_PANEL, rtl=rtl)
    return Places(
        column=column,
        panel=inner.without_start(beside.width, rtl=rtl),
        top=height - MARGIN - 36,
        bottom=MARGIN + 20,
    )


def _upright(width: float, height: float, facts: CertificateFacts) -> Places:
    inner = Span(MARGIN, width - MARGIN)
    return Places(
        column=Span(inner.left + BESIDE_FRAME, inner.right - BESIDE_FRAME),
        panel=inner,
        top=height - MARGIN - (30 if facts.is_letter else 58),
        bottom=MARGIN + BAND_HEIGHT + 16,
    )
