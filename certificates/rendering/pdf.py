"""The certificate as a PDF file. Equal facts and equal fonts give equal bytes at any time."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from certificates.rendering.archive.finishing import About, finish
from certificates.rendering.composing.drawing import draw
from certificates.rendering.design import PLAIN, Design
from certificates.rendering.facts import Attachment, CertificateFacts
from certificates.rendering.fonts import FontSet
from certificates.rendering.languages import language_tag
from certificates.rendering.layout import compose


def render_certificate(
    facts: CertificateFacts, fonts: FontSet, design: Design = PLAIN, attachment: Attachment | None = None
) -> bytes:
    """Return the certificate: one tagged page of A4, PDF/A-1b, or PDF/A-3b with the attachment in it; not signed.

    Raises MissingGlyph, TextTooLong and PictureUnreadable, all naming the field, before anything is drawn.
    """
    sheet = compose(facts, fonts, design)
    file = BytesIO()
    # Not compressed: that is done once, when the file is finished.
    canvas = BlankCanvas(file, pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=0)
    pictures = draw(canvas, sheet, design.layout)
    canvas.showPage()
    canvas.save()
    about = About(
        title=f"{facts.title} {facts.number}",
        author=facts.academy,
        subject=facts.name_latin or facts.name_native,
        language=language_tag(facts.language),
        made_on=facts.issued_on,
        address=facts.verify_url,
    )
    return finish(file, sheet, pictures, about, attachment)


class BlankCanvas(Canvas):
    """A canvas whose pages do not begin by choosing Helvetica, which would be in the file without being embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


__all__ = ["BlankCanvas", "language_tag", "render_certificate"]
