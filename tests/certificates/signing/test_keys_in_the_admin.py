from datetime import timedelta

import pytest
from cryptography import x509
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.signing.creating import ensure_keys, rotate
from tests.factories.academies import make_academy


@pytest.fixture
def own(administrator):
    ensure_keys(academy=administrator.academy, at=timezone.now(), by=administrator)
    return administrator.academy


def page_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("signing_keys")).content.decode()


def test_an_administrator_sees_the_keys_of_the_own_academy(administrator, own):
    other = make_academy(name="Other academy")
    ensure_keys(academy=other, at=timezone.now())
    page = page_of(administrator)
    for key in own.signing_keys.all():
        certificate = key.certificate_pem and x509.load_pem_x509_certificate(key.certificate_pem.encode())
        assert (key.kid in page) is not bool(certificate)
    assert "Other academy" not in page
    assert reverse("academy_authority", args=[own.key]) in page
    assert "private" not in page.lower()


def test_a_key_that_ends_soon_is_warned_of_with_the_command(administrator, own):
    assert "academy_keys rotate" not in page_of(administrator)
    own.signing_keys.filter(purpose="paper").update(valid_until=timezone.now() + timedelta(days=59))
    page = page_of(administrator)
    assert "The key for PDF files ends on" in page
    assert f"manage.py academy_keys rotate --academy {own.pk} --purpose paper" in page
    own.signing_keys.filter(purpose="paper").update(valid_until=timezone.now() - timedelta(days=1))
    assert "no certificate can be issued until there is a new one" in page_of(administrator)


def test_an_own_certificate_that_ends_is_not_replaced_by_a_made_one(administrator, own):
    soon = timezone.now() + timedelta(days=5)
    own.signing_keys.filter(purpose="paper").update(valid_until=soon, is_own=True)
    assert f"academy_keys own FILE --academy {own.pk}" in page_of(administrator)


def test_retired_keys_are_listed_apart(administrator, own):
    rotate(academy=own, at=timezone.now())
    assert "3 retired keys" in page_of(administrator)


def test_an_academy_without_keys_is_told_so(administrator):
    assert "Not made yet: PDF files, badges, badges as JWT, QR codes." in page_of(administrator)


def queries_of(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("signing_keys"))
    return len(captured)


def test_the_page_costs_the_same_for_many_keys_as_for_few(administrator, own, client):
    client.force_login(administrator)
    queries_of(client)
    few = queries_of(client)
    for _time in range(5):
        rotate(academy=own, at=timezone.now(), by=administrator)
    assert queries_of(client) == few


def test_the_authority_is_fetched_without_signing_in(client, own):
    response = client.get(f"/academies/{own.key}/authority.pem")
    assert response["Content-Type"] == "application/x-pem-file"
    found = x509.load_pem_x509_certificates(response.content)
    assert [one.issuer for one in found] == [one.subject for one in found]
    assert b"PRIVATE" not in response.content


def test_an_academy_without_an_authority_has_none_to_fetch(client, administrator):
    assert client.get(f"/academies/{administrator.academy.key}/authority.pem").status_code == 404
