from datetime import timedelta

import pytest

from courses.attendance.counted import Observed
from courses.attendance.standing import attendance_of, standing_of
from courses.models import Enrolment
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.sessions import make_mark, make_session

pytestmark = pytest.mark.django_db


def enrolment_of(cohort, person):
    return Enrolment.objects.get(cohort=cohort, user=person)


def test_the_mark_made_last_counts_even_if_it_arrived_first(trainee, lecturer):
    cohort = make_cohort(people=[trainee])
    session = make_session(cohort)
    make_mark(session, trainee, "present", by=lecturer, made_at=session.ends_at + timedelta(hours=1))
    make_mark(session, trainee, "absent", by=lecturer, made_at=session.ends_at)

    assert standing_of(enrolment_of(cohort, trainee)).minutes == 120


def test_a_cancelled_session_counts_for_nobody(trainee, lecturer):
    cohort = make_cohort(people=[trainee])
    held, cancelled = make_session(cohort), make_session(cohort, day=5, is_observed=True)
    make_mark(held, trainee, by=lecturer)
    make_mark(cancelled, trainee, "absent", by=lecturer)
    cancelled.cancelled_at = cancelled.ends_at
    cancelled.save()

    standing = standing_of(enrolment_of(cohort, trainee))

    assert (standing.percent, standing.planned, standing.observed) == (100, 120, Observed.PENDING)


def test_breaks_are_no_session_time(trainee, lecturer):
    cohort = make_cohort(people=[trainee])
    make_mark(make_session(cohort, break_minutes=20), trainee, by=lecturer)

    assert standing_of(enrolment_of(cohort, trainee)).minutes == 100


def test_reading_a_cohort_takes_three_queries_whatever_its_size(lecturer, django_assert_num_queries):
    people = [make_person(username=f"k-{number}") for number in range(12)]
    cohort = make_cohort(people=people)
    for day in (3, 4, 5):
        session = make_session(cohort, day=day)
        for person in people:
            make_mark(session, person, by=lecturer)

    with django_assert_num_queries(3):
        standing = attendance_of(cohort)

    assert {counted.percent for counted in standing.values()} == {100}
    assert len(standing) == 12
