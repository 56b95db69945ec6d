from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from certificates.rendering.fonts import FontSet
from certificates.rendering.pdf import render_certificate
from certificates.signing.creating import TERM, ready_keys, rotate
from certificates.signing.field import NotAnEmptyForm
from certificates.signing.keys import authority_key
from certificates.signing.paper import sign_pdf
from tests.factories.academies import make_academy
from tests.factories.printed import make_printed_facts
from tests.pdf_tools import pdfsig, preflight


@pytest.fixture(scope="module")
def rendered():
    return render_certificate(make_printed_facts(), FontSet.in_folder(settings.PANAH_PDF_FONTS))


@pytest.fixture
def signed(rendered, keys, noon):
    return sign_pdf(rendered, keys, at=noon)


@pytest.fixture
def in_file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(content)
        return path

    return write


def checked(content: bytes, *authorities, at):
    """Return pyHanko's judgement, which trusts these authorities, as of a time."""
    signature = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    roots = [x509.Certificate.load(pem.unarmor(one.certificate_pem.encode())[2]) for one in authorities]
    context = ValidationContext(trust_roots=roots, moment=at)
    return validate_pdf_signature(signature, signer_validation_context=context)


def test_pyhanko_finds_the_signature_valid_and_trusts_the_academy(signed, academy, noon):
    status = checked(signed, authority_key(academy).row, at=noon + timedelta(days=1))
    assert status.bottom_line
    assert status.signer_reported_dt == noon
    assert "entire file" in status.pretty_print_details()


def test_pyhanko_trusts_no_other_academy(signed, noon):
    other = make_academy(name="Other academy")
    ready_keys(academy=other, at=noon)
    status = checked(signed, authority_key(other).row, at=noon)
    assert (status.intact, status.valid, status.trusted) == (True, True, False)


def test_poppler_finds_the_signature_valid(signed, in_file):
    said = pdfsig(in_file(signed))
    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signer Certificate Common Name: Test academy" in said
    assert "Signature Type: ETSI.CAdES.detached" in said


def test_a_changed_byte_is_found(signed, in_file, academy, noon):
    place = signed.index(b"/Title")
    changed = signed[: place + 8] + bytes([signed[place + 8] ^ 1]) + signed[place + 9 :]
    assert "Digest Mismatch" in pdfsig(in_file(changed))
    assert not checked(changed, authority_key(academy).row, at=noon).intact


def test_what_is_added_later_is_found(signed, keys, noon, in_file):
    longer = signed + b"\n% added\n"
    assert "Not total document signed" in pdfsig(in_file(longer))
    with pytest.raises(NotAnEmptyForm):
        sign_pdf(signed, keys, at=noon)


def test_old_certificates_stay_valid_after_rotation_and_after_the_key_ended(signed, academy, noon, in_file):
    authority = authority_key(academy).row
    rotate(academy=academy, at=noon + TERM)
    assert checked(signed, authority, at=noon + 3 * TERM).bottom_line
    assert "Signature is Valid" in pdfsig(in_file(signed))


def test_metadata_and_page_are_left_as_they_were(rendered, signed):
    assert signed.startswith(rendered)
    before, after = PdfReader(BytesIO(rendered)), PdfReader(BytesIO(signed))
    assert after.metadata == before.metadata
    assert after.pages[0].extract_text() == before.pages[0].extract_text()


def test_the_signature_takes_no_more_room_than_it_needs(rendered, signed):
    assert len(signed) - len(rendered) < 6 * 1024


def test_the_file_stays_fit_for_archives(signed, in_file):
    assert preflight(in_file(signed)) == []


def test_who_listens_to_the_file_hears_of_the_signature_last(signed):
    root = PdfReader(BytesIO(signed)).trailer["/Root"]["/StructTreeRoot"]
    last = root["/K"]["/K"][-1]
    field = last["/K"]["/Obj"]
    assert (last["/S"], field["/FT"]) == ("/Form", "/Sig")
    numbers = root["/ParentTree"]["/Nums"]
    assert numbers[numbers.index(field["/StructParent"]) + 1] == last
    assert root["/ParentTreeNextKey"] == field["/StructParent"] + 1


def test_the_field_stands_on_the_page_in_the_margin(signed):
    page = PdfReader(BytesIO(signed)).pages[0]
    field = next(one.get_object() for one in page["/Annots"] if one.get_object()["/Subtype"] == "/Widget")
    left, bottom, right, top = field["/Rect"]
    assert 0 < bottom < top < 24
    assert abs((left + right) / 2 - page.mediabox.width / 2) < 1
    assert field["/AP"]["/N"].get_data()
    assert field["/TU"] == "Test academy"


def test_the_field_can_be_put_elsewhere(rendered, keys, noon):
    page = PdfReader(BytesIO(sign_pdf(rendered, keys, at=noon, box=(30, 40, 60, 70)))).pages[0]
    places = [one.get_object()["/Rect"] for one in page["/Annots"]]
    assert [30, 40, 60, 70] in places
