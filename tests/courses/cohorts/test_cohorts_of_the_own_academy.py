"""In the admin there are only the cohorts somebody may see; the others are not found, whatever is asked."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.cohorts.enrolling import withdraw
from courses.models import Cohort
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.playing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def mine(trainee, other_trainee):
    cohort = make_cohort(title="Our cohort", people=[trainee, other_trainee])
    withdraw(enrolment=cohort.enrolments.get(user=other_trainee))
    return cohort


@pytest.fixture
def theirs():
    return make_cohort(title="Their cohort", academy=make_academy("Another academy"))


def test_the_list_shows_the_own_cohorts_with_people_and_state(client, mine, theirs):
    said = text_of(client.get(reverse("cohorts:index")))
    assert "Our cohort" in said
    assert "Their cohort" not in said
    row = said[said.index("Our cohort") :]
    assert "1 open" in row


def test_the_list_is_narrowed_to_a_state(client, mine):
    index = reverse("cohorts:index_results")
    assert "Our cohort" in text_of(client.get(index, {"state": "open"}))
    assert "Our cohort" not in text_of(client.get(index, {"state": "closed"}))


@pytest.mark.parametrize(
    "name",
    [
        "cohorts:edit",
        "cohorts:history",
        "cohorts:history_results",
        "cohorts:usage",
        "cohort_people",
        "cohort_requirements",
        "cohort_close",
        "cohort_duplicate",
    ],
)
def test_a_cohort_of_another_academy_is_not_found(client, mine, theirs, name):
    assert client.get(reverse(name, args=[mine.pk])).status_code == 200
    # What is not found under /admin/ is looked for under a language.
    answer = client.get(reverse(name, args=[theirs.pk]), follow=True)
    assert answer.status_code == 404


def test_nothing_is_done_to_a_cohort_of_another_academy(client, theirs):
    for url in (
        reverse("cohort_close", args=[theirs.pk]),
        reverse("cohort_duplicate", args=[theirs.pk]),
        reverse("cohort_advance", args=[theirs.pk, "closing"]),
    ):
        client.post(url, {"confirmed": "1", "title": "x", "starts_on": "2027-01-01", "ends_on": "2027-01-02"})
    theirs.refresh_from_db()
    assert theirs.state == "open"
    assert Cohort.objects.count() == 1


def test_an_administrator_without_an_academy_makes_no_cohort(administrator, client):
    administrator.academy = None
    administrator.save()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("cohorts:add")).status_code in (302, 403)


def test_the_list_costs_the_same_for_two_cohorts_and_for_ten(client, django_assert_max_num_queries):
    def counted(number):
        for one in range(number):
            make_cohort(title=f"{number}-{one}", people=[make_person(username=f"q{number}-{one}")])
        with django_assert_max_num_queries(30) as captured:
            client.get(reverse("cohorts:index"))
        return len(captured)

    counted(1)
    assert counted(2) == counted(10)
