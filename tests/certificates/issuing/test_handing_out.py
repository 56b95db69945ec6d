"""Certificates to hand out: one ZIP with sensible names, or one file for the printer; who took it is written down."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pikepdf import Pdf
from wagtail.models import ModelLogEntry

from certificates.issuing.handing import file_name
from certificates.issuing.running import cancel, go_on, start
from certificates.models import Certificate
from tests.factories.closed import make_closed_cohort, make_people
from tests.factories.pages import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Two runs: one certificate by the first, two by the second."""
    cohort = make_closed_cohort(make_course(lessons=1), make_people(3))
    run = go_on(run=begin(cohort), by=None, seconds=0)
    cancel(run=run, by=None, at=timezone.now())
    go_on(run=begin(cohort), by=None)
    return cohort


def begin(cohort):
    now = timezone.now()
    return start(cohort=cohort, kind="certificate", version=None, second_language="en", by=None, at=now)


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def unpacked(response) -> dict[str, bytes]:
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_the_zip_has_each_file_as_it_was_issued_and_a_list(client, cohort):
    files = unpacked(client.get(reverse("cohort_certificates_zip", args=[cohort.pk])))
    listed = files.pop("list.csv").decode("utf-8-sig").splitlines()
    expected = {
        f"{one.number} {one.facts['name_latin']}.pdf": bytes(one.file.pdf)
        for one in Certificate.objects.select_related("file")
    }
    assert files == expected
    assert len(listed) == 4
    assert listed[1].endswith(f";{min(expected)}")
    assert ModelLogEntry.objects.get(action="panah.exported").data == {"file": "certificates"}


def test_the_zip_of_one_run_has_what_that_run_issued(client, cohort):
    address = reverse("cohort_certificates_zip", args=[cohort.pk])
    counts = [
        len(unpacked(client.get(address, {"run": run.key}))) - 1
        for run in cohort.issue_runs.order_by("started_at")
    ]
    assert counts == [1, 2]
    assert client.get(address, {"run": "nonsense"}).status_code == 404


def test_revoked_certificates_are_not_handed_out(client, cohort):
    Certificate.objects.filter(number=Certificate.objects.first().number).update(revoked_at=timezone.now())
    assert len(unpacked(client.get(reverse("cohort_certificates_zip", args=[cohort.pk])))) == 3


def test_the_file_for_the_printer_has_a_page_each_without_the_field_of_the_signature(client, cohort):
    address = reverse("cohort_certificates_print", args=[cohort.pk])
    content = b"".join(client.get(address, {"order": "name"}).streaming_content)
    with Pdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 3
        assert "/AcroForm" not in pdf.Root
        assert {str(one.Subtype) for page in pdf.pages for one in page.Annots} <= {"/Link"}
        assert all(page.Contents.read_bytes() for page in pdf.pages if hasattr(page.Contents, "read_bytes"))
    both = b"".join(client.get(address, {"sides": "2"}).streaming_content)
    with Pdf.open(BytesIO(both)) as pdf:
        assert len(pdf.pages) == 6


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("KARIMOVA Nigora", "N-1 KARIMOVA Nigora.pdf"),
        ('O\'NEIL "Ann" <b>/..\\x:y|z?*', "N-1 O'NEIL Ann b .. x y z.pdf"),
        ("A\u202eB\u0007  C.", "N-1 AB C.pdf"),
        ("", "N-1.pdf"),
        ("X" * 200, f"N-1 {'X' * 80}.pdf"),
    ],
)
def test_names_of_files_are_taken_by_every_system(name, wanted):
    assert file_name("N-1", name) == wanted
