"""The page of a certificate: what it shows in the order it is read, each part with its place in the structure."""

from dataclasses import dataclass, field

from segno import QRCode

from certificates.rendering.page import START, Page, Placed, Span, Spot
from certificates.rendering.palette import Palette
from certificates.rendering.pictures import Picture
from certificates.rendering.text import Paragraph


@dataclass(frozen=True, eq=False)
class Part:
    """One element of the structure tree (ISO 32000-1, 14.8.4): its standard type and the element around it.

    `language` is that of its text where it is not the page's; `alternative` is read aloud for a picture.
    """

    role: str
    within: "Part | None" = None
    language: str = ""
    alternative: str = ""


@dataclass(frozen=True)
class Said:
    """One text in up to two languages: the second below the first, or `beside` it, where both fit on one line."""

    own: Paragraph
    second: Paragraph | None = None
    beside: bool = False

    @property
    def height(self) -> float:
        return self.own.height + (self.second.height if self.second and not self.beside else 0)


@dataclass(frozen=True)
class Figure:
    """A picture or a QR code at its place; `spot` is its lower left corner and its height."""

    what: Picture | QRCode
    spot: Spot
    width: float


@dataclass
class Sheet(Page):
    """A page whose `parts` stand in the order they are read; the mark, rules and signs before courses are ornaments.

    `link` are the edges (left, bottom, right, top) of what opens the page that verifies.
    """

    width: float = 0
    height: float = 0
    colours: Palette | None = None
    second_language: str = ""
    parts: dict[Part, list[Placed | Figure]] = field(default_factory=dict)
    bullets: list[Spot] = field(default_factory=list)
    mark: Spot | None = None
    link: tuple[float, float, float, float] = (0, 0, 0, 0)

    def write(self, part: Part, paragraph: Paragraph, span: Span, top: float, align: str = START) -> float:
        """Place a paragraph of a part below `top`; return where it ends."""
        before = len(self.lines)
        bottom = self.put(paragraph, span, top, align)
        self.parts.setdefault(part, []).extend(self.lines[before:])
        return bottom

    def say(self, part: Part, said: Said, span: Span, top: float, align: str = START) -> float:
        """Place a text of up to two languages below `top`; return where it ends."""
        if said.second is None:
            return self.write(part, said.own, span, top, align)
        second = Part("Span", within=part, language=self.second_language)
        # What is said of a whole part for reading aloud must not swallow the other language in it.
        part = Part("Span", within=part) if self.rtl else part
        if not said.beside:
            top = self.write(part, said.own, span, top, align)
            return self.write(second, said.second, span, top, align)
        left = self.left_of(said.own.width + said.second.width, span, align)
        first = Span(left, left + said.own.width + said.second.width)
        last = first.without_start(said.own.width, rtl=self.rtl)
        self.write(part, said.own, first, top)
        return self.write(second, said.second, last, top)

    def show(self, part: Part, what: Picture | QRCode, spot: Spot, width: float) -> None:
        figure = Figure(what, spot, width)
        self.parts.setdefault(part, []).append(figure)
