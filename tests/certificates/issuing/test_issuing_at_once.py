"""Two administrators, or one with two tabs, press the same button in one moment."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.issuing import issue_for_qualified
from certificates.issuing.running import go_on, start
from certificates.models import Certificate, IssueRun, NumberSeries
from courses.cohorts.enrolling import enrol
from courses.models import Enrolment, Transcript
from tests.factories.closed import make_closed_cohort, make_people
from tests.factories.cohorts import make_cohort
from tests.factories.pages import make_course
from tests.factories.people import make_person
from tests.factories.progress import complete_texts
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def people():
    return [make_person(username=f"k-{number}") for number in range(3)]


@pytest.fixture
def course():
    return make_course(lessons=2)


def completed_cohort(course, people):
    cohort = make_cohort(course_keys=[course.key], people=people)
    for enrolment in Enrolment.objects.filter(cohort=cohort).select_related("user", "cohort"):
        complete_texts(enrolment, course)
    return cohort


def test_issuing_in_two_tabs_issues_each_certificate_once(course, people):
    cohort = completed_cohort(course, people)
    outcomes = at_once(lambda: issue_for_qualified(cohort=cohort, by=None, at=NOW))
    assert sum(len(outcome.issued) for outcome in outcomes) == len(people)
    assert Certificate.objects.count() == Transcript.objects.count() == len(people)
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == len(people)


def test_two_cohorts_issued_in_one_moment_share_the_numbers_without_gap_or_double(course, people):
    others = make_people(3, prefix="n")
    cohorts = [completed_cohort(course, one) for one in (people, others)]
    results = at_once(
        *(lambda c=cohort: issue_for_qualified(cohort=c, by=None, at=NOW) for cohort in cohorts)
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    running = sorted(number.split("-")[3] for number in Certificate.objects.values_list("number", flat=True))
    assert running == [f"{number:05d}" for number in range(1, 2 * len(people) + 1)]
    assert NumberSeries.objects.get().last == 2 * len(people)


def test_fifty_requests_in_one_moment_issue_one_certificate(course):
    cohort = make_closed_cohort(course, [make_person(username="k-1")])
    chief = make_person(username="chief", is_superuser=True)
    address = reverse("cohort_certificates_start", args=[cohort.pk])

    def press():
        client = Client()
        client.force_login(chief, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client.post(address, {"kind": "certificate"}).status_code

    assert at_once(*[press] * 50) == [302] * 50
    certificate = Certificate.objects.get()
    assert certificate.number.split("-")[3] == "00001"
    assert NumberSeries.objects.get().last == 1
    assert IssueRun.objects.get().done == 1
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == 1


def test_two_browsers_go_on_with_one_run_and_share_the_work(course):
    cohort = make_closed_cohort(course, make_people(6))
    run = start(cohort=cohort, kind="certificate", version=None, second_language="en", by=None, at=NOW)
    ended = at_once(*[lambda: go_on(run=run, by=None)] * 2)
    assert [one for one in ended if isinstance(one, Exception)] == []
    running = sorted(number.split("-")[3] for number in Certificate.objects.values_list("number", flat=True))
    assert running == [f"{number:05d}" for number in range(1, 7)]
    run.refresh_from_db()
    assert (run.done, run.total, run.is_running) == (6, 6, False)


def test_clicks_on_enrol_give_one_place(course, people):
    cohort = make_cohort(course_keys=[course.key])
    places = at_once(lambda: enrol(cohort=cohort, user=people[0]))
    assert set(places) == {Enrolment.objects.get()}
