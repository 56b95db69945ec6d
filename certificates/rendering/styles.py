"""Colours and type of certificates. Sizes are in points."""

from dataclasses import dataclass, replace
from math import ceil

from reportlab.lib.colors import Color, HexColor

# The tokens of static/css/tokens.css, light theme.
TEAL = HexColor("#0f4c4a")
SHEET = HexColor("#fffdf9")
INK = HexColor("#22313a")
INK_SOFT = HexColor("#45545d")
PALEST = HexColor("#fdfaf4")
PALE = HexColor("#faf6ee")
RULE = HexColor("#e0d5c0")
RULE_STRONG = HexColor("#8c8068")
AMBER = HexColor("#d98e2b")
ON_TEAL_SOFT = HexColor("#cfe0d8")


SIZE_STEP = 0.5


@dataclass(frozen=True)
class Style:
    """How a text is set: on one line from `size` down to `one_line`, then on up to `lines` from there to `smallest`.

    `one_line` 0 means: wrapped as soon as it is too wide. `leading` is a multiple of the size; `above` is the white
    over the text, `stretch` the share it gets of white that is left over; `balanced` lines are of about one length.
    """

    size: float
    colour: Color
    bold: bool = False
    lines: int = 1
    one_line: float = 0
    smallest: float = 5.5
    leading: float = 1.32
    above: float = 0
    stretch: float = 0
    balanced: bool = False

    @property
    def wrapped_size(self) -> float:
        """The largest size on more than one line."""
        return self.one_line or self.size

    @property
    def sizes(self) -> list[float]:
        """The sizes to try, the largest first, `smallest` the last."""
        steps = ceil((self.size - self.smallest) / SIZE_STEP)
        return [self.size - step * SIZE_STEP for step in range(steps)] + [self.smallest]

    def scaled(self, scale: float) -> "Style":
        return replace(
            self,
            size=max(self.size * scale, self.smallest),
            one_line=max(self.one_line * scale, self.smallest) if self.one_line else 0,
            above=self.above * scale,
        )


ACADEMY = Style(12.5, TEAL, bold=True, lines=3, smallest=7.5)
COUNTRY = Style(9, INK_SOFT)

TITLE = Style(27, TEAL, lines=2, one_line=20, smallest=11, leading=1.2, above=8, stretch=0.3, balanced=True)
TITLE_ENGLISH = Style(12, INK_SOFT, lines=2, smallest=7)
PHRASE = Style(9.5, INK_SOFT, lines=2, smallest=6, above=19, stretch=0.12)
NAME = Style(33, INK, bold=True, lines=3, one_line=21, smallest=8, leading=1.24, above=1, balanced=True)
NAME_LATIN = Style(15, INK_SOFT, lines=3, one_line=11, smallest=7, leading=1.4)
LETTER_TITLE = replace(TITLE, size=20, one_line=16, bold=True)
LETTER_NAME = replace(NAME, size=21, one_line=15)
COURSE = Style(12.5, INK, bold=True, lines=4, smallest=6, above=6)
COURSE_ENGLISH = Style(9, INK_SOFT, lines=4, smallest=5.5, leading=1.28)

LABEL = Style(7.5, INK_SOFT, lines=2)
VALUE = Style(10.5, INK, bold=True, lines=3, one_line=8.5, above=1)
RESULT = Style(9, INK, lines=3, smallest=6, above=1)
SIGNATORY = Style(9, INK, bold=True, lines=2, above=4)
POST = Style(7.5, INK_SOFT, lines=3)
NATURE = Style(7, INK_SOFT, lines=2)

BRAND = Style(20, SHEET, bold=True)
BRAND_ENGLISH = Style(9, ON_TEAL_SOFT)
PANEL_LABEL = Style(7.5, ON_TEAL_SOFT, lines=2, above=11)
PANEL_VALUE = Style(11.5, SHEET, bold=True)
CHECK = Style(7.5, ON_TEAL_SOFT, lines=3)
ADDRESS = Style(8, SHEET, lines=2, leading=1.6)
CODE = Style(9.5, SHEET, bold=True, lines=2, one_line=5.5)
