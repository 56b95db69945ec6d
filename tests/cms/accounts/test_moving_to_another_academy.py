"""A person moves to another academy: the history goes along, the account is out of sight, staff roles end."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.issuing import issue_for_qualified
from cms.accounts import roles
from cms.accounts.models import User
from courses.models import Academy, Transfer
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return response.content.decode()


@pytest.fixture
def elsewhere():
    return make_academy("Dushanbe academy", "TJ")


@pytest.fixture
def new_administrator(elsewhere):
    return make_person(username="other-a", role=roles.ADMINISTRATOR, academy=elsewhere)


def move(by, person, to, **fields):
    sent = {"academy": to.pk, "reason": "Posted to Dushanbe", **fields}
    return client_of(by).post(reverse("person_transfer", args=[person.pk]), sent)


def test_the_history_goes_along_and_the_old_academy_keeps_its_cohort(
    trainee, administrator, new_administrator, elsewhere, manual_key
):
    cohort = make_cohort(title="The Almaty cohort", course_keys=[manual_key], people=[trainee])
    complete_course(cohort.enrolments.get(), manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=timezone.now())
    certificate = trainee.certificates.get()
    assert move(administrator, trainee, elsewhere).status_code == 302

    record = client_of(new_administrator).get(reverse("person_record", args=[trainee.pk]))
    for told in ("The Almaty cohort", certificate.number, "Posted to Dushanbe", "Test academy"):
        assert told in text(record)
    assert reverse("cohort_people", args=[cohort.pk]) not in text(record)
    assert (
        client_of(new_administrator).get(reverse("certificate", args=[certificate.code])).status_code == 200
    )

    old = client_of(administrator)
    assert trainee.username in text(old.get(reverse("cohort_people", args=[cohort.pk])))
    assert old.get(reverse("certificate", args=[certificate.code])).status_code == 200
    for name in ("person_record", "person_transfer", "wagtailusers_users:edit"):
        assert old.get(reverse(name, args=[trainee.pk]), follow=True).status_code == 404


def test_a_lecturer_comes_without_the_role(lecturer, administrator, elsewhere):
    lecturer.groups.add(Group.objects.get(name=roles.TRAINEE))
    move(administrator, lecturer, elsewhere)
    lecturer.refresh_from_db()
    assert lecturer.academy == elsewhere
    assert [group.name for group in lecturer.groups.all()] == [roles.TRAINEE]


def test_a_reason_is_asked_for_and_the_own_academy_is_not_offered(trainee, administrator, elsewhere):
    assert move(administrator, trainee, elsewhere, reason=" ").context["form"].errors["reason"]
    assert move(administrator, trainee, trainee.academy).context["form"].errors["academy"]
    assert not Transfer.objects.exists()


def test_nobody_moves_oneself_a_superuser_or_somebody_of_another_academy(
    administrator, new_administrator, trainee, elsewhere
):
    root = make_person(username="root", is_superuser=True)
    for by, person in ((administrator, administrator), (administrator, root), (new_administrator, trainee)):
        move(by, person, elsewhere)
    assert not Transfer.objects.exists()
    assert User.objects.get(pk=trainee.pk).academy == administrator.academy


def test_the_pages_of_many_cohorts_cost_as_many_queries_as_that_of_one(
    trainee, administrator, django_assert_max_num_queries
):
    for number in range(12):
        make_cohort(title=f"Cohort {number}", people=[trainee])
    client = client_of(administrator)
    client.get(reverse("person_record", args=[trainee.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("person_record", args=[trainee.pk]))


def test_an_administrator_corrects_the_own_academy_and_no_other(administrator, elsewhere):
    client = client_of(administrator)
    own = administrator.academy
    assert "Dushanbe academy" not in text(client.get(reverse("academies:index")))
    sent = {"name": "Test academy", "name_english": "Border academy", "country": "KZ", "city": "Almaty"}
    assert client.post(reverse("academies:edit", args=[own.pk]), sent).status_code == 302
    assert Academy.objects.get(pk=own.pk).city == "Almaty"
    assert client.get(reverse("academies:edit", args=[elsewhere.pk]), follow=True).status_code == 404


def test_a_superuser_adds_academies_and_removes_only_empty_ones(administrator, elsewhere):
    client = client_of(make_person(username="root", is_superuser=True, academy=None))
    client.post(reverse("academies:add"), {"name": "Osh academy", "country": "KG"})
    made = Academy.objects.get(name="Osh academy")
    client.post(reverse("academies:delete", args=[made.pk]))
    assert not Academy.objects.filter(pk=made.pk).exists()
    answer = client.post(reverse("academies:delete", args=[administrator.academy_id]), follow=True)
    assert "it stays" in text(answer)
    assert Academy.objects.filter(pk=administrator.academy_id).exists()
