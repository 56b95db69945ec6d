"""The certificate as a PDF file. Equal facts and equal fonts give equal bytes at any time."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from certificates.rendering import artwork
from certificates.rendering.embedding import EmbeddedFonts
from certificates.rendering.facts import CertificateFacts
from certificates.rendering.fonts import FontSet
from certificates.rendering.layout import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, compose
from certificates.rendering.page import Page, Spot
from certificates.rendering.styles import AMBER, ON_TEAL_SOFT, SHEET, TEAL

ARCH_INSET = 12


def render_certificate(facts: CertificateFacts, fonts: FontSet) -> bytes:
    """Return the certificate: one page A4 landscape, text extractable, fonts embedded as subsets.

    Raises MissingGlyph and TextTooLong, both naming the field, before anything is drawn.
    """
    page = compose(facts, fonts)
    file = BytesIO()
    canvas = BlankCanvas(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang=language_tag(facts.language),
    )
    _describe(canvas, facts, rtl=page.rtl)
    _draw_ground(canvas, page)
    _draw_text(canvas, page)
    _draw_check(canvas, page.qr, facts.verify_url)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class BlankCanvas(Canvas):
    """A canvas whose pages do not begin by choosing Helvetica, which would be in the file without being embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def language_tag(code: str) -> str:
    """Return the BCP 47 tag of a language code: fa-af gives fa-AF."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


def _describe(canvas: Canvas, facts: CertificateFacts, *, rtl: bool) -> None:
    canvas.setTitle(f"{facts.title} {facts.number}")
    canvas.setAuthor(facts.academy)
    canvas.setSubject(facts.name_latin or facts.name_native)
    canvas.setCreator("Panah")
    canvas.setProducer("Panah")
    # invariant=1 alone would date every file to the year 2000.
    canvas.setDateFormatter(lambda *_now: f"D:{facts.issued_on:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("Direction", "R2L" if rtl else "L2R")


def _draw_ground(canvas: Canvas, page: Page) -> None:
    panel, height = page.panel, PAGE_HEIGHT - 2 * MARGIN
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(MARGIN, MARGIN, PAGE_WIDTH - 2 * MARGIN, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    artwork.draw_ground(
        canvas, centre=(panel.left + panel.right) / 2, bottom=MARGIN, height=height - ARCH_INSET
    )
    canvas.restoreState()
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN, MARGIN, PAGE_WIDTH - 2 * MARGIN, height, stroke=1, fill=0)
    canvas.setFillColor(TEAL)
    canvas.rect(panel.left, MARGIN, panel.width, height, stroke=0, fill=1)
    for inset, colour, line in ((ARCH_INSET, AMBER, 1.1), (ARCH_INSET + 4, ON_TEAL_SOFT, 0.35)):
        artwork.draw_arch(
            canvas,
            left=panel.left + inset,
            bottom=MARGIN,
            width=panel.width - 2 * inset,
            height=height - inset,
            colour=colour,
            line=line,
        )
    artwork.draw_mark(canvas, page.mark, gate=SHEET, person=AMBER)
    for bullet in page.bullets:
        artwork.fill_arch(canvas, bullet, colour=AMBER)
    for rule in page.rules:
        canvas.setStrokeColor(rule.colour)
        canvas.setLineWidth(rule.thickness)
        canvas.line(rule.span.left, rule.y, rule.span.right, rule.y)


def _draw_text(canvas: Canvas, page: Page) -> None:
    embedded = EmbeddedFonts()
    for placed in page.lines:
        canvas.setFillColor(placed.colour)
        embedded.draw(canvas, placed.line, x=placed.x, y=placed.y, size=placed.size)
    embedded.write(canvas)


def _draw_check(canvas: Canvas, spot: Spot, url: str) -> None:
    artwork.draw_qr(canvas, url, spot)
    edges = (spot.left, spot.bottom, spot.left + spot.height, spot.bottom + spot.height)
    canvas.linkURL(url, edges, relative=0, thickness=0)
