from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates.designs.auditing import RESTORED
from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign
from certificates.designs.publishing import publish
from tests.certificates.designing.conftest import is_lost
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(design, administrator, send):
    """Two versions: the first in teal, the second in a blue."""
    send(design, "publish")
    send(design, "publish", primary="#112266", title_ru="Иначе")
    return list(design.versions.order_by("number"))


def page(desk, name, *args) -> str:
    return desk.get(reverse(name, args=args)).content.decode()


def test_versions_are_listed_with_date_person_and_picture(desk, design, versions, administrator):
    found = page(desk, "design_versions", design.pk)
    assert "Version 1" in found
    assert "Version 2" in found
    assert str(administrator) in found
    for number in (1, 2):
        address = reverse("design_version_picture", args=[design.pk, number, "en"])
        assert address in found
        assert desk.get(address)["Content-Type"] == "image/png"


def test_a_version_says_how_many_certificates_have_it(desk, design, versions, trainee, administrator):
    cohort = make_cohort(people=[trainee], academy=administrator.academy)
    make_certificate(enrolment=cohort.enrolments.get(), design_version=versions[0])
    found = page(desk, "design_versions", design.pk)
    assert "1 certificate has it" in found
    assert "0 certificates have it" in found


def test_a_version_is_compared_with_the_template_in_words(desk, design, versions):
    found = page(desk, "design_version", design.pk, 1)
    assert "Main colour" in found
    assert "#112266" in found
    assert "#0f4c4a" in found
    assert "Иначе" in found
    assert "says the same" in page(desk, "design_version", design.pk, 2)


def test_an_earlier_version_is_taken_up_and_published_as_the_next(desk, design, versions):
    desk.post(reverse("design_restore", args=[design.pk, 1]))
    draft = CertificateDesign.objects.whole().get(pk=design.pk)
    assert content_of(draft) == versions[0].content
    assert design.versions.count() == 2
    assert ModelLogEntry.objects.get(action=RESTORED).data == {"version": 1}
    desk.post(reverse("design_publish", args=[design.pk]))
    assert design.versions.first().number == 3
    assert design.versions.first().content == versions[0].content


def test_publishing_twice_makes_one_version(desk, design, versions):
    desk.post(reverse("design_publish", args=[design.pk]))
    assert design.versions.count() == 2


def test_a_version_there_is_not_gives_404(desk, design, versions):
    assert is_lost(desk.get(reverse("design_version", args=[design.pk, 9])))
    assert is_lost(desk.post(reverse("design_restore", args=[design.pk, 9])))
    assert is_lost(desk.get(reverse("design_version_picture", args=[design.pk, 9, "en"])))
    assert is_lost(desk.get(reverse("design_version_picture", args=[design.pk, 1, "xx"])))


def test_the_page_of_versions_asks_the_same_of_many(
    desk, design, versions, administrator, django_assert_max_num_queries
):
    page(desk, "design_versions", design.pk)
    with django_assert_max_num_queries(60) as first:
        page(desk, "design_versions", design.pk)
    most = len(first.captured_queries)
    for number in range(6):
        design.valid_months = number + 1
        design.save()
        publish(design=design, by=administrator, at=AT)
    with django_assert_max_num_queries(most):
        page(desk, "design_versions", design.pk)
