from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.content.confirming import NothingToConfirm, confirm_fact
from courses.content.models import CountryFact

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fact() -> CountryFact:
    return CountryFact.objects.get(country="KZ", token="notify_deadline")


def test_the_overview_has_every_token_for_each_of_the_five_countries(administrator):
    CountryFact.objects.filter(country="UZ", token="asylum_authority").update(certainty="unknown")
    response = signed_in(administrator).get(reverse("countries"))
    found = {
        (row.token, country): cell.state
        for row in response.context["rows"]
        for (country, _name), cell in zip(response.context["countries"], row.cells, strict=True)
    }
    assert len(found) == 8 * 5
    assert found["border_service", "KZ"] == "confirmed"
    assert found["notify_deadline", "KZ"] == "check"
    assert found["asylum_authority", "UZ"] == "open"
    assert sum(response.context["counts"].values()) == 40


def test_confirming_today_sets_the_date_and_is_written_into_the_log(administrator):
    before = fact()
    assert before.certainty == "check"
    response = signed_in(administrator).post(reverse("country_confirm", args=[before.pk]), follow=True)
    after = fact()
    assert (after.certainty, after.checked_on) == ("good", timezone.localdate())
    assert after.changed_at > before.changed_at
    entry = ModelLogEntry.objects.get(object_id=str(after.pk), action="panah.confirmed")
    assert entry.user == administrator
    assert f"Confirmed on {timezone.localdate().isoformat()}" in response.content.decode()


def test_what_has_no_words_cannot_be_confirmed(administrator):
    empty = fact()
    empty.translations.all().delete()
    with pytest.raises(NothingToConfirm):
        confirm_fact(fact=empty, by=administrator, on=date(2026, 1, 2))
    page = signed_in(administrator).post(reverse("country_confirm", args=[empty.pk]), follow=True)
    assert "write the words first" in page.content.decode()
    assert fact().certainty == "check"


def test_a_translator_sees_the_overview_and_confirms_nothing(translator):
    client = signed_in(translator)
    assert "Confirmed today" not in client.get(reverse("countries")).content.decode()
    client.post(reverse("country_confirm", args=[fact().pk]))
    assert fact().certainty == "check"


def test_the_overview_costs_the_same_for_many_facts_as_for_few(administrator, django_assert_max_num_queries):
    client = signed_in(administrator)
    client.get(reverse("countries"))
    with django_assert_max_num_queries(16):
        client.get(reverse("countries"))
