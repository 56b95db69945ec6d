"""The file itself: what a viewer, a printer, an archive and a phone find in it."""

import re
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream

from certificates.rendering.fonts import load_typeface
from certificates.rendering.pdf import render_certificate
from tests.factories.printed import make_printed_facts

KIB = 1024
PIXELS_PER_POINT = 4
HIGHEST_MODULE = 5  # points


def read(facts, fonts) -> PdfReader:
    return PdfReader(BytesIO(render_certificate(facts, fonts)))


def fonts_in(reader: PdfReader) -> list:
    return [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]


def qr_image(reader: PdfReader) -> Image.Image:
    """Return what the small rectangles of the page draw: the QR code, in black on white."""
    page = reader.pages[0]
    width, height = (int(edge * PIXELS_PER_POINT) for edge in page.mediabox[2:])
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        left, bottom, wide, high = map(float, operands) if operator == b"re" else (0, 0, 0, HIGHEST_MODULE)
        if high < HIGHEST_MODULE:
            corners = (
                left,
                height / PIXELS_PER_POINT - bottom - high,
                left + wide,
                height / PIXELS_PER_POINT - bottom,
            )
            draw.rectangle([round(corner * PIXELS_PER_POINT) for corner in corners], fill=0)
    return image


def test_it_is_one_page_of_a4_landscape(fonts):
    reader = read(make_printed_facts(), fonts)
    assert len(reader.pages) == 1
    assert [round(float(edge), 1) for edge in reader.pages[0].mediabox] == [0, 0, 841.9, 595.3]


@pytest.mark.parametrize(("language", "tag"), [("ru", "ru"), ("uz", "uz"), ("fa-af", "fa-AF")])
def test_it_tells_its_language(fonts, language, tag):
    assert read(make_printed_facts(language=language), fonts).trailer["/Root"]["/Lang"] == tag


def test_it_tells_what_it_is_and_who_issued_it_when(fonts):
    about = read(make_printed_facts(), fonts).metadata
    assert about.title == "Сертификат PAN-KZ-2026-00017-3"
    assert about.author == "Пограничная академия"
    assert about.creation_date.date() == date(2026, 11, 2)


@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_every_font_is_embedded_as_a_subset(fonts, language):
    embedded = fonts_in(read(make_printed_facts(language=language, name_native="زهرا Ғани"), fonts))
    assert len(embedded) >= 3
    for font in embedded:
        assert re.match(r"/[A-Z]{6}\+Noto", font["/BaseFont"])
        program = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile2"]
        assert len(program.get_data()) < 60 * KIB
        assert font["/ToUnicode"].get_data().startswith(b"/CIDInit")


@pytest.mark.parametrize("language", ["ru", "uz", "fa-af"])
def test_equal_facts_give_equal_bytes(fonts, language):
    first = render_certificate(make_printed_facts(language=language), fonts)
    load_typeface.cache_clear()
    assert render_certificate(make_printed_facts(language=language), fonts) == first


def test_another_name_gives_another_file(fonts):
    first = render_certificate(make_printed_facts(), fonts)
    assert render_certificate(make_printed_facts(name_latin="KARIMOVA N"), fonts) != first


@pytest.mark.parametrize("language", ["ru", "kk", "tk", "fa-af"])
def test_it_stays_under_60_kib(fonts, language):
    facts = make_printed_facts(language=language, name_native="محمد رضا کریم‌زاده Ғани Қуаныш")
    assert len(render_certificate(facts, fonts)) <= 60 * KIB


@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_the_qr_code_leads_to_the_page_that_verifies(fonts, language):
    facts = make_printed_facts(language=language)
    codes = zxingcpp.read_barcodes(qr_image(read(facts, fonts)))
    assert [code.text for code in codes] == [facts.verify_url]


def test_the_qr_code_can_be_clicked(fonts):
    facts = make_printed_facts()
    links = [note.get_object()["/A"]["/URI"] for note in read(facts, fonts).pages[0]["/Annots"]]
    assert links == [facts.verify_url]
