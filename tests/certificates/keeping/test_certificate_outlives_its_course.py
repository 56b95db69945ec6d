"""A course that is archived, or deleted for good, takes no certificate along."""

import pytest
from django.urls import reverse

from certificates.keeping.reissuing import reissue
from certificates.models import Certificate
from courses.models import CoursePage
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["archived", "deleted"])
def certificate(request, trainee, manual_key) -> Certificate:
    """A certificate of a course of which nothing can be opened any more, in any language."""
    issued = issue_to(trainee, manual_key)
    for page in CoursePage.objects.filter(translation_key=manual_key):
        page.unpublish() if request.param == "archived" else page.delete()
    return Certificate.objects.get(pk=issued.pk)


@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_strangers_are_told_the_same_as_before(client, certificate, language):
    page = client.get(f"/{language}/verify/{certificate.code}/")
    assert page.status_code == 200
    assert certificate.facts["courses"][0]["titles"][language] in page.content.decode()


def test_the_holder_keeps_page_and_file(client, certificate):
    client.force_login(certificate.holder, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("certificate", args=[certificate.code])).status_code == 200
    sent = client.get(reverse("certificate_pdf", args=[certificate.code]))
    assert sent.content == bytes(certificate.file.pdf)


def test_a_name_can_still_be_mended(certificate, administrator):
    new = reissue(
        certificate=certificate,
        name_native="Айгүл Серікқызы",
        name_latin="SERIKKYZY Aigul",
        reason="A letter was wrong.",
        by=administrator,
        at=ISSUED_AT,
    )
    assert new.facts["courses"] == certificate.facts["courses"]
    assert bytes(new.file.pdf).startswith(b"%PDF")
