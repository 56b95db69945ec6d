"""A file that somebody has: the one issued, changed since, signed by others, or made to do harm."""

import zlib
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from certificates.making.printing import fonts, printed
from certificates.models import Certificate
from certificates.rendering.pdf import render_certificate
from certificates.signing.creating import ready_keys, rotate
from certificates.signing.paper import sign_pdf
from tests.factories.academies import make_academy
from tests.factories.issued import issue_to

pytestmark = pytest.mark.django_db

YES = "this is the very file that the academy issued"
WORDS = {
    "issued": YES,
    "of another": "This is the file of another certificate",
    "signed": "The academy signed this file, but it is not the one in the register",
    "changed": "This file was changed after the academy signed it",
    "names another": "inside is another code or number",
    "foreign": "This file was not signed by the academy",
    "unsigned": "This file has no signature",
    "scan": "This file is a picture of a page",
    "no pdf": "This is no PDF file",
    "unreadable": "This file cannot be read",
    "too large": "This file is too large",
    "missing": "Choose a file first",
}


@pytest.fixture
def certificate(trainee, manual_key):
    return issue_to(trainee, manual_key, at=timezone.now())


def sent(client, certificate, content, language="en"):
    with translation.override(language):
        url = reverse("verify_file", args=[certificate.code])
    file = SimpleUploadedFile("certificate.pdf", content, content_type="application/pdf")
    return client.post(url, {"file": file})


def is_told(response, outcome):
    return WORDS[outcome] in response.content.decode()


def pdf_of(certificate):
    return bytes(certificate.file.pdf)


def unsigned(certificate, **changes):
    for name, value in changes.items():
        setattr(certificate, name, value)
    facts, design = printed(certificate)
    return render_certificate(facts, fonts(), design)


def signed_by(academy, pdf):
    now = timezone.now()
    return sign_pdf(pdf, ready_keys(academy=academy, at=now), at=now)


def with_stream(content, *, filters="/FlateDecode"):
    """Return a PDF of one page with this content."""
    head = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Length %d/Filter%s>>stream\n" % (len(content), filters.encode()) + content
    return head + page + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def test_the_very_file_is_known_in_every_language(client, certificate):
    for language in ("en", "ru", "fa-af"):
        response = sent(client, certificate, pdf_of(certificate), language)
        assert "notice-success" in response.content.decode()
    assert is_told(sent(client, certificate, pdf_of(certificate)), "issued")


def test_the_file_of_another_certificate_is_told(client, certificate, other_trainee, manual_key):
    other = issue_to(other_trainee, manual_key, title="Another cohort")
    assert is_told(sent(client, certificate, pdf_of(other)), "of another")


@pytest.mark.parametrize("change", ["appended", "byte", "updated"])
def test_a_changed_file_is_noticed(client, certificate, change):
    content = bytearray(pdf_of(certificate))
    if change == "appended":
        content += b"\n% one more line\n"
    if change == "byte":
        # Within the picture of the page, where a reader would not stumble.
        place = content.index(b"stream\n") + 40
        content[place] ^= 1
    if change == "updated":
        content += b"1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    response = sent(client, certificate, bytes(content))
    assert is_told(response, "changed") or is_told(response, "unreadable")
    assert "notice-success" not in response.content.decode()


def test_a_file_that_says_more_than_was_signed_is_changed(client, certificate):
    assert is_told(sent(client, certificate, pdf_of(certificate) + b"\n"), "changed")


def test_a_file_the_academy_signed_and_did_not_issue_is_told_apart(client, certificate):
    pdf = signed_by(certificate.academy, unsigned(certificate))
    assert is_told(sent(client, certificate, pdf), "signed")


def test_a_key_that_was_retired_since_is_still_the_academys(client, certificate):
    pdf = signed_by(certificate.academy, unsigned(certificate))
    rotate(academy=certificate.academy, at=timezone.now())
    assert is_told(sent(client, certificate, pdf), "signed")


