"""Bar charts: where bars and words stand, and the same as SVG. Pure; nothing but plain shapes and text.

Bars lie, so that names have room; in a language written from right to left they begin on the right.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

# In units that are about a pixel on a phone, so that words can be read there.
WIDTH = 372
LABEL, VALUE, GAP = 130, 52, 10
BAR, BETWEEN, ROW_GAP, LINE, KEY = 13, 2, 10, 15, 22
SIZE = 12
LETTERS = 18  # of a label in one line
LINES = 2
KEY_LETTERS = 13  # of each of three names in one line
# Told apart also by those who see no colours: light to dark. Of the colours of static/css/tokens.css.
FILLS = ("#0f4c4a", "#d98e2b", "#7fa6a0")


@dataclass(frozen=True)
class Bar:
    """One bar: None is a number that is hidden; `text` is what is written at its end."""

    value: float | None
    text: str


@dataclass(frozen=True)
class BarRow:
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Text:
    """Words beginning at `x`, on the line at `y`; `whole` is what they are short for, "" where they are whole."""

    x: float
    y: float
    words: str
    whole: str = ""


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Chart:
    """Rows of bars, one bar of each series in a row. `series` are their names; none are written if there is one."""

    title: str
    series: tuple[str, ...]
    rows: tuple[BarRow, ...]
    is_rtl: bool = False

    @property
    def description(self) -> str:
        """All of it in words, for those who do not see it."""
        lines = []
        for row in self.rows:
            told = zip(self.series, row.bars, strict=True)
            bars = ", ".join(f"{name} {bar.text}" if len(self.series) > 1 else bar.text for name, bar in told)
            lines.append(f"{row.label}: {bars}")
        return ". ".join(lines)

    @cached_property
    def _most(self) -> float:
        return max((bar.value or 0 for row in self.rows for bar in row.bars), default=0) or 1

    @cached_property
    def _tops(self) -> list[float]:
        """Where each row begins, and where the last ends."""
        tops = [self._keys()[-1][1] + KEY + 4 if len(self.series) > 1 else 4.0]
        for row in self.rows:
            lines = len(in_lines(row.label))
            height = max(len(row.bars) * (BAR + BETWEEN), lines * LINE)
            tops.append(tops[-1] + height + ROW_GAP)
        return tops

    @property
    def height(self) -> float:
        return self._tops[-1]

    def rects(self) -> list[Rect]:
        found = [
            self._rect(left, top + 3, 10, 10, FILLS[number])
            for number, (left, top, _name) in enumerate(self._keys())
        ]
        room = WIDTH - LABEL - VALUE - GAP
        for row, top in zip(self.rows, self._tops, strict=False):
            for number, bar in enumerate(row.bars):
                if bar.value and bar.value > 0:
                    length = max(1, round(room * bar.value / self._most, 1))
                    y = top + number * (BAR + BETWEEN)
                    found.append(self._rect(LABEL + GAP, y, length, BAR, FILLS[number]))
        return found

    def texts(self) -> list[Text]:
        found = [Text(self._x(left + 14), top + 12, name) for left, top, name in self._keys()]
        for row, top in zip(self.rows, self._tops, strict=False):
            lines = in_lines(row.label)
            whole = row.label if "".join(lines).replace(" ", "") != row.label.replace(" ", "") else ""
            found += [
                Text(self._x(0), top + 10 + number * LINE, line, whole) for number, line in enumerate(lines)
            ]
            for number, bar in enumerate(row.bars):
                found.append(Text(self._x(self._end(bar)), top + 10 + number * (BAR + BETWEEN), bar.text))
        return found

    def _end(self, bar: Bar) -> float:
        room = WIDTH - LABEL - VALUE - GAP
        return LABEL + GAP + (room * bar.value / self._most + 5 if bar.value and bar.value > 0 else 0)

    def _keys(self) -> list[tuple[float, float, str]]:
        """Return (start, top, name) of what explains the colours: in a line, or below each other if one is long."""
        if len(self.series) < 2:
            return []
        if all(len(name) <= KEY_LETTERS for name in self.series):
            return [(number * WIDTH / len(self.series), 0, name) for number, name in enumerate(self.series)]
        return [(0, number * LINE, name) for number, name in enumerate(self.series)]

    def _x(self, start: float) -> float:
        return round(WIDTH - start if self.is_rtl else start, 1)

    def _rect(self, start: float, y: float, width: float, height: float, fill: str) -> Rect:
        return Rect(round(self._x(start) - (width if self.is_rtl else 0), 1), y, width, height, fill)

    def shapes(self) -> str:
        """Return the bars alone as an SVG document, for paper."""
        drawn = "".join(_drawn(rect) for rect in self.rects())
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height:g}">{drawn}</svg>'

    def svg(self, name: str) -> str:
        """Return the chart as an element of a page; `name` is its id there."""
        direction = "rtl" if self.is_rtl else "ltr"
        words = "".join(_written(text) for text in self.texts())
        return (
            f'<svg class="report-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height:g}" '
            f'role="img" aria-labelledby="{name}-title {name}-text" direction="{direction}">'
            f'<title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-text">{escape(self.description)}</desc>'
            f"{''.join(_drawn(rect) for rect in self.rects())}{words}</svg>"
        )


def in_lines(label: str, *, letters: int = LETTERS, lines: int = LINES) -> list[str]:
    """Return a label in at most so many lines; what does not fit ends with three dots."""
    found = [""]
    for word in label.split():
        grown = f"{found[-1]} {word}".strip()
        if len(grown) <= letters or not found[-1]:
            found[-1] = grown
        else:
            found.append(word)
    shown = [_shortened(line, letters) for line in found[:lines]]
    if len(found) > lines:
        shown[-1] = _shortened(f"{shown[-1]}…", letters)
    return shown


def _shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip(' …')}…"


def _drawn(rect: Rect) -> str:
    return f'<rect x="{rect.x:g}" y="{rect.y:g}" width="{rect.width:g}" height="{rect.height:g}" fill="{rect.fill}"/>'


def _written(text: Text) -> str:
    whole = f"<title>{escape(text.whole)}</title>" if text.whole else ""
    return f'<text x="{text.x:g}" y="{text.y:g}" font-size="{SIZE}">{whole}{escape(text.words)}</text>'
