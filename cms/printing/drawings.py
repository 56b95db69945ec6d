"""The drawings of the course (SVG files of plain shapes) into a PDF page, as lines and areas."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from defusedxml import ElementTree
from django.contrib.staticfiles import finders
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from cms.printing.svg_paths import Segment, segments
from courses.content.screens.drawings import FOLDER

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "fill-opacity",
    "stroke-opacity",
)
CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
ROUND = 0.5522847498  # how far the handles of a quarter circle reach, as a share of its radius
NAMED = {"white": "#ffffff", "black": "#000000"}
TRANSFORM = re.compile(r"(translate|scale|rotate|matrix)\(([^)]*)\)")
IGNORED = {"title", "desc", "defs", "metadata"}


@dataclass(frozen=True)
class Shape:
    """One path and how it is drawn; `style` holds presentation attributes as they stand in the file."""

    segments: tuple[Segment, ...]
    style: Mapping[str, str]
    matrix: Matrix


@dataclass(frozen=True)
class Drawing:
    """A drawing as shapes; `unknown` are names of elements that are left out (text is drawn by the program)."""

    left: float
    top: float
    width: float
    height: float
    shapes: tuple[Shape, ...]
    unknown: tuple[str, ...]


@lru_cache(maxsize=64)
def find_drawing(name: str) -> Drawing | None:
    """Return the drawing of that file name, None where there is no such file."""
    path = finders.find(f"{FOLDER}/{name}") if name else None
    return read_drawing(Path(path).read_text("utf-8")) if path else None


def read_drawing(svg: str) -> Drawing:
    """Return the drawing in the text of an SVG file. Raises ValueError for one without a viewBox."""
    root = ElementTree.fromstring(svg)
    box = [float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if number]
    if len(box) != 4:
        raise ValueError("viewBox")
    shapes: list[Shape] = []
    unknown: list[str] = []
    _gather(root, {}, IDENTITY, shapes, unknown)
    return Drawing(*box, shapes=tuple(shapes), unknown=tuple(dict.fromkeys(unknown)))


def _gather(element, style, matrix, shapes, unknown) -> None:
    name = element.tag.rpartition("}")[2]
    style = {**style, **{key: element.get(key) for key in INHERITED if element.get(key) is not None}}
    opacity = float(style.get("opacity", 1)) * float(element.get("opacity", 1))
    style["opacity"] = str(opacity)
    matrix = _times(matrix, _matrix(element.get("transform", "")))
    if name in ("svg", "g"):
        for child in element:
            _gather(child, style, matrix, shapes, unknown)
    elif name in OUTLINES:
        shapes.append(Shape(tuple(OUTLINES[name](element)), style, matrix))
    elif name not in IGNORED:
        unknown.append(name)


def _number(element, name: str) -> float:
    return float(element.get(name) or 0)


def _path(element) -> Iterator[Segment]:
    yield from segments(element.get("d", ""))


def _rect(element) -> Iterator[Segment]:
    x, y, width, height = (_number(element, name) for name in ("x", "y", "width", "height"))
    rx = element.get("rx") or element.get("ry") or 0
    ry = element.get("ry") or rx
    rx, ry = min(float(rx), width / 2), min(float(ry), height / 2)
    if not rx or not ry:
        yield from _corners([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        yield ("Z",)
        return
    yield from segments(
        f"M{x + rx} {y}H{x + width - rx}A{rx} {ry} 0 0 1 {x + width} {y + ry}V{y + height - ry}"
        f"A{rx} {ry} 0 0 1 {x + width - rx} {y + height}H{x + rx}A{rx} {ry} 0 0 1 {x} {y + height - ry}"
        f"V{y + ry}A{rx} {ry} 0 0 1 {x + rx} {y}Z"
    )


def _circle(element) -> Iterator[Segment]:
    yield from _oval(element, _number(element, "r"), _number(element, "r"))


def _ellipse(element) -> Iterator[Segment]:
    yield from _oval(element, _number(element, "rx"), _number(element, "ry"))


def _oval(element, rx: float, ry: float) -> Iterator[Segment]:
    x, y = _number(element, "cx"), _number(element, "cy")
    yield ("M", (x + rx, y))
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        # From each end of the axes to the next one, clockwise on the screen.
        ex, ey = -dy, dx
        yield (
            "C",
            (x + rx * (dx + ROUND * ex), y + ry * (dy + ROUND * ey)),
            (x + rx * (ex + ROUND * dx), y + ry * (ey + ROUND * dy)),
            (x + rx * ex, y + ry * ey),
        )
    yield ("Z",)


def _line(element) -> Iterator[Segment]:
    yield ("M", (_number(element, "x1"), _number(element, "y1")))
    yield ("L", (_number(element, "x2"), _number(element, "y2")))


def _polyline(element) -> Iterator[Segment]:
    numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", element.get("points", ""))]
    yield from _corners(list(zip(numbers[::2], numbers[1::2], strict=True)))


def _polygon(element) -> Iterator[Segment]:
    yield from _polyline(element)
    yield ("Z",)


def _corners(points) -> Iterator[Segment]:
    for number, point in enumerate(points):
        yield ("L" if number else "M", point)


OUTLINES = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}


def _matrix(transform: str) -> Matrix:
    found = IDENTITY
    for name, given in TRANSFORM.findall(transform):
        numbers = [float(number) for number in re.split(r"[\s,]+", given.strip())]
        found = _times(found, _one_matrix(name, numbers))
    return found


def _one_matrix(name: str, numbers: list[float]) -> Matrix:
    if name == "matrix":
        return tuple(numbers)
    if name == "translate":
        return (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0)
    if name == "scale":
        return (numbers[0], 0, 0, numbers[-1], 0, 0)
    return _turned(numbers)


def _turned(numbers: list[float]) -> Matrix:
    angle, *centre = numbers
    x, y = centre or (0, 0)
    turn = complex(0, 1) ** (angle / 90)
    around = (turn.real, turn.imag, -turn.imag, turn.real, 0, 0)
    return _times(_times((1, 0, 0, 1, x, y), around), (1, 0, 0, 1, -x, -y))


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def draw(canvas: Canvas, drawing: Drawing, *, left: float, bottom: float, height: float) -> None:
    """Draw with the lower left corner at (left, bottom), `height` points high."""
    scale = height / drawing.height
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, left - drawing.left * scale, bottom + height + drawing.top * scale)
    for shape in drawing.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()


def _draw_shape(canvas: Canvas, shape: Shape) -> None:
    fill, stroke = _colour(shape.style, "fill", "#000000"), _colour(shape.style, "stroke", "none")
    if fill is None and stroke is None:
        return
    canvas.saveState()
    canvas.transform(*shape.matrix)
    path = canvas.beginPath()
    for kind, *points in shape.segments:
        numbers = [number for point in points for number in point]
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[kind](*numbers)
    if fill is not None:
        canvas.setFillColor(fill)
    if stroke is not None:
        _choose_pen(canvas, shape.style, stroke)
    canvas.drawPath(path, stroke=int(stroke is not None), fill=int(fill is not None))
    canvas.restoreState()


def _choose_pen(canvas: Canvas, style: Mapping[str, str], colour: Color) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(float(style.get("stroke-width", 1)))
    canvas.setLineCap(CAPS[style.get("stroke-linecap", "butt")])
    canvas.setLineJoin(JOINS[style.get("stroke-linejoin", "miter")])
    dashes = re.findall(r"[\d.]+", style.get("stroke-dasharray", ""))
    if dashes:
        canvas.setDash([float(dash) for dash in dashes])


def _colour(style: Mapping[str, str], name: str, default: str) -> Color | None:
    """Return the colour as it looks on white paper, None where nothing is painted."""
    value = style.get(name, default)
    if value == "none":
        return None
    value = NAMED.get(value, value)
    if len(value) == 4:
        value = "#" + "".join(2 * digit for digit in value[1:])
    seen = float(style["opacity"]) * float(style.get(f"{name}-opacity", 1))
    colour = HexColor(value)
    return Color(*(1 - (1 - part) * seen for part in colour.rgb()))
