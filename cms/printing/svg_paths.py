"""The path data of an SVG drawing as moves, lines and curves in absolute coordinates (SVG 2, section 9.3)."""

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
# ("M", point), ("L", point), ("C", point, point, point), ("Z",)
Segment = tuple

TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
FLAGGED = re.compile(r"[Aa][^MmLlHhVvCcSsQqTtZzAa]*")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
QUARTER = math.pi / 2


def segments(data: str) -> Iterator[Segment]:
    """Yield the segments of a path. Raises ValueError where the data cannot be read."""
    pen = _Pen()
    for command, numbers in _commands(data):
        yield from pen.draw(command, numbers)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    # The two flags of an arc may stand without a space before what follows: "a5 5 0 01.5.5".
    data = FLAGGED.sub(_spaced_flags, data)
    letter, numbers = "", []
    for command, number in TOKEN.findall(data):
        if command:
            yield from _repeated(letter, numbers)
            letter, numbers = command, []
        else:
            numbers.append(float(number))
    yield from _repeated(letter, numbers)


def _spaced_flags(arcs: re.Match) -> str:
    number = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
    one = (
        rf"({number})[\s,]*({number})[\s,]*({number})[\s,]*([01])[\s,]*([01])[\s,]*({number})[\s,]*({number})"
    )
    return arcs[0][0] + " ".join(" ".join(found) for found in re.findall(one, arcs[0]))


def _repeated(letter: str, numbers: list[float]) -> Iterator[tuple[str, list[float]]]:
    if not letter:
        return
    takes = TAKES[letter.upper()]
    if not takes:
        yield letter, []
        return
    if not numbers or len(numbers) % takes:
        raise ValueError(f"{letter} {numbers}")
    for start in range(0, len(numbers), takes):
        yield letter, numbers[start : start + takes]
        # What follows a move without a letter of its own is a line.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


class _Pen:
    """Where the pen is, where the part began, and the last control point (mirrored by S and T)."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.control: Point | None = None
        self.before = ""

    def draw(self, command: str, numbers: list[float]) -> Iterator[Segment]:
        kind = command.upper()
        origin = self.at if command.islower() else (0.0, 0.0)
        yield from getattr(self, f"_{kind.lower()}")(numbers, origin)
        if kind not in "CSQT":
            self.control = None
        self.before = kind

    def _m(self, numbers, origin):
        self.at = self.start = _points(numbers, origin)[0]
        yield ("M", self.at)

    def _l(self, numbers, origin):
        self.at = _points(numbers, origin)[0]
        yield ("L", self.at)

    def _h(self, numbers, origin):
        self.at = (numbers[0] + origin[0], self.at[1])
        yield ("L", self.at)

    def _v(self, numbers, origin):
        self.at = (self.at[0], numbers[0] + origin[1])
        yield ("L", self.at)

    def _z(self, _numbers, _origin):
        self.at = self.start
        yield ("Z",)

    def _c(self, numbers, origin):
        first, self.control, self.at = _points(numbers, origin)
        yield ("C", first, self.control, self.at)

    def _s(self, numbers, origin):
        first = self._mirrored("CS")
        self.control, self.at = _points(numbers, origin)
        yield ("C", first, self.control, self.at)

    def _q(self, numbers, origin):
        self.control, end = _points(numbers, origin)
        yield self._quadratic(self.control, end)

    def _t(self, numbers, origin):
        self.control = self._mirrored("QT")
        yield self._quadratic(self.control, _points(numbers, origin)[0])

    def _a(self, numbers, origin):
        end = (numbers[5] + origin[0], numbers[6] + origin[1])
        yield from arc(self.at, numbers, end)
        self.at = end

    def _mirrored(self, kinds: str) -> Point:
        if self.control is None or self.before not in kinds:
            return self.at
        return (2 * self.at[0] - self.control[0], 2 * self.at[1] - self.control[1])

    def _quadratic(self, control: Point, end: Point) -> Segment:
        first = _between(self.at, control, 2 / 3)
        second = _between(end, control, 2 / 3)
        self.at = end
        return ("C", first, second, end)


def _points(numbers: list[float], origin: Point) -> list[Point]:
    return [(x + origin[0], y + origin[1]) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def arc(start: Point, numbers: list[float], end: Point) -> Iterator[Segment]:
    """Yield curves for an elliptical arc (SVG 2, appendix B.2.4): numbers are rx, ry, angle and the two flags."""
    rx, ry, angle, large, sweep = abs(numbers[0]), abs(numbers[1]), math.radians(numbers[2]), *numbers[3:5]
    if start == end:
        return
    if not rx or not ry:
        yield ("L", end)
        return
    cos, sin = math.cos(angle), math.sin(angle)
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], -sin * half[0] + cos * half[1]
    stretch = max(1.0, math.sqrt((x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * stretch, ry * stretch
    below = (rx * y) ** 2 + (ry * x) ** 2
    share = math.sqrt(max(0.0, (rx * ry) ** 2 - below) / below) * (-1 if large == sweep else 1)
    cx, cy = share * rx * y / ry, -share * ry * x / rx
    middle = (
        cos * cx - sin * cy + (start[0] + end[0]) / 2,
        sin * cx + cos * cy + (start[1] + end[1]) / 2,
    )
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    turn = (math.atan2((-y - cy) / ry, (-x - cx) / rx) - first) % (2 * math.pi)
    if not sweep:
        turn -= 2 * math.pi
    count = max(1, math.ceil(abs(turn) / QUARTER - 1e-9))
    for number in range(count):
        yield _piece(middle, (rx, ry), (cos, sin), first + turn * number / count, turn / count)


def _piece(middle: Point, radii: Point, turned: Point, begin: float, turn: float) -> Segment:
    """Return one curve of at most a quarter of the ellipse."""
    handle = 4 / 3 * math.tan(turn / 4)

    def place(x: float, y: float) -> Point:
        x, y = x * radii[0], y * radii[1]
        return (middle[0] + turned[0] * x - turned[1] * y, middle[1] + turned[1] * x + turned[0] * y)

    end = begin + turn
    return (
        "C",
        place(math.cos(begin) - handle * math.sin(begin), math.sin(begin) + handle * math.cos(begin)),
        place(math.cos(end) + handle * math.sin(end), math.sin(end) - handle * math.cos(end)),
        place(math.cos(end), math.sin(end)),
    )
