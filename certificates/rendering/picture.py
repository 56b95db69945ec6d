"""A page as a picture, for previews."""

from contextlib import closing
from io import BytesIO
from threading import Lock

from pypdfium2 import PdfDocument

# PDFium must not be called by two threads at once.
_ONE_AT_A_TIME = Lock()


def picture_of(pdf: bytes, *, width: int) -> bytes:
    """Return the first page as a PNG `width` pixels wide. Raises pypdfium2.PdfiumError for what is no PDF."""
    with _ONE_AT_A_TIME, closing(PdfDocument(pdf)) as document:
        document.init_forms()  # else a signature's own drawing would be missing
        page = document[0]
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
    out = BytesIO()
    image.resize((width, round(image.height * width / image.width))).save(out, "png")
    return out.getvalue()
