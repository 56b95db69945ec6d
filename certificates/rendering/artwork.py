"""The drawings of a certificate: the gateway of Panah, arches, and the QR code. All of it lines and areas."""

from dataclasses import dataclass
from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from certificates.rendering.page import Spot
from certificates.rendering.styles import INK, PALE, PALEST, SHEET

ARCH_HEAD = 24 / 46  # height of the pointed head for each point of width
GROUND_WIDTHS = (640, 420)
BULLET_SHAPE = 0.84  # width of the sign before a course for each point of height
QUIET_ZONE = 4  # modules; ISO/IEC 18004 section 9.1
QR_MASK = 3  # any mask reads; a fixed one spares the search for the prettiest
LEAST_MODULE = 0.45 * mm  # what a phone reads from paper


@dataclass(frozen=True)
class Opening:
    """A gateway by the rectangle around it; `head` is the height of its point."""

    left: float
    bottom: float
    width: float
    height: float
    head: float


def arch_path(
    canvas: Canvas, *, left: float, bottom: float, width: float, height: float, head: float = 0
) -> PDFPathObject:
    """Return the open outline of a pointed gateway, from its left foot to its right one.

    `head` is the height of its point, by default what suits the width.
    """
    path = canvas.beginPath()
    _arch(path, left=left, bottom=bottom, width=width, height=height, head=head or width * ARCH_HEAD)
    return path


def _arch(
    path: PDFPathObject, *, left: float, bottom: float, width: float, height: float, head: float
) -> None:
    unit, rise = width / 46, head / 24
    right, shoulder, top = left + width, bottom + height - head, bottom + height
    path.moveTo(left, bottom)
    path.lineTo(left, shoulder)
    path.curveTo(left, shoulder + 12 * rise, left + 13 * unit, top - 7 * rise, left + width / 2, top)
    path.curveTo(right - 13 * unit, top - 7 * rise, right, shoulder + 12 * rise, right, shoulder)
    path.lineTo(right, bottom)


def fill_spandrels(canvas: Canvas, opening: Opening, *, top: float, colour: Color) -> None:
    """Fill what is around the point of a gateway up to the edges of the rectangle it stands in, and up to `top`."""
    canvas.setFillColor(colour)
    path = canvas.beginPath()
    path.rect(opening.left, opening.bottom, opening.width, top - opening.bottom)
    _arch(path, **vars(opening))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)


def draw_opening(canvas: Canvas, opening: Opening, *, inset: float, colour: Color, line: float) -> None:
    """Draw the edge of a gateway once more, `inset` points within."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(line)
    path = arch_path(
        canvas,
        left=opening.left + inset,
        bottom=opening.bottom,
        width=opening.width - 2 * inset,
        height=opening.height - inset * 1.12,  # the point is steeper than its shoulders
        head=opening.head,
    )
    canvas.drawPath(path, stroke=1, fill=0)


def draw_arch(
    canvas: Canvas, *, left: float, bottom: float, width: float, height: float, colour: Color, line: float
) -> None:
    """Draw the outline of a gateway; `line` is its thickness in points."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(line)
    canvas.drawPath(arch_path(canvas, left=left, bottom=bottom, width=width, height=height), stroke=1, fill=0)


def draw_ground(
    canvas: Canvas,
    *,
    centre: float,
    bottom: float,
    height: float,
    widths: tuple[float, float] = GROUND_WIDTHS,
) -> None:
    """Draw wide pale gateways one before the other, as if the light came through the one of the panel."""
    for width, colour in zip(widths, (PALEST, PALE), strict=True):
        path = arch_path(canvas, left=centre - width / 2, bottom=bottom, width=width, height=height)
        canvas.setFillColor(colour)
        canvas.drawPath(path, stroke=0, fill=1)


def fill_arch(canvas: Canvas, spot: Spot, *, colour: Color) -> None:
    """Draw a filled gateway, the small sign before a course."""
    canvas.setFillColor(colour)
    path = arch_path(
        canvas, left=spot.left, bottom=spot.bottom, width=spot.height * BULLET_SHAPE, height=spot.height
    )
    canvas.drawPath(path, stroke=0, fill=1)


def draw_mark(canvas: Canvas, spot: Spot, *, gate: Color, person: Color) -> None:
    """Draw the mark of Panah (static/img/logo.svg, a square of 64): somebody on a path under a gateway."""
    canvas.saveState()
    canvas.translate(spot.left, spot.bottom)
    canvas.scale(spot.height / 64, spot.height / 64)
    draw_arch(canvas, left=9, bottom=4, width=46, height=55, colour=gate, line=6.5)
    canvas.setFillColor(person)
    canvas.circle(32, 36.5, 6, stroke=0, fill=1)
    path = canvas.beginPath()
    path.moveTo(29.5, 26)
    path.lineTo(34.5, 26)
    path.curveTo(33.5, 20, 42.5, 19, 42.5, 13)
    path.curveTo(42.5, 9, 40.5, 7, 39, 4)
    path.lineTo(20, 4)
    path.curveTo(24, 7, 30, 9, 30, 13)
    path.curveTo(30, 17, 27, 20, 29.5, 26)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def qr_code(text: str, *, size: float) -> segno.QRCode:
    """Return the QR code of the text: error correction M, or L where M makes modules too small for `size` points."""
    code = segno.make(text, error="m", mask=QR_MASK, micro=False)
    if module_of(code, size) < LEAST_MODULE:
        code = segno.make(text, error="l", mask=QR_MASK, micro=False, boost_error=False)
    return code


def module_of(code: segno.QRCode, size: float) -> float:
    """Return how wide one module is in a square of `size` points, quiet zone included."""
    return size / (len(code.matrix) + 2 * QUIET_ZONE)


def draw_qr(canvas: Canvas, text: str, spot: Spot) -> None:
    """Draw the QR code of the text, quiet zone included, in a light square."""
    draw_code(canvas, qr_code(text, size=spot.height), spot)


def draw_code(canvas: Canvas, code: segno.QRCode, spot: Spot, *, paper: Color = SHEET) -> None:
    """Draw a QR code, quiet zone included, in a light square of the colour of its paper."""
    left, bottom, size = spot.left, spot.bottom, spot.height
    module = module_of(code, size)
    canvas.setFillColor(paper)
    canvas.roundRect(left, bottom, size, size, 5, stroke=0, fill=1)
    canvas.saveState()
    # One module is one unit: whole numbers make small files.
    canvas.transform(module, 0, 0, module, left + QUIET_ZONE * module, bottom + size - QUIET_ZONE * module)
    canvas.setFillColor(INK)
    runs = (
        f"{start} {-row - 1} {length} 1 re"
        for row, cells in enumerate(code.matrix)
        for start, length in _dark_runs(cells)
    )
    canvas.addLiteral(f"{' '.join(runs)} f")
    canvas.restoreState()


def qr_svg(text: str) -> SafeString:
    """Return an inline SVG of the QR code of the text for a page, coloured by the page's own style."""
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2)
    return mark_safe(out.getvalue().decode())  # noqa: S308 - segno's own markup, the text is only drawn as modules


def _dark_runs(cells: bytearray) -> list[tuple[int, int]]:
    """Return (start, length) of each row of neighbouring dark modules."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(cells):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
