"""A composed page in operators: what is read in marked content, one sequence for each part; all else as artifacts."""

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from certificates.rendering import artwork
from certificates.rendering.artwork import Opening
from certificates.rendering.composing.sheet import Figure, Sheet
from certificates.rendering.design import PORTRAIT
from certificates.rendering.embedding import EmbeddedFonts
from certificates.rendering.layout import BAND_HEIGHT, MARGIN
from certificates.rendering.page import Placed
from certificates.rendering.palette import PAPER
from certificates.rendering.pictures import Picture
from certificates.rendering.styles import RULE_STRONG, SHEET

ARCH_INSET = 12
HEAD = 150  # the point of the gateway a page that stands is
HAIRLINE = 0.6


def draw(canvas: Canvas, sheet: Sheet, layout: str) -> dict[Picture, str]:
    """Draw the page; return the pictures used with the names they go by in it."""
    names: dict[Picture, str] = {}
    with _marked(canvas, "/Artifact BMC"):
        if sheet.colours.panel is None:
            _draw_plain_ground(canvas, sheet, layout)
        elif layout == PORTRAIT:
            _draw_upright_ground(canvas, sheet)
        else:
            _draw_lying_ground(canvas, sheet)
        _draw_ornaments(canvas, sheet, layout)
    embedded, paper = EmbeddedFonts(), SHEET if sheet.colours.panel else PAPER
    for number, (part, things) in enumerate(sheet.parts.items()):
        with _marked(canvas, f"/{part.role} <</MCID {number}>> BDC"):
            for thing in things:
                _draw_thing(canvas, thing, embedded, names, paper)
    embedded.write(canvas)
    return names


@contextmanager
def _marked(canvas: Canvas, begin: str) -> Iterator[None]:
    canvas.addLiteral(begin)
    yield
    canvas.addLiteral("EMC")


def _draw_thing(
    canvas: Canvas, thing: Placed | Figure, embedded: EmbeddedFonts, names: dict[Picture, str], paper: Color
) -> None:
    if isinstance(thing, Placed):
        canvas.setFillColor(thing.colour)
        embedded.draw(canvas, thing.line, x=thing.x, y=thing.y, size=thing.size)
    elif isinstance(thing.what, Picture):
        name = names.setdefault(thing.what, f"Im{len(names)}")
        spot = thing.spot
        place = f"{thing.width:.2f} 0 0 {spot.height:.2f} {spot.left:.2f} {spot.bottom:.2f}"
        canvas.addLiteral(f"q {place} cm /{name} Do Q")
    else:
        artwork.draw_code(canvas, thing.what, thing.spot, paper=paper)


def _draw_lying_ground(canvas: Canvas, sheet: Sheet) -> None:
    panel, height, colours = sheet.panel, sheet.height - 2 * MARGIN, sheet.colours
    with _within_frame(canvas, sheet):
        middle = (panel.left + panel.right) / 2
        artwork.draw_ground(canvas, centre=middle, bottom=MARGIN, height=height - ARCH_INSET)
    canvas.setStrokeColor(colours.panel)
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN, MARGIN, sheet.width - 2 * MARGIN, height, stroke=1, fill=0)
    canvas.setFillColor(colours.panel)
    canvas.rect(panel.left, MARGIN, panel.width, height, stroke=0, fill=1)
    _draw_arches(canvas, sheet)


def _draw_arches(canvas: Canvas, sheet: Sheet) -> None:
    panel, colours = sheet.panel, sheet.colours
    for inset, colour, line in (
        (ARCH_INSET, colours.accent_on_panel, 1.1),
        (ARCH_INSET + 4, colours.on_panel_soft, 0.35),
    ):
        artwork.draw_arch(
            canvas,
            left=panel.left + inset,
            bottom=MARGIN,
            width=panel.width - 2 * inset,
            height=sheet.height - 2 * MARGIN - inset,
            colour=colour,
            line=line,
        )


def _draw_upright_ground(canvas: Canvas, sheet: Sheet) -> None:
    colours, panel = sheet.colours, sheet.panel
    bottom = MARGIN + BAND_HEIGHT
    opening = Opening(
        left=panel.left,
        bottom=bottom,
        width=panel.width,
        height=sheet.height - MARGIN - bottom - ARCH_INSET,
        head=HEAD,
    )
    middle = (panel.left + panel.right) / 2
    artwork.draw_ground(
        canvas, centre=middle, bottom=bottom, height=opening.height - 168, widths=(panel.width - 96, 300)
    )
    canvas.setStrokeColor(colours.panel)
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN, MARGIN, panel.width, sheet.height - 2 * MARGIN, stroke=1, fill=0)
    artwork.fill_spandrels(canvas, opening, top=sheet.height - MARGIN, colour=colours.panel)
    artwork.draw_opening(canvas, opening, inset=5, colour=colours.accent, line=1.1)
    artwork.draw_opening(canvas, opening, inset=9, colour=colours.primary, line=0.35)
    canvas.setFillColor(colours.panel)
    canvas.rect(panel.left, MARGIN, panel.width, BAND_HEIGHT, stroke=0, fill=1)


def _draw_plain_ground(canvas: Canvas, sheet: Sheet, layout: str) -> None:
    """Draw no more than the edge of the panel and a line at the head: a letter is no certificate."""
    panel, colours = sheet.panel, sheet.colours
    canvas.setFillColor(colours.primary)
    canvas.rect(MARGIN, sheet.height - MARGIN - 3, sheet.width - 2 * MARGIN, 3, stroke=0, fill=1)
    canvas.setStrokeColor(RULE_STRONG)
    canvas.setLineWidth(HAIRLINE)
    if layout == PORTRAIT:
        canvas.line(panel.left, MARGIN + BAND_HEIGHT, panel.right, MARGIN + BAND_HEIGHT)
        return
    edge = panel.right if sheet.rtl else panel.left
    canvas.line(edge, MARGIN, edge, sheet.height - MARGIN - 24)


@contextmanager
def _within_frame(canvas: Canvas, sheet: Sheet) -> Iterator[None]:
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(MARGIN, MARGIN, sheet.width - 2 * MARGIN, sheet.height - 2 * MARGIN)
    canvas.clipPath(frame, stroke=0, fill=0)
    yield
    canvas.restoreState()


def _draw_ornaments(canvas: Canvas, sheet: Sheet, layout: str) -> None:
    colours = sheet.colours
    if sheet.mark:
        in_band = sheet.mark.bottom < MARGIN + BAND_HEIGHT
        on_paper = colours.panel is None or (layout == PORTRAIT and not in_band)
        gate, person = (
            (colours.primary, colours.accent) if on_paper else (colours.on_panel, colours.accent_on_panel)
        )
        artwork.draw_mark(canvas, sheet.mark, gate=gate, person=person)
    for bullet in sheet.bullets:
        artwork.fill_arch(canvas, bullet, colour=colours.accent)
    for rule in sheet.rules:
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.thickness)
        canvas.line(rule.span.left, rule.y, rule.span.right, rule.y)
