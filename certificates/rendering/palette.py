"""The colours of a certificate: those of its design, and what can be read on them (WCAG 2.2, contrast). Pure."""

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor, black, white

from certificates.rendering.styles import AMBER, INK, INK_SOFT, ON_TEAL_SOFT, SHEET, TEAL

READABLE, VISIBLE = 4.5, 1.7  # contrast of text (success criterion 1.4.3) and of an ornament
STEPS = 20
PAPER = white


@dataclass(frozen=True)
class Palette:
    """`panel` is None where nothing is filled. Styles are written in the plain design's colours, see `tint`."""

    panel: Color | None
    primary: Color
    accent: Color
    accent_on_panel: Color
    on_panel: Color
    on_panel_soft: Color

    def tint(self, colour: Color) -> Color:
        """Return what stands for a colour of the plain design."""
        if colour == TEAL:
            return self.primary
        if colour == SHEET:
            return self.on_panel
        if colour == ON_TEAL_SOFT:
            return self.on_panel_soft
        return self.accent if colour == AMBER else colour


@lru_cache(maxsize=32)
def palette(primary: str, accent: str, *, filled: bool) -> Palette:
    """Return the colours of a design; `filled` says whether its panel is filled with the primary colour."""
    first, second = HexColor(primary), HexColor(accent)
    panel = first if filled else None
    ground = panel or PAPER
    text = INK if not filled else next(one for one in (SHEET, INK, white, black) if _reads(one, ground))
    soft = INK_SOFT if not filled else _soft(text, ground)
    return Palette(
        panel=panel,
        primary=_readable(first, PAPER),
        accent=second if contrast(second, PAPER) >= VISIBLE else _readable(first, PAPER),
        accent_on_panel=second if contrast(second, ground) >= VISIBLE else text,
        on_panel=text,
        on_panel_soft=soft,
    )


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _reads(text: Color, ground: Color) -> bool:
    return contrast(text, ground) >= READABLE


def _soft(text: Color, ground: Color) -> Color:
    """Return the text's colour as near to the ground's as can still be read, at most a fifth of the way."""
    nearer = (_between(text, ground, 0.2 * (STEPS - step) / STEPS) for step in range(STEPS))
    return next((one for one in nearer if _reads(one, ground)), text)


def _readable(colour: Color, ground: Color) -> Color:
    """Return the colour, darkened as far as it takes to be read on a light ground."""
    darker = (_between(colour, INK, step / STEPS) for step in range(STEPS))
    return next((one for one in darker if _reads(one, ground)), INK)


def _between(one: Color, other: Color, share: float) -> Color:
    pairs = zip((one.red, one.green, one.blue), (other.red, other.green, other.blue), strict=True)
    return Color(*(start + (end - start) * share for start, end in pairs))


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(share) for share in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
