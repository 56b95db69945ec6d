"""Where the bars of the gain are drawn: two for each module, before and after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
LEFT, RIGHT, TOP = 64, 56, 32
BAR, GAP, SPACE = 12, 2, 14
STEPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Bars:
    """Two bars of one module: `y` of the first, lengths in the units of the drawing, percents as told."""

    code: str
    y: int
    y_after: int
    middle: int
    before: float
    after: float
    percent_before: int
    percent_after: int


@dataclass(frozen=True)
class Chart:
    """A drawing `width` × `height`; `lines` are (x, percent)."""

    width: int
    height: int
    left: int
    bars: tuple[Bars, ...]
    lines: tuple[tuple[float, int], ...]


def chart_of(modules: Sequence[tuple[str, float, float]]) -> Chart:
    """Return the drawing of (code, percent before, percent after)."""
    across = WIDTH - LEFT - RIGHT
    bars = []
    for number, (code, before, after) in enumerate(modules):
        y = TOP + number * (2 * BAR + GAP + SPACE)
        bars.append(
            Bars(
                code,
                y,
                y + BAR + GAP,
                y + BAR + GAP // 2,
                round(across * before / 100, 1),
                round(across * after / 100, 1),
                round(before),
                round(after),
            )
        )
    height = TOP + len(modules) * (2 * BAR + GAP + SPACE)
    lines = tuple((LEFT + across * step / 100, step) for step in STEPS)
    return Chart(WIDTH, height, LEFT, tuple(bars), lines)
