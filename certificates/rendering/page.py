"""The page of a certificate as a list of things to draw. Lengths are in points, y upwards from the bottom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.lib.colors import Color

from certificates.rendering.text import Line, Paragraph

BASELINE = 0.8  # from the top of a line set solid, as part of its size
START, CENTRE = "start", "centre"


@dataclass(frozen=True)
class Span:
    """What a text may take from left to right."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def split(self, shares: list[float], *, gap: float, rtl: bool) -> list["Span"]:
        """Return columns in proportion to `shares`, `gap` points apart, in the order they are read."""
        room = self.width - gap * (len(shares) - 1)
        spans = []
        left = self.left
        for share in reversed(shares) if rtl else shares:
            width = room * share / sum(shares)
            spans.append(Span(left, left + width))
            left += width + gap
        return spans[::-1] if rtl else spans

    def from_start(self, width: float, *, rtl: bool) -> "Span":
        """Return the part of this width where reading begins."""
        return Span(self.right - width, self.right) if rtl else Span(self.left, self.left + width)

    def without_start(self, width: float, *, rtl: bool) -> "Span":
        """Return what remains when this width is taken where reading begins."""
        return Span(self.left, self.right - width) if rtl else Span(self.left + width, self.right)


@dataclass(frozen=True)
class Placed:
    """One line of text at its place: `x` is its left end, `y` its baseline."""

    line: Line
    x: float
    y: float
    size: float
    colour: Color

    @property
    def right(self) -> float:
        return self.x + self.line.width * self.size / 1000


@dataclass(frozen=True)
class Rule:
    """A straight horizontal line."""

    span: Span
    y: float
    thickness: float
    colour: Color


@dataclass(frozen=True)
class Spot:
    """Where a drawing stands: its lower left corner and its height."""

    left: float
    bottom: float
    height: float


@dataclass
class Page:
    """Everything on the page in the order it is read: a column of text, and beside it a panel.

    `rtl` mirrors it: text hangs at the right, the panel stands at the left.
    """

    rtl: bool
    column: Span
    panel: Span
    lines: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def put(self, paragraph: Paragraph, span: Span, top: float, align: str = START) -> float:
        """Place the paragraph below `top`; return where it ends."""
        for line in paragraph.lines:
            width = line.width * paragraph.size / 1000
            self.lines.append(_placed(paragraph, line, self.left_of(width, span, align), top))
            top -= paragraph.leading
        return top

    def left_of(self, width: float, span: Span, align: str) -> float:
        """Return where something of this width begins from the left."""
        if align == CENTRE:
            return (span.left + span.right - width) / 2
        return span.right - width if self.rtl else span.left

    @contextmanager
    def reading_from(self, place: int) -> Iterator[None]:
        """Let the lines put inside be read from the given place on: before those that were put there earlier.

        What is composed from the bottom upwards is read from the top down all the same.
        """
        earlier = self.lines[place:]
        del self.lines[place:]
        yield
        self.lines += earlier


def _placed(paragraph: Paragraph, line: Line, x: float, top: float) -> Placed:
    baseline = top - (paragraph.leading - paragraph.size) / 2 - BASELINE * paragraph.size
    return Placed(line, x, baseline, paragraph.size, paragraph.colour)
