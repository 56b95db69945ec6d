from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfiumError

from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.pdf import render_certificate
from certificates.rendering.picture import picture_of
from tests.factories.printed import make_printed_facts


@pytest.mark.parametrize(("layout", "height"), [(LANDSCAPE, 425), (PORTRAIT, 849)])
def test_a_page_is_drawn_as_wide_as_asked_for(fonts, layout, height):
    pdf = render_certificate(make_printed_facts(), fonts, Design(layout=layout))
    image = Image.open(BytesIO(picture_of(pdf, width=600)))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (600, height))


def test_it_has_the_colours_of_the_design(fonts):
    pdf = render_certificate(make_printed_facts(), fonts, Design(primary="#7a1f3d"))
    image = Image.open(BytesIO(picture_of(pdf, width=600)))
    assert image.getpixel((596 - 20, 212)) == (0x7A, 0x1F, 0x3D)
    assert image.getpixel((4, 4)) == (255, 255, 255)


def test_many_may_ask_at_once(fonts):
    pdfs = [
        render_certificate(make_printed_facts(name_latin=f"KARIMOVA {place}"), fonts) for place in range(8)
    ]
    expected = [picture_of(pdf, width=300) for pdf in pdfs]
    assert len(set(expected)) == 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pdf: picture_of(pdf, width=300), pdfs)) == expected


def test_what_is_no_pdf_is_refused():
    with pytest.raises(PdfiumError):
        picture_of(b"certificate", width=300)
