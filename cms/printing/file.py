"""Pages into a PDF file. Equal pages and equal fonts give equal bytes at any time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from certificates.rendering import artwork
from certificates.rendering.embedding import EmbeddedFonts
from certificates.rendering.pdf import BlankCanvas, language_tag
from cms.printing import drawings
from cms.printing.leaf import Arch, Area, Leaf

DASHES = (4, 3)


@dataclass(frozen=True)
class About:
    """What a file says of itself; `day` is written as the date it was made, so that it is not that of printing."""

    title: str
    subject: str
    language: str
    day: date


def write_pdf(leaves: Iterable[Leaf], about: About, *, scale: float = 1.0) -> bytes:
    """Return a PDF file of the pages, each `scale` times as large: text extractable, fonts embedded as subsets."""
    file = BytesIO()
    canvas = BlankCanvas(
        file, invariant=1, pageCompression=1, pdfVersion=(1, 7), lang=language_tag(about.language)
    )
    embedded = EmbeddedFonts()
    for leaf in leaves:
        _describe(canvas, about, rtl=leaf.rtl)
        canvas.setPageSize((leaf.width * scale, leaf.height * scale))
        canvas.scale(scale, scale)
        _draw(canvas, leaf, embedded, scale)
        canvas.showPage()
    embedded.write(canvas)
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, about: About, *, rtl: bool) -> None:
    canvas.setTitle(about.title)
    canvas.setSubject(about.subject)
    canvas.setAuthor("Panah")
    canvas.setCreator("Panah")
    canvas.setProducer("Panah")
    canvas.setDateFormatter(lambda *_now: f"D:{about.day:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("Direction", "R2L" if rtl else "L2R")


def _draw(canvas: Canvas, leaf: Leaf, embedded: EmbeddedFonts, scale: float) -> None:
    for area in leaf.areas:
        _draw_arch(canvas, area) if isinstance(area, Arch) else _draw_area(canvas, area)
    for rule in leaf.rules:
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.thickness)
        canvas.line(rule.span.left, rule.y, rule.span.right, rule.y)
    for disc in leaf.discs:
        canvas.setFillColor(disc.fill)
        canvas.circle(disc.x, disc.y, disc.radius, stroke=0, fill=1)
    for drawing, spot in leaf.drawings:
        drawings.draw(canvas, drawing, left=spot.left, bottom=spot.bottom, height=spot.height)
    for spot, gate, person in leaf.marks:
        artwork.draw_mark(canvas, spot, gate=gate, person=person)
    for placed in leaf.lines:
        canvas.setFillColor(placed.colour)
        embedded.draw(canvas, placed.line, x=placed.x, y=placed.y, size=placed.size)
    for url, spot in leaf.codes:
        artwork.draw_qr(canvas, url, spot)
        edges = (spot.left, spot.bottom, spot.left + spot.height, spot.bottom + spot.height)
        canvas.linkURL(url, tuple(edge * scale for edge in edges), relative=0, thickness=0)


def _draw_area(canvas: Canvas, area: Area) -> None:
    canvas.saveState()
    if area.fill is not None:
        canvas.setFillColor(area.fill)
    if area.line is not None:
        canvas.setStrokeColor(area.line)
        canvas.setLineWidth(area.thickness)
    if area.dashed:
        canvas.setDash(*DASHES)
    shown = {"stroke": int(area.line is not None), "fill": int(area.fill is not None)}
    size = (area.span.left, area.bottom, area.span.width, area.top - area.bottom)
    if area.radius:
        canvas.roundRect(*size, area.radius, **shown)
    else:
        canvas.rect(*size, **shown)
    canvas.restoreState()


def _draw_arch(canvas: Canvas, arch: Arch) -> None:
    canvas.setFillColor(arch.fill)
    path = artwork.arch_path(
        canvas,
        left=arch.span.left,
        bottom=arch.bottom,
        width=arch.span.width,
        height=arch.top - arch.bottom,
    )
    canvas.drawPath(path, stroke=0, fill=1)
