"""The file itself: what a viewer, a printer, an archive and a phone find in it."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.rendering import pictures, text
from certificates.rendering.design import PORTRAIT, Design
from certificates.rendering.facts import Attachment, Signatory
from certificates.rendering.fonts import load_typeface
from certificates.rendering.pdf import render_certificate
from tests.factories.printed import make_logo, make_printed_facts, make_signature

KIB = 1024


def read(facts, fonts) -> PdfReader:
    return PdfReader(BytesIO(render_certificate(facts, fonts)))


def fonts_in(reader: PdfReader) -> list:
    return [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]


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


def test_it_can_be_one_page_of_a4_portrait(fonts):
    reader = PdfReader(BytesIO(render_certificate(make_printed_facts(), fonts, Design(layout=PORTRAIT))))
    assert len(reader.pages) == 1
    assert [round(float(edge), 1) for edge in reader.pages[0].mediabox] == [0, 0, 595.3, 841.9]


@pytest.mark.parametrize("attachment", [None, Attachment("badge.json", "application/json", b"{}")])
@pytest.mark.parametrize("language", ["ru", "uz", "fa-af"])
def test_equal_facts_give_equal_bytes(fonts, language, attachment):
    def rendered() -> bytes:
        load_typeface.cache_clear()
        pictures._reduced.cache_clear()
        text._line.cache_clear()
        facts = make_printed_facts(language=language, signatories=(Signatory("Ли", "", make_signature()),))
        return render_certificate(facts, fonts, Design(logo=make_logo()), attachment)

    assert rendered() == rendered()


def test_another_name_gives_another_file(fonts):
    first = render_certificate(make_printed_facts(), fonts)
    assert render_certificate(make_printed_facts(name_latin="KARIMOVA N"), fonts) != first


def test_the_qr_code_can_be_clicked(fonts):
    facts = make_printed_facts()
    links = [note.get_object()["/A"]["/URI"] for note in read(facts, fonts).pages[0]["/Annots"]]
    assert links == [facts.verify_url]
