"""One page of paper as a list of things to draw, in points, y upwards from the bottom.

Nothing is drawn while a page is composed: what does not fit is known before the first stroke.
"""

from dataclasses import dataclass, field

from reportlab.lib.colors import Color

from certificates.rendering.page import CENTRE, START, Page, Span, Spot
from certificates.rendering.text import Paragraph
from cms.printing.drawings import Drawing

__all__ = ["CENTRE", "START", "Arch", "Area", "Disc", "Leaf", "Span", "Spot", "make_leaf"]


@dataclass(frozen=True)
class Area:
    """A rectangle: filled, outlined, or cut out along a dashed line."""

    span: Span
    bottom: float
    top: float
    fill: Color | None = None
    line: Color | None = None
    thickness: float = 0.6
    radius: float = 0
    dashed: bool = False


@dataclass(frozen=True)
class Arch:
    """A filled gateway."""

    span: Span
    bottom: float
    top: float
    fill: Color


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: Color


@dataclass
class Leaf(Page):
    """A page on its way; areas lie below discs and drawings, and the lines of text on all of them."""

    width: float = 0
    height: float = 0
    areas: list[Area | Arch] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    drawings: list[tuple[Drawing, Spot]] = field(default_factory=list)
    codes: list[tuple[str, Spot]] = field(default_factory=list)
    marks: list[tuple[Spot, Color, Color]] = field(default_factory=list)

    def middle(self, paragraph: Paragraph, span: Span, y: float, align: str = START) -> None:
        """Place the paragraph so that its middle is at `y`."""
        self.put(paragraph, span, y + paragraph.height / 2, align)


def make_leaf(*, width: float, height: float, margin: float, rtl: bool) -> Leaf:
    whole = Span(margin, width - margin)
    return Leaf(rtl=rtl, column=whole, panel=whole, width=width, height=height)
