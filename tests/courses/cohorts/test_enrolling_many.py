"""Many people get their places at once: as one by one, in a number of queries that does not grow with them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from courses.cohorts.auditing import ENROLLED
from courses.cohorts.enrolling import CohortIsClosed, enrol, enrol_all, withdraw
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def people(count, first=0):
    return [make_person(username=f"m-{number}") for number in range(first, first + count)]


def test_new_ones_join_withdrawn_ones_come_back_and_others_keep_their_place(administrator):
    cohort = make_cohort()
    there, gone, new = people(3)
    kept = enrol(cohort=cohort, user=there)
    left = withdraw(enrolment=enrol(cohort=cohort, user=gone))
    assert enrol_all(cohort=cohort, people=[there, gone, new, new], by=administrator) == 2
    places = {place.user_id: place for place in cohort.enrolments.all()}
    assert len(places) == 3
    assert places[there.pk].registration == kept.registration
    assert (places[gone.pk].registration, places[gone.pk].withdrawn_at) == (left.registration, None)
    assert places[new.pk].enrolled_by == administrator
    assert enrol_all(cohort=cohort, people=[there, gone, new], by=administrator) == 0


def test_each_of_them_is_in_the_history(administrator):
    cohort = make_cohort()
    enrol_all(cohort=cohort, people=people(3), by=administrator)
    entries = ModelLogEntry.objects.for_instance(cohort).filter(action=ENROLLED)
    assert {entry.data["person"] for entry in entries} == {"m-0", "m-1", "m-2"}
    assert {entry.user for entry in entries} == {administrator}
    assert "m-" in entries[0].formatter.format_message(entries[0])


def test_a_closed_cohort_takes_nobody():
    cohort = make_cohort(state="closed")
    with pytest.raises(CohortIsClosed):
        enrol_all(cohort=cohort, people=people(2))
    assert not cohort.enrolments.exists()


def test_queries_do_not_grow_with_the_people():
    make_cohort()
    counts = []
    for first, count in ((0, 2), (100, 40)):
        some, cohort = people(count, first), make_cohort()
        with CaptureQueriesContext(connection) as captured:
            enrol_all(cohort=cohort, people=some)
        counts.append(len(captured))
    assert counts[0] == counts[1]
