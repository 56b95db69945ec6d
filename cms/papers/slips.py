"""Sign-in slips, eight to a page to be cut up: who, service number, PIN, and a square that opens the sign-in form.

Each slip is in the language of its person. What follows # in the square is sent to no server (decision 0026).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering.fonts import FontSet
from certificates.rendering.styles import INK, INK_SOFT, TEAL
from certificates.rendering.text import Paragraph
from certificates.rendering.wording import on_day
from cms.printing.colours import CUT
from cms.printing.file import About, write_pdf
from cms.printing.flow import HEIGHT, WIDTH
from cms.printing.leaf import Area, Leaf, Span, Spot, make_leaf
from cms.printing.text import Setter, is_rtl_language, running

COLUMNS, ROWS = 2, 4
EDGE, PADDING, QR = 24, 13, 92
SLIP_WIDTH, SLIP_HEIGHT = (WIDTH - 2 * EDGE) / COLUMNS, (HEIGHT - 2 * EDGE) / ROWS
NAME_SIZES = (14, 13, 12, 11, 10, 9, 8, 7, 6, 5)
NUMBER_SIZES = (14, 12, 10, 8, 6, 5)
LABEL, SENTENCE, ADDRESS = running(7, INK_SOFT), running(8, INK, leading=1.28), running(8, TEAL, bold=True)
PIN = running(23, TEAL, bold=True, leading=1.2)


@dataclass(frozen=True)
class Slip:
    """What stands on one slip. `address` is that of the sign-in form in the language, `pin` has its hyphen."""

    name_native: str
    name_latin: str
    number: str
    pin: str
    language: str
    address: str
    valid_until: date

    @property
    def square(self) -> str:
        """The address with number and PIN, for the form to be filled in by itself."""
        return f"{self.address}#{quote(self.number, safe='')}.{self.pin.replace('-', '')}"


@dataclass(frozen=True)
class SlipWords:
    number: str
    pin: str
    begin: str
    until: str


def slip_words(slip: Slip) -> SlipWords:
    with translation.override(slip.language):
        return SlipWords(
            number=_("Service number"),
            pin=_("PIN, for one sign-in"),
            begin=_(
                "Scan the square with a telephone or open the address, sign in with number and PIN, "
                "then choose your own password."
            ),
            until=_("Valid until %(day)s. Show it to nobody.") % {"day": on_day(slip.valid_until)},
        )


def render_slips(slips: Sequence[Slip], fonts: FontSet, *, language: str, day: date) -> bytes:
    """Return the slips as a PDF file; `language` is that of the file, each slip has its own."""
    setter = Setter(fonts, language)
    count = COLUMNS * ROWS
    leaves = [_page(setter, slips[start : start + count]) for start in range(0, max(1, len(slips)), count)]
    with translation.override(language):
        title = _("Sign-in slips")
    return write_pdf(leaves, About(title=title, subject=title, language=language, day=day))


def _page(setter: Setter, slips: Sequence[Slip]) -> Leaf:
    leaf = make_leaf(width=WIDTH, height=HEIGHT, margin=EDGE, rtl=setter.rtl)
    for place, slip in enumerate(slips):
        row, column = divmod(place, COLUMNS)
        left, top = EDGE + column * SLIP_WIDTH, HEIGHT - EDGE - row * SLIP_HEIGHT
        leaf.areas.append(
            Area(Span(left, left + SLIP_WIDTH), top - SLIP_HEIGHT, top, line=CUT, thickness=0.7, dashed=True)
        )
        composed = _Composer(
            setter, slip, slip_words(slip), Span(left + PADDING, left + SLIP_WIDTH - PADDING)
        )
        part = composed.compose(top - PADDING, top - SLIP_HEIGHT + PADDING)
        leaf.lines += part.lines
        leaf.codes += part.codes
    return leaf


@dataclass(frozen=True)
class _Composer:
    """Composes one slip on a leaf of its own, which has the direction of the slip's language."""

    setter: Setter
    slip: Slip
    words: SlipWords
    span: Span

    def compose(self, top: float, bottom: float) -> Leaf:
        rtl = is_rtl_language(self.slip.language)
        leaf = make_leaf(width=WIDTH, height=HEIGHT, margin=EDGE, rtl=rtl)
        text = self.span.from_start(self.span.width - QR - 10, rtl=rtl)
        square = self.span.without_start(self.span.width - QR, rtl=rtl)
        leaf.codes.append((self.slip.square, Spot(square.left, top - QR, QR)))
        edge = leaf.put(self.name(text.width), text, top)
        if self.slip.name_latin:
            edge = leaf.put(self.latin(text.width), text, edge - 1)
        edge = leaf.put(self.set(self.words.number, LABEL, text.width), text, edge - 6)
        edge = leaf.put(self.number(text.width), text, edge)
        self.foot(leaf, min(edge - 4, top - QR - 2), bottom)
        return leaf

    def foot(self, leaf: Leaf, top: float, bottom: float) -> None:
        """Place the PIN below the square, and the rest from the lower edge upwards."""
        width = self.span.width
        below = [
            self.set(self.words.begin, SENTENCE, width),
            self.latin_set(self.slip.address.partition("://")[2], ADDRESS, width),
            self.set(self.words.until, LABEL, width),
        ]
        edge = leaf.put(self.set(self.words.pin, LABEL, width), self.span, top + 12)
        leaf.put(self.latin_set(self.slip.pin, PIN, width), self.span, edge)
        edge = bottom + sum(paragraph.height for paragraph in below) + 2
        for paragraph in below:
            edge = leaf.put(paragraph, self.span, edge) - 1

    def set(self, text: str, style, width: float) -> Paragraph:
        return self.setter.fit(text, width=width, style=style, language=self.slip.language)

    def latin_set(self, text: str, style, width: float) -> Paragraph:
        """Set what reads from left to right in every language."""
        return self.setter.fit(text, width=width, style=style, language="en")

    def name(self, width: float) -> Paragraph:
        return self._largest(self.slip.name_native, NAME_SIZES, 31, width, self.slip.language, INK)

    def latin(self, width: float) -> Paragraph:
        return self._largest(self.slip.name_latin, (10, 9, 8, 7, 6, 5), 26, width, "en", INK_SOFT)

    def number(self, width: float) -> Paragraph:
        return self._largest(self.slip.number, NUMBER_SIZES, 20, width, "en", INK)

    def _largest(self, text: str, sizes, height: float, width: float, language: str, colour) -> Paragraph:
        """Return the text in the largest size in which it is no higher than it may be."""
        for size in sizes:
            style = running(size, colour, bold=colour is INK, leading=1.2)
            found = self.setter.fit(text, width=width, style=style, language=language)
            if found.height <= height:
                return found
        return found
