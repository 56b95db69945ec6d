import re

import pytest
from django.urls import reverse

from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(trainee, manual_key) -> Certificate:
    certificate = issue_to(trainee, manual_key)
    trainee.name_latin, trainee.name_native = "ALIBEK Aigul", "Айгүл Әлібек"
    trainee.save()
    return certificate


@pytest.fixture
def client(client, administrator):
    client.force_login(administrator)
    return client


def sent(**changes) -> dict:
    given = {
        "name_native": "Айгүл Әлібек",
        "name_latin": "ALIBEK Aigul",
        "language": "ru",
        "reason": "A letter was missing",
        "act": "issue",
    }
    return given | changes


def url(certificate) -> str:
    return reverse("certificate_reissue", args=[certificate.pk])


def test_the_names_of_the_profile_stand_beside_those_of_the_certificate(client, old):
    page = client.get(url(old)).content.decode()
    assert 'value="ALIBEK Aigul"' in page
    assert "ALIBEKOVA Aigul" in page


def test_the_page_is_shown_before_it_counts(client, old):
    page = client.post(url(old), sent(act="look")).content.decode()
    assert re.search(r'src="data:image/png;base64,[A-Za-z0-9+/]{1000,}', page)
    assert Certificate.objects.get() == old


def test_it_is_issued_and_leads_to_the_new_one(client, old):
    response = client.post(url(old), sent())
    new = Certificate.objects.standing().get()
    assert response["Location"] == reverse("certificate_record", args=[new.pk])
    assert new.facts["name_latin"] == "ALIBEK Aigul"
    page = client.get(response["Location"]).content.decode()
    assert reverse("certificate_pdf", args=[new.code]) in page


def test_a_second_click_is_told_and_makes_no_second_one(client, old):
    client.post(url(old), sent())
    page = client.post(url(old), sent(), follow=True).content.decode()
    assert "was replaced before" in page
    assert Certificate.objects.count() == 2
    assert "was replaced before" in client.get(url(old), follow=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name_latin": "АLIBEK Aigul"}, "[А]LIBEK Aigul"),
        ({"name_native": "Aйгүл"}, "[A]йгүл"),
        ({"name_latin": "Әлібек"}, "has letters that are not Latin: “Ә”"),
        ({"name_native": "Айгүл 😀"}, "has signs that no name has: “😀”"),
        ({"name_native": "\u202e\u200b"}, "in native script is empty"),
        ({"name_native": "A" * 161}, "at most 160 characters"),
        ({"name_native": "ሀለሐመ"}, "No font of the certificate has the sign"),
        ({"reason": " "}, "This field is required."),
        ({"language": "xx"}, "Select a valid choice."),
    ],
)
def test_what_cannot_stand_on_the_page_is_told_beside_its_field(client, old, changes, told):
    response = client.post(url(old), sent(**changes))
    assert response.status_code == 422
    assert told in response.content.decode().replace("&#x27;", "'")
    assert Certificate.objects.get() == old


def test_what_nobody_sees_is_taken_out_of_a_name(client, old):
    client.post(url(old), sent(name_latin="ALIBEK\u200b  Aigul\u202c"))
    assert Certificate.objects.standing().get().facts["name_latin"] == "ALIBEK Aigul"


def test_one_revoked_by_mistake_comes_back_as_a_new_one(client, old):
    revoke(certificate=old, reason="Taken for another person", by=None, at=ISSUED_AT)
    assert "Taken for another person" in client.get(url(old)).content.decode()
    client.post(url(old), sent(reason="It was revoked by mistake"))
    old.refresh_from_db()
    assert old.replaced_by == Certificate.objects.standing().get()
    assert old.revocation_reason == "Taken for another person"
