"""What somebody without an account gets who scans, types or pastes a code."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.issuing import issue_for_qualified
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from tests.factories.cohorts import make_cohort
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    complete_course(cohort.enrolments.select_related("user", "cohort").get(), manual_key)
    return issue_for_qualified(cohort=cohort, by=None, at=timezone.now()).issued[0]


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        " {lower} ",
        "{halves}",
        "https://panah.example/verify/{code}/",
        "https://panah.example/ru/verify/{code}",
    ],
)
def test_a_code_is_found_however_it_was_typed_or_pasted(client, certificate, typed):
    code = certificate.code
    typed = typed.format(code=code, lower=code.lower(), halves=f"{code[:13]}-{code[13:]}")
    response = client.get(reverse("verify_form"), {"code": typed}, follow=True)
    assert response.status_code == 200
    assert certificate.number in response.content.decode()


@pytest.mark.parametrize("typed", ["a/b", "%00", "\x00", "?", "..", "А" * 26, "1" * 3000])
def test_what_is_no_code_is_answered_and_is_no_error(client, typed):
    assert client.get(reverse("verify_form"), {"code": typed}, follow=True).status_code in (200, 404)


@pytest.mark.parametrize("name", ["verify_localised", "verify"])
def test_an_address_with_a_null_byte_is_not_found(client, name):
    address = reverse(name, args=["CODE"]).replace("CODE", "%00")
    assert client.get(address, follow=True).status_code == 404


def test_the_holders_pages_take_no_null_byte_either(client, trainee):
    client.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("certificate", "certificate_pdf"):
        assert client.get(reverse(name, args=["CODE"]).replace("CODE", "%00")).status_code == 404


def test_the_day_of_revoking_is_the_day_it_was_here(certificate):
    just_after_midnight_in_almaty = datetime(2026, 4, 1, 20, 0, tzinfo=UTC)
    revoke(certificate=certificate, reason="Printed twice", by=None, at=just_after_midnight_in_almaty)
    verdict = lookup(certificate.code, language="en", today=timezone.localdate())
    assert str(verdict.revoked_on) == "2026-04-02"
    assert verdict.reason == "Printed twice"


def test_who_verifies_is_told_whose_it_is_by_an_initial_only(client, certificate):
    html = client.get(reverse("verify_localised", args=[certificate.code])).content.decode()
    assert "ALIBEKOVA" not in html
    assert certificate.holder.name_native not in html
    assert Certificate.objects.count() == 1
