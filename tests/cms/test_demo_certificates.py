"""The demo has certificates to look at and to verify."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from certificates.designs.loading import load_designs
from certificates.models import Certificate
from cms.management.graduates import PEOPLE, TITLE
from courses.models import Cohort

pytestmark = pytest.mark.django_db


def told_by_the_command() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_the_demo_has_certificates_of_every_kind_and_repeating_it_changes_nothing(client):
    load_designs(report=lambda line: None, at=timezone.now())
    told = told_by_the_command()
    cohort = Cohort.objects.get(title=TITLE)
    found = Certificate.objects.filter(transcript__enrolment__cohort=cohort)
    rows = list(found.order_by("number").values_list("kind", "holder__username", "replaced_by", "revoked_at"))
    assert [kind for kind, *_rest in rows].count("attendance") == 1
    assert {username for _kind, username, *_rest in rows} == {username for username, *_rest in PEOPLE}
    assert sorted(one.state_on(timezone.localdate()) for one in found) == [
        "replaced",
        "revoked",
        *["valid"] * 5,
    ]
    assert not found.filter(file=None).exists()
    for certificate in found:
        assert f"/verify/{certificate.code}/" in told
        page = client.get(reverse("verify", args=[certificate.code]), follow=True)
        assert certificate.number in page.content.decode()
    again = told_by_the_command()
    assert again == told
    assert (
        list(found.order_by("number").values_list("kind", "holder__username", "replaced_by", "revoked_at"))
        == rows
    )
