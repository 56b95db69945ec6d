from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.models import Certificate, CertificateFile
from courses.messaging.models import MessageCopy
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db
NAMES = {"name_native": "Айгүл Әлібек", "name_latin": "ALIBEK Aigul", "reason": "A letter", "by": None}


@pytest.fixture
def certificate(trainee, manual_key) -> Certificate:
    return issue_to(trainee, manual_key)


@pytest.fixture
def client(client, trainee):
    client.force_login(trainee)
    return client


def page(client, name, *args, language="en") -> str:
    with translation.override(language):
        return client.get(reverse(name, args=args)).content.decode()


def test_one_that_was_replaced_leads_to_the_new_one(client, certificate):
    new = reissue(certificate=certificate, at=ISSUED_AT, **NAMES)
    newest = reissue(certificate=new, at=ISSUED_AT, **NAMES)
    found = page(client, "certificate", certificate.code)
    assert reverse("certificate", args=[newest.code]) in found
    assert newest.number in found
    assert "Something is wrong with my name" not in found


def test_the_list_has_replaced_ones_last_and_the_dashboard_has_none(client, certificate):
    new = reissue(certificate=certificate, at=ISSUED_AT - timedelta(days=1), **NAMES)
    found = page(client, "my_certificates")
    assert found.index(new.number) < found.index(certificate.number)
    assert "Replaced" in found
    assert certificate.number not in page(client, "dashboard")
    assert new.number in page(client, "dashboard")


def test_a_revoked_one_says_when_and_why(client, certificate):
    revoke(certificate=certificate, reason="Issued twice", by=None, at=ISSUED_AT)
    found = page(client, "certificate", certificate.code)
    assert "Issued twice" in found
    assert "Revoked on" in found


@pytest.mark.parametrize(("days", "told"), [(60, "in 60 days"), (1, "in 1 day"), (91, None)])
def test_the_end_of_the_term_is_told_when_it_is_near(client, certificate, days, told):
    Certificate.objects.update(valid_until=timezone.localdate() + timedelta(days=days))
    for found in (page(client, "my_certificates"), page(client, "certificate", certificate.code)):
        assert (told or "(in ") in found if told else "(in " not in found


def test_the_title_is_in_the_language_of_the_reader(client, certificate):
    Certificate.objects.update(facts=certificate.facts | {"title": {"en": "In English", "ru": "По-русски"}})
    assert "<h1>По-русски</h1>" in page(client, "certificate", certificate.code, language="ru")
    assert "<h1>In English</h1>" in page(client, "certificate", certificate.code)


def test_the_picture_is_the_page_and_is_kept_by_nobody(client, certificate, other_trainee):
    url = reverse("certificate_picture", args=[certificate.code])
    response = client.get(url)
    assert Image.open(BytesIO(response.content)).width == 960
    assert "no-store" in response["Cache-Control"]
    client.force_login(other_trainee)
    assert client.get(url).status_code == 404


def test_the_file_is_what_was_issued_to_the_byte_under_its_number(client, certificate):
    response = client.get(reverse("certificate_pdf", args=[certificate.code]))
    assert response.content == bytes(certificate.file.pdf)
    assert response["Content-Disposition"] == f'inline; filename="{certificate.number}.pdf"'


def test_the_page_leads_to_the_badge_where_there_is_one(client, certificate):
    CertificateFile.objects.update(badge="{}")
    assert reverse("certificate_badge", args=[certificate.code]) in page(
        client, "certificate", certificate.code
    )
    CertificateFile.objects.update(badge="")
    assert reverse("certificate_badge", args=[certificate.code]) not in page(
        client, "certificate", certificate.code
    )


def tell(client, certificate, words="ALIBEK, not ALIBEKOVA"):
    return client.post(reverse("certificate_name", args=[certificate.code]), {"words": words}, follow=True)


def test_a_wrong_name_is_told_to_the_academy_once(client, certificate, administrator, lecturer):
    assert "Your academy was told" in tell(client, certificate).content.decode()
    tell(client, certificate)
    copy = MessageCopy.objects.get()
    assert copy.recipient == administrator
    assert certificate.number in copy.body
    assert "ALIBEK, not ALIBEKOVA" in copy.body
    assert reverse("certificate_reissue", args=[certificate.pk]) in copy.body
    assert "Tell my academy" not in page(client, "certificate", certificate.code)


def test_where_nobody_can_be_told_it_is_said(client, certificate, administrator):
    administrator.groups.remove(Group.objects.get(name="Administrator"))
    assert "Tell your lecturer" in tell(client, certificate).content.decode()
    assert not MessageCopy.objects.exists()


def test_an_empty_word_is_told_beside_the_field(client, certificate, administrator):
    response = tell(client, certificate, words=" ")
    assert response.status_code == 422
    assert "This field is required." in response.content.decode()


def test_nobody_else_tells_it_for_the_holder(client, certificate, administrator):
    client.force_login(administrator)
    assert tell(client, certificate).status_code == 404
    assert not MessageCopy.objects.exists()
