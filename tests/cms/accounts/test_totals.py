"""What an observer sees: numbers of cohorts, never a person."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.issuing import issue_for_qualified
from cms.accounts.totals import Total, totals
from courses.cohorts.enrolling import withdraw
from courses.models import Enrolment
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(observer):
    client = Client()
    client.force_login(observer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def enrolments(cohort):
    return list(Enrolment.objects.filter(cohort=cohort).select_related("user", "cohort").order_by("pk"))


def people(number, prefix="n"):
    return [make_person(username=f"{prefix}-{i}", name_latin=f"SURNAME{i} Name") for i in range(number)]


def test_people_completions_and_certificates_are_counted_without_those_withdrawn(manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=people(4))
    first, second, third, _fourth = enrolments(cohort)
    complete_course(first, manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=timezone.now())
    for late in (second, third):
        complete_course(late, manual_key)
    withdraw(enrolment=third)
    make_cohort(title="Nobody yet", starts_on="2026-03-01")
    assert totals() == [
        Total(cohort="Spring cohort", people=3, completed=2, certificates=1),
        Total(cohort="Nobody yet", people=0, completed=0, certificates=0),
    ]


def test_many_cohorts_cost_as_many_queries_as_one(client, manual_key):
    def counted():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("totals"))
        return len(captured)

    group = people(3)
    make_cohort(course_keys=[manual_key], people=group)
    counted()  # what is remembered in the process is remembered now
    for_one = counted()
    for number in range(4):
        make_cohort(course_keys=[manual_key], people=group, title=f"Cohort {number}")
    assert counted() == for_one


def test_the_page_shows_no_numbers_of_a_small_group_and_never_a_name(client, manual_key):
    make_cohort(course_keys=[manual_key], people=people(4), title="Small group")
    make_cohort(course_keys=[manual_key], people=people(6, "m"), title="Larger group")
    html = client.get(reverse("totals")).content.decode()
    assert html.count("fewer than five people</td>") == 1
    assert "<td>6</td>" in html
    assert "SURNAME" not in html
