"""A name that is typed is confirmed or not, and nothing else is told."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from certificates.models import Certificate
from tests.factories.issued import issue_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee, manual_key):
    return issue_to(trainee, manual_key)


def asked(client, certificate, name, language="en", **extra):
    with translation.override(language):
        return client.post(reverse("verify_person", args=[certificate.code]), {"name": name}, **extra)


@pytest.mark.parametrize(
    "name", ["Айгүл Әлібекова", "әлiбекова  АЙГҮЛ", "aigul alibekova", "Alibekova, Aigul"]
)
def test_the_full_name_is_confirmed_in_either_script_however_it_is_typed(client, certificate, name):
    response = asked(client, certificate, name)
    assert response.status_code == 200
    assert "Yes: this is the name on the certificate" in response.content.decode()
    assert "notice-error" not in response.content.decode()


@pytest.mark.parametrize(
    "name", ["ALIBEKOVA", "A.", "Alibekov Aigul", "Alibekova Aigu", "Aigul Alibekova Aigul", "x" * 201, "\0"]
)
def test_a_part_or_another_name_is_not_and_the_answer_is_always_the_same(client, certificate, name):
    first = asked(client, certificate, name).content.decode()
    assert "No: this is not the name on the certificate" in first
    assert "Yes:" not in first
    assert "ALIBEKOVA Aigul" not in first


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_the_answer_comes_in_the_visitors_language_and_does_not_repeat_the_name(
    client, certificate, language
):
    html = asked(client, certificate, "Zarina Somebody", language).content.decode()
    assert "notice-error" in html
    assert "Zarina" not in html


def test_an_empty_name_is_no_try(client, certificate):
    for _ in range(8):
        assert "Type the name first" in asked(client, certificate, "  ").content.decode()
    assert asked(client, certificate, "Aigul Alibekova").status_code == 200


def test_a_visitor_has_few_tries_at_a_certificate(client, certificate):
    answers = [asked(client, certificate, f"Name {number}", "ru") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) <= 3600
    assert asked(client, certificate, "Aigul Alibekova").status_code == 429
    assert asked(client, certificate, "Aigul Alibekova", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_all_visitors_together_have_few_tries_at_a_certificate(client, certificate):
    statuses = [
        asked(client, certificate, f"Name {number}", REMOTE_ADDR=f"203.0.113.{number}").status_code
        for number in range(31)
    ]
    assert statuses == [200] * 30 + [429]


def test_a_form_from_elsewhere_is_refused(certificate):
    assert asked(Client(enforce_csrf_checks=True), certificate, "Aigul Alibekova").status_code == 403


def test_the_address_alone_leads_to_the_certificate(client, certificate):
    response = client.get(reverse("verify_person", args=[certificate.code]))
    assert response.url == reverse("verify_localised", args=[certificate.code])


def test_nobody_is_confirmed_where_there_is_no_certificate_or_no_name(client, certificate):
    url = reverse("verify_person", args=["Z" * 26])
    assert client.post(url, {"name": "Aigul Alibekova"}).status_code == 302
    Certificate.objects.update(facts=certificate.facts | {"name_native": "", "name_latin": ""})
    assert "Yes: this" not in asked(client, certificate, "Aigul Alibekova").content.decode()
    page = client.get(reverse("verify_localised", args=[certificate.code])).content.decode()
    assert reverse("verify_person", args=[certificate.code]) not in page
