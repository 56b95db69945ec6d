"""What a phone finds on paper: the page is printed as pixels, coarser than any printer, and read by ZXing."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from reportlab.lib.units import mm

from certificates.rendering.artwork import module_of, qr_code
from certificates.rendering.composing.panel import QR_SIZE
from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.layout import SIZES, compose
from certificates.rendering.pdf import render_certificate
from certificates.rendering.picture import picture_of
from certificates.rendering.text import TextTooLong
from tests.factories.printed import CODE, make_printed_facts

DPI = 150
# An address with a statement behind it, in 64 signs that do not repeat.
STATEMENT = "".join("ABCDEFGHabcdefgh0123456789-_"[(place * place + 3 * place) % 28] for place in range(200))
LONG = f"https://training.academy.example/verify/{CODE}/#{STATEMENT}"


def codes_on_paper(facts, fonts, design) -> list[str]:
    pdf = render_certificate(facts, fonts, design)
    width = round(SIZES[design.layout][0] / 72 * DPI)
    page = Image.open(BytesIO(picture_of(pdf, width=width)))
    return [code.text for code in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("kind", ["certificate", "attendance"])
@pytest.mark.parametrize("language", ["ru", "fa-af"])
@pytest.mark.parametrize("text", ["", LONG], ids=["an address", "an address with a statement"])
def test_it_is_read_from_a_coarse_print(fonts, layout, kind, language, text):
    facts = make_printed_facts(kind=kind, language=language, qr_text=text)
    assert codes_on_paper(facts, fonts, Design(layout=layout)) == [text or facts.verify_url]


@pytest.mark.parametrize("primary", ["#000000", "#ffffff", "#22313a", "#ffe100"])
def test_it_is_read_on_a_panel_of_any_colour(fonts, primary):
    facts = make_printed_facts(qr_text=LONG)
    assert codes_on_paper(facts, fonts, Design(primary=primary, accent=primary)) == [LONG]


@pytest.mark.parametrize("length", [60, 210, 260, 300])
def test_modules_are_wide_enough_to_be_printed_and_errors_are_corrected(length):
    code = qr_code(LONG[:length].ljust(length, "x"), size=QR_SIZE)
    assert module_of(code, QR_SIZE) >= 0.45 * mm
    assert code.error in ("M", "Q", "H")


def test_a_text_too_long_for_such_modules_has_less_correction_before_it_is_refused(fonts):
    longer = LONG + "x" * 400
    code = qr_code(longer, size=QR_SIZE)
    assert code.error == "L"
    assert codes_on_paper(make_printed_facts(qr_text=longer), fonts, Design()) == [longer]
    with pytest.raises(TextTooLong, match="qr_text"):
        compose(make_printed_facts(qr_text=LONG + "x" * 900), fonts)
