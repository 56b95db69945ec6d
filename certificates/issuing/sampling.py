"""A person's certificate to look at before it is issued: without number, code and signature, with SAMPLE across it."""

import math
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from io import BytesIO

from pikepdf import Page, Pdf
from reportlab.lib.colors import Color

from certificates.issuing.drafts import drafted
from certificates.issuing.ordering import OrderBook
from certificates.making.printing import fonts
from certificates.rendering.embedding import EmbeddedFonts
from certificates.rendering.pdf import BlankCanvas, render_certificate
from certificates.rendering.styles import Style
from certificates.rendering.text import Typesetter
from courses.cohorts.models import Enrolment

# In the two languages that are printed beside each own one, so that everybody who sees the file reads one of them.
WORD = "SAMPLE · ОБРАЗЕЦ"
_STYLE = Style(88, Color(0.7, 0.1, 0.1), bold=True, smallest=20)


def sample_of(book: OrderBook, enrolment: Enrolment, at: datetime) -> bytes:
    """Return the PDF. Raises MissingGlyph and TextTooLong, naming the field."""
    facts, design = drafted(book, enrolment, at)
    return marked(render_certificate(replace(facts, qr_text=WORD), fonts(), design))


def marked(pdf: bytes) -> bytes:
    """Return the PDF with the word across each page."""
    with Pdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _left, _bottom, width, height = (float(edge) for edge in page.mediabox)
            with Pdf.open(BytesIO(_mark(width, height))) as mark:
                Page(page).add_overlay(mark.pages[0])
        out = BytesIO()
        document.save(out)
        return out.getvalue()


@lru_cache(maxsize=4)
def _mark(width: float, height: float) -> bytes:
    """Return a page with the word along its diagonal, so pale that what it lies on can be read."""
    out = BytesIO()
    canvas = BlankCanvas(out, pagesize=(width, height), invariant=1)
    line = Typesetter(fonts(), rtl=False).fit(
        WORD, field="sample", width=math.hypot(width, height) * 0.8, style=_STYLE
    )
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFillColor(line.colour)
    canvas.setFillAlpha(0.28)
    embedded = EmbeddedFonts()
    embedded.draw(canvas, line.lines[0], x=-line.width / 2, y=-line.size / 3, size=line.size)
    embedded.write(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
