"""Two administrators, or one with two tabs, press the same button in one moment."""

from datetime import UTC, datetime

import pytest

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.issuing import issue_for_qualified
from certificates.models import Certificate, NumberSeries
from courses.cohorts.enrolling import enrol
from courses.models import Enrolment, Transcript
from tests.factories.cohorts import make_cohort
from tests.factories.pages import make_course
from tests.factories.people import make_person
from tests.factories.progress import complete_texts
from tests.racing import CLICKS, at_once

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
    assert sorted(len(outcome.issued) for outcome in outcomes) == [0] * (CLICKS - 1) + [len(people)]
    assert Certificate.objects.count() == Transcript.objects.count() == len(people)
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == len(people)


def test_two_cohorts_issued_in_one_moment_share_the_numbers_without_gap_or_double(course, people):
    cohorts = [completed_cohort(course, people) for _number in range(2)]
    results = at_once(
        *(lambda c=cohort: issue_for_qualified(cohort=c, by=None, at=NOW) for cohort in cohorts)
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    running = sorted(number.split("-")[3] for number in Certificate.objects.values_list("number", flat=True))
    assert running == [f"{number:05d}" for number in range(1, 2 * len(people) + 1)]
    assert NumberSeries.objects.get().last == 2 * len(people)


def test_clicks_on_enrol_give_one_place(course, people):
    cohort = make_cohort(course_keys=[course.key])
    places = at_once(lambda: enrol(cohort=cohort, user=people[0]))
    assert set(places) == {Enrolment.objects.get()}