def test_another_code_inside_is_told(client, certificate):
    pdf = signed_by(certificate.academy, unsigned(Certificate.objects.get(), code="Z" * 26))
    assert is_told(sent(client, certificate, pdf), "names another")


def test_a_file_signed_by_another_academy_is_foreign(client, certificate):
    other = make_academy(name="Another academy")
    assert is_told(sent(client, certificate, signed_by(other, unsigned(certificate))), "foreign")


def test_a_copy_without_signature_and_a_scan_are_told_honestly(client, certificate):
    assert is_told(sent(client, certificate, unsigned(certificate)), "unsigned")
    scan = BytesIO()
    Image.new("RGB", (600, 400), "white").save(scan, "PDF")
    assert is_told(sent(client, certificate, scan.getvalue()), "scan")


def protected():
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


HOSTILE = {
    "cut off": lambda: b"%PDF-1.7\n1 0 obj<<",
    "only the head": lambda: b"%PDF-",
    "a thousand gigabytes": lambda: with_stream(
        zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9), filters="[/FlateDecode/FlateDecode]"
    ),
    "nested": lambda: b"%PDF-1.7\n1 0 obj" + b"[" * 200_000 + b"\ntrailer<</Root 1 0 R>>\n%%EOF",
    "points to itself": lambda: (
        b"%PDF-1.7\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]/Type/Pages/Count 9999999>>endobj\n"
        b"xref\n0 1\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    ),
    "protected": protected,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_that_cannot_be_read(client, certificate, name):
    response = sent(client, certificate, HOSTILE[name]())
    assert response.status_code == 200
    html = response.content.decode()
    assert "notice-success" not in html
    assert is_told(response, "unreadable") or is_told(response, "scan")


@pytest.mark.parametrize(
    "content", [b"MZ\x90", b"GIF89a", b"<svg onload=alert(1)>", "Айгүл".encode(), b"PK\3\4"]
)
def test_what_is_no_pdf_is_told(client, certificate, content):
    assert is_told(sent(client, certificate, content), "no pdf")


def test_nothing_chosen_is_told(client, certificate):
    url = reverse("verify_file", args=[certificate.code])
    assert is_told(client.post(url), "missing")
    assert is_told(sent(client, certificate, b""), "missing")


def test_too_large_a_file_is_told_before_it_is_received(client, certificate):
    response = sent(client, certificate, b"%PDF-" + bytes(3 * 1024 * 1024))
    assert response.status_code == 413
    assert is_told(response, "too large")
    response = sent(client, certificate, b"%PDF-" + bytes(1024 * 1024))
    assert is_told(response, "too large")


def test_nothing_is_written_to_the_disk(client, certificate, settings, tmp_path):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "there is none"
    assert is_told(sent(client, certificate, pdf_of(certificate)), "issued")


def test_the_browser_may_send_the_digest_alone(client, certificate):
    url = reverse("verify_file", args=[certificate.code])
    digest = sha256(pdf_of(certificate)).hexdigest()
    asked = {"headers": {"accept": "application/json"}}
    assert client.post(url, {"sha256": digest}, **asked).json() == {"paper": "issued"}
    assert client.post(url, {"sha256": digest[::-1]}, **asked).json() == {"paper": "other digest"}
    assert is_told(client.post(url, {"sha256": digest.upper()}), "issued")


def test_few_files_are_taken_from_one_visitor(client, certificate):
    statuses = [sent(client, certificate, b"no pdf").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


def test_a_form_from_elsewhere_is_refused(certificate):
    assert sent(Client(enforce_csrf_checks=True), certificate, b"%PDF-").status_code == 403


def test_a_certificate_from_before_files_were_kept_asks_for_none(client, certificate):
    certificate.file.delete()
    page = client.get(reverse("verify_localised", args=[certificate.code])).content.decode()
    assert "data-file-check" not in page
