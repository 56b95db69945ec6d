"""The pages by which an academy finds doubles, merges two accounts and undoes it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts import roles
from cms.accounts.merging.accounts import merge
from cms.accounts.models import AccountMerge, User
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def twin(number, **fields):
    names = {"name_native": "Ҷамшед Қодиров", "name_latin": "QODIROV Jamshed"}
    return make_person(username=number, role=roles.TRAINEE, **(names | fields))


@pytest.fixture
def two():
    return twin("D-1"), twin("D-2")


def suggested(client):
    found = client.get(reverse("person_merges")).context["doubles"]
    return [[person.username for person in one.people] for one in found]


def test_accounts_with_one_name_at_one_academy_are_suggested(client, two):
    twin("D-3", academy=make_academy("Another academy"))
    twin("D-4", name_native="Ҷамшед Қодирзода", name_latin="QODIRZODA Jamshed")
    twin("D-5", is_active=False)
    # A list may have the family name first or last.
    twin("D-6", name_native="Қодиров Ҷамшед", name_latin="Jamshed QODIROV")
    assert [group for group in suggested(client) if "D-1" in group] == [["D-1", "D-2", "D-6"]]


def test_namesakes_with_different_dates_of_birth_are_not_offered_for_merging(client, two):
    for person, year in zip(two, (1990, 1991), strict=True):
        User.objects.filter(pk=person.pk).update(born_on=date(year, 1, 1))
    page = client.get(reverse("person_merges"))
    assert next(one for one in page.context["doubles"] if one.people[0].username == "D-1").differ
    assert "kept=D-1" not in page.content.decode()


def test_what_would_move_is_shown_then_merged_then_undone(client, two):
    cohort = make_cohort(people=[two[1]])
    url = reverse("person_merge")
    shown = client.get(f"{url}?kept=d-1&merged=D-2")
    assert ("enrolments", 1) in shown.context["lines"]
    assert not AccountMerge.objects.exists()
    sent = {"kept": "D-1", "merged": "D-2", "reason": "imported twice"}
    assert client.post(url, sent)["Location"] == reverse("person_merges")
    assert cohort.enrolments.get().user == two[0]
    done = AccountMerge.objects.get()
    listed = client.get(reverse("person_merges"))
    assert "imported twice" in listed.content.decode()
    assert suggested(client) == [group for group in suggested(client) if "D-2" not in group]
    client.post(reverse("person_merge_undo", args=[done.pk]))
    assert cohort.enrolments.get().user == two[1]


def test_the_merged_account_is_out_of_the_list_of_people(client, two):
    merge(kept=two[0], merged=two[1], by=None, at=timezone.now())
    found = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert ("D-1" in found, "D-2" in found) == (True, False)
    assert client.get(reverse("wagtailusers_users:edit", args=[two[1].pk]), follow=True).status_code == 404
    assert "D-2" in client.get(reverse("person_record", args=[two[0].pk])).content.decode()


def test_numbers_of_another_academy_and_one_number_twice_are_refused(client, two):
    twin("F-1", academy=make_academy("Another academy"))
    url = reverse("person_merge")
    assert "merged" in client.get(f"{url}?kept=D-1&merged=F-1").context["form"].errors
    assert client.get(f"{url}?kept=D-1&merged=D-1").context["refused"]
    client.post(url, {"kept": "D-1", "merged": "F-1"})
    client.post(url, {"kept": "D-1", "merged": "D-1"})
    assert not AccountMerge.objects.exists()


def test_what_can_no_longer_be_undone_says_why(client, two):
    done = merge(kept=two[0], merged=two[1], by=None, at=timezone.now() - timedelta(days=2))
    assert "can no longer be undone" in client.get(reverse("person_merges")).content.decode()
    answer = client.post(reverse("person_merge_undo", args=[done.pk]), follow=True)
    assert "within a day" in answer.content.decode()
    assert User.objects.get(pk=two[1].pk).merged_into == two[0]


def test_what_has_changed_is_named_in_words(client, two):
    cohort = make_cohort(people=[two[1]])
    done = merge(kept=two[0], merged=two[1], by=None, at=timezone.now())
    cohort.enrolments.all().delete()
    answer = client.post(reverse("person_merge_undo", args=[done.pk]), follow=True)
    assert "this has changed since: enrolments" in answer.content.decode()


def test_another_academy_sees_and_undoes_nothing(two):
    done = merge(kept=two[0], merged=two[1], by=None, at=timezone.now())
    other = make_person(username="other-a", role=roles.ADMINISTRATOR, academy=make_academy("Another academy"))
    abroad = Client()
    abroad.force_login(other)
    assert "D-1" not in abroad.get(reverse("person_merges")).content.decode()
    assert abroad.post(reverse("person_merge_undo", args=[done.pk]), follow=True).status_code == 404
    assert AccountMerge.objects.get().undone_at is None


def test_the_page_costs_as_many_queries_for_many_doubles_as_for_few(
    client, two, django_assert_max_num_queries
):
    for number in range(12):
        twin(
            f"E-{number}", name_native=f"Одина {'абвгдежзикл'[number % 11]}", name_latin=f"ODINA {number % 6}"
        )
    client.get(reverse("person_merges"))
    with django_assert_max_num_queries(20):
        client.get(reverse("person_merges"))
