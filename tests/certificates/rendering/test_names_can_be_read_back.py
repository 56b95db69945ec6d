"""A name is drawn well when it is also read back: by a search, a screen reader, or whoever checks the file."""

import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.pdf import render_certificate
from tests import pdf_tools
from tests.factories.printed import make_printed_facts
from tooling import alphabets

HOLDERS = [
    ("ru", "Щербакова Алёна Юрьевна", "SHCHERBAKOVA Alena"),
    ("kk", "Әбдіғаппарұлы Қуаныш Өңірбек Үһіт", "ABDIGAPPARULY Kuanysh"),
    ("ky", "Төлөмүшова Айжаңыл Өмүрбековна", "TOLOMUSHOVA Aizhanyl"),
    ("tg", "Ғаниева Ҷамила Қӯрғонӣ Ҳусайнзода", "GHANIEVA Jamila"),
    ("tk", "Çaryýewa Näzik Öwezňazarowna Şöhrat Žäše Ülker", "CHARYYEVA Nazik"),
    ("uz", "Gʻulomova Oʻgʻiloy Maʼmurovna", "GULOMOVA Ogiloy"),
    ("fa-af", "زهرا حیدری", "HAIDARI Zahra"),
    ("fa-af", "محمد رضا کریم‌زاده", "KARIMZADA Mohammad Reza"),
    ("fa-af", "پښتانه ګلالۍ څپاند ټینګ ږمنځ ړومبی ډیوه ښکلې", "PASHTANA Gulalai"),
]


def text_of(pdf: bytes) -> str:
    """Return the text of the page with every break of line as a space: a long name stands on two lines."""
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize(("language", "native", "latin"), HOLDERS)
def test_both_names_are_in_the_text_of_the_file(fonts, tmp_path, language, native, latin, layout):
    facts = make_printed_facts(language=language, name_native=native, name_latin=latin)
    pdf = render_certificate(facts, fonts, Design(layout=layout))
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    for text in (text_of(pdf), pdf_tools.pdftotext(path)):
        assert native in text
        assert latin in text


@pytest.mark.parametrize("language", sorted(alphabets.ALPHABETS))
def test_poppler_reads_every_letter_too(fonts, tmp_path, language):
    letters = [
        one for one in sorted(alphabets.required_letters(language)) if unicodedata.category(one)[0] == "L"
    ]
    words = ["".join(letters[start : start + 8]) for start in range(0, len(letters), 8)]
    path = tmp_path / "certificate.pdf"
    path.write_bytes(
        render_certificate(make_printed_facts(language="fa-af", name_native=" ".join(words)), fonts)
    )
    text = pdf_tools.pdftotext(path)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("language", sorted(set(alphabets.ALPHABETS) - alphabets.RIGHT_TO_LEFT))
def test_every_letter_of_a_language_written_left_to_right_is_printed_and_read_back(fonts, language):
    letters = "".join(sorted(alphabets.required_letters(language)))
    words = [letters[start : start + 12] for start in range(0, len(letters), 12)]
    text = text_of(render_certificate(make_printed_facts(name_native=" ".join(words)), fonts))
    assert [word for word in words if word not in text] == []


def test_every_letter_of_dari_and_pashto_is_printed_and_read_back(fonts):
    # Vowel signs belong to the letter before them, and digits stand alone: both are other tests' business.
    letters = [
        letter
        for letter in sorted(alphabets.required_letters("fa-af"))
        if unicodedata.category(letter) == "Lo"
    ]
    words = ["ب" + letter + "ب" for letter in letters]
    for start in range(0, len(words), 20):
        facts = make_printed_facts(language="fa-af", name_native=" ".join(words[start : start + 20]))
        text = text_of(render_certificate(facts, fonts))
        assert [word for word in words[start : start + 20] if word not in text] == []


def test_a_name_written_like_the_passport_is_printed_once(fonts):
    facts = make_printed_facts(language="en", name_native="KARIMOVA Nigora", name_latin="KARIMOVA Nigora")
    assert text_of(render_certificate(facts, fonts)).count("KARIMOVA Nigora") == 1


def test_somebody_without_a_native_spelling_still_has_a_name(fonts):
    text = text_of(render_certificate(make_printed_facts(name_native=""), fonts))
    assert text.count("KARIMOVA Nigora") == 1
