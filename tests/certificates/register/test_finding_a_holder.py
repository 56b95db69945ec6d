"""The register is searched by number, service number and name, in whatever script the name is typed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.issuing import issue_for_qualified
from certificates.register.models import Certificate
from courses.models import Enrolment
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(administrator, code_key):
    person = make_person(
        username="u-77", name_native="Gʻayrat Oʻrinov", name_latin="URINOV Gayrat", language="uz"
    )
    cohort = make_cohort(course_keys=[code_key], people=[person])
    complete_course(Enrolment.objects.get(cohort=cohort), code_key)
    issue_for_qualified(cohort=cohort, by=administrator, at=timezone.now())
    return Certificate.objects.get(holder=person)


@pytest.mark.parametrize("typed", ["Ўринов", "ўринов", "Oʻrinov", "orinov", "u-77", "nobody"])
def test_a_holder_is_found_in_either_script(administrator, certificate, typed):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("certificate_register:index"), {"q": typed})
    assert (certificate.number in answer.content.decode()) == (typed != "nobody")


def test_a_certificate_is_found_by_its_number(administrator, certificate):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    for typed, found in ((certificate.number, True), ("no-such-number", False)):
        answer = client.get(reverse("certificate_register:index"), {"q": typed})
        # The number typed stands in the search field as well.
        assert (reverse("certificate_record", args=[certificate.pk]) in answer.content.decode()) == found
