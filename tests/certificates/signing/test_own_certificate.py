from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from certificates.signing.creating import AlreadyThere, bring_own, rotate
from certificates.signing.keys import KeyExpired, Purpose, academy_keys
from certificates.signing.own import OwnRefused, PasswordNeeded, read_own
from certificates.signing.paper import sign_pdf
from tests.factories.own_certificates import Identity, in_pem, in_pkcs12, make_identity
from tests.pdf_tools import pdfsig

ROOT = make_identity("State root", ca=True)
MIDDLE = make_identity("State authority", by=ROOT, ca=True)
ACADEMY = make_identity("Border Academy", by=MIDDLE)
OTHER = make_identity("Somebody else")


def blank_page() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (in_pkcs12(ACADEMY, MIDDLE, ROOT, password="geheim"), "geheim"),
        (in_pkcs12(ACADEMY, ROOT, MIDDLE), None),
        (in_pem(ACADEMY, ROOT, MIDDLE), None),
        (in_pem(ACADEMY, MIDDLE, ROOT, password="пароль"), "пароль"),
    ],
    ids=["PKCS#12", "PKCS#12 in another order", "PEM in another order", "PEM with a password"],
)
def test_key_certificate_and_path_are_read_in_their_order(data, password, noon):
    own = read_own(data, password, at=noon)
    assert own.certificate == ACADEMY.certificate
    assert own.chain == (MIDDLE.certificate, ROOT.certificate)
    assert own.private.public_key() == ACADEMY.certificate.public_key()


EARLY = make_identity("Border Academy", by=MIDDLE, term=timedelta(days=30))
LATE = make_identity("Border Academy", by=MIDDLE, since=ACADEMY.certificate.not_valid_after_utc)
OLD = make_identity("Old authority", ca=True, term=timedelta(days=30))
MAIL = make_identity("Border Academy", by=MIDDLE, key_encipherment=True)
REFUSED = {
    "no file of the kind": (b"\x00\x01 no certificate", None, "It cannot be read"),
    "wrong password": (
        in_pkcs12(ACADEMY, MIDDLE, password="right"),
        "wrong",
        "the password is missing or wrong",
    ),
    "no password": (in_pem(ACADEMY, MIDDLE, password="right"), None, "the password is missing or wrong"),
    "no key": (ACADEMY.certificate.public_bytes(Encoding.PEM), None, "has no private key"),
    "a damaged certificate": (
        b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        None,
        "no certificate, or a damaged one",
    ),
    "another key": (
        in_pem(ACADEMY, MIDDLE, key=ec.generate_private_key(ec.SECP256R1())),
        None,
        "No certificate in the file belongs to its private key",
    ),
    "ended": (in_pem(EARLY, MIDDLE), None, "“Border Academy” ended on 31.01.2026"),
    "not begun": (in_pem(LATE, MIDDLE), None, "“Border Academy” is valid only from 01.01.2028"),
    "authority ended": (
        in_pem(make_identity("Border Academy", by=OLD), OLD),
        None,
        "“Old authority” ended on 31.01.2026",
    ),
    "not for signing": (in_pem(MAIL, MIDDLE), None, "may not be used to sign documents"),
    "path missing": (in_pem(ACADEMY), None, "lacks the certificate of “State authority”"),
    "path broken": (in_pem(ACADEMY, ROOT), None, "“State root” in the file is not above"),
    "a stranger": (in_pem(ACADEMY, MIDDLE, OTHER), None, "“Somebody else” in the file is not above"),
    "a small key": (
        in_pem(make_identity("Academy", key=rsa.generate_private_key(65537, 1024))),  # noqa: S505 - for refusal
        None,
        "This kind of key cannot be used",
    ),
}


@pytest.mark.parametrize(("data", "password", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_with_the_reason(data, password, told, noon):
    with pytest.raises(OwnRefused, match="(?s).*" + told.replace("(", r"\(")):
        read_own(data, password, at=noon)


def test_a_key_for_badges_is_none_for_documents(noon):
    key = ed25519.Ed25519PrivateKey.generate()
    data = in_pem(Identity(key, ACADEMY.certificate), MIDDLE)
    with pytest.raises(OwnRefused, match="This kind of key"):
        read_own(data, None, at=noon)


def test_a_password_is_asked_for_where_one_is_needed(noon):
    with pytest.raises(PasswordNeeded):
        read_own(in_pkcs12(ACADEMY, MIDDLE, password="geheim"), None, at=noon)


@pytest.mark.parametrize(
    "identity",
    [
        ACADEMY,
        make_identity("Border Academy", by=MIDDLE, key=ec.generate_private_key(ec.SECP521R1())),
        make_identity("Border Academy", by=MIDDLE, key=rsa.generate_private_key(65537, 4096)),
    ],
    ids=["P-256", "P-521", "RSA 4096"],
)
def test_pdfs_are_signed_with_it(academy, keys, noon, tmp_path, identity):
    own = read_own(in_pkcs12(identity, MIDDLE, ROOT), None, at=noon)
    row = bring_own(academy=academy, own=own, at=noon)
    assert (row.is_own, row.valid_until) == (True, identity.certificate.not_valid_after_utc)
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign_pdf(blank_page(), academy_keys(academy, at=noon), at=noon))
    said = pdfsig(path)
    assert "Signature is Valid" in said
    assert "Signer Certificate Common Name: Border Academy" in said
    root = asn1.Certificate.load(ROOT.certificate.public_bytes(Encoding.DER))
    signature = PdfFileReader(BytesIO(path.read_bytes())).embedded_signatures[0]
    trusting = ValidationContext(trust_roots=[root], moment=noon)
    assert validate_pdf_signature(signature, signer_validation_context=trusting).bottom_line


def test_the_key_made_before_is_retired_and_rotation_leaves_the_own_one(academy, keys, noon):
    own = read_own(in_pkcs12(ACADEMY, MIDDLE, ROOT), None, at=noon)
    row = bring_own(academy=academy, own=own, at=noon)
    keys.paper.row.refresh_from_db()
    assert keys.paper.row.retired_at == noon
    rotate(academy=academy, at=noon)
    assert academy_keys(academy, at=noon).paper.row == row
    rotate(academy=academy, at=noon, purposes=[Purpose.PAPER])
    assert academy_keys(academy, at=noon).paper.row.is_own is False


def test_its_end_stops_signing(academy, keys, noon):
    bring_own(academy=academy, own=read_own(in_pkcs12(ACADEMY, MIDDLE), None, at=noon), at=noon)
    with pytest.raises(KeyExpired) as error:
        academy_keys(academy, at=ACADEMY.certificate.not_valid_after_utc)
    assert error.value.purpose == Purpose.PAPER


def test_the_same_certificate_is_not_brought_twice_but_a_renewed_one_for_its_key_is(academy, keys, noon):
    own = read_own(in_pkcs12(ACADEMY, MIDDLE), None, at=noon)
    bring_own(academy=academy, own=own, at=noon)
    with pytest.raises(AlreadyThere):
        bring_own(academy=academy, own=own, at=noon)
    renewed = make_identity("Border Academy", by=MIDDLE, key=ACADEMY.private, term=timedelta(days=900))
    row = bring_own(academy=academy, own=read_own(in_pem(renewed, MIDDLE), None, at=noon), at=noon)
    assert academy_keys(academy, at=noon).paper.row == row
