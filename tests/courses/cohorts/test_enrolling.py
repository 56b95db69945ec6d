import pytest
from wagtail.models import ModelLogEntry

from courses.cohorts.enrolling import CohortIsClosed, enrol, set_courses, withdraw
from courses.cohorts.models import Enrolment
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db


def test_enrolling_twice_keeps_the_place_and_its_registration(trainee):
    cohort = make_cohort()
    first, second = enrol(cohort=cohort, user=trainee), enrol(cohort=cohort, user=trainee)
    assert first == second
    assert first.registration == second.registration
    assert Enrolment.objects.filter(cohort=cohort).count() == 1


def test_who_comes_back_finds_the_old_place(trainee):
    cohort = make_cohort(people=[trainee])
    place = Enrolment.objects.get(cohort=cohort)
    withdraw(enrolment=place)
    assert not Enrolment.objects.active().filter(pk=place.pk).exists()
    assert enrol(cohort=cohort, user=trainee).registration == place.registration
    assert Enrolment.objects.active().filter(pk=place.pk).exists()


def test_the_cohorts_log_says_who_enrolled_and_took_out_whom(trainee, administrator):
    cohort = make_cohort()
    place = enrol(cohort=cohort, user=trainee, by=administrator)
    enrol(cohort=cohort, user=trainee, by=administrator)
    withdraw(enrolment=place, by=administrator)
    entries = ModelLogEntry.objects.for_instance(cohort).order_by("pk")
    assert [(entry.action, entry.user, entry.data["person"]) for entry in entries] == [
        ("panah.enrolled", administrator, trainee.username),
        ("panah.withdrawn", administrator, trainee.username),
    ]
    assert [entry.message for entry in entries] == [
        f"Enrolled {trainee.username}",
        f"Took out {trainee.username}",
    ]


def test_nobody_joins_a_closed_cohort(trainee):
    with pytest.raises(CohortIsClosed):
        enrol(cohort=make_cohort(state="closed"), user=trainee)
    assert not Enrolment.objects.exists()


def test_setting_the_courses_replaces_them_in_the_given_order(manual_key, code_key):
    cohort = make_cohort(course_keys=[manual_key])
    set_courses(cohort=cohort, course_keys=[code_key, manual_key])
    assert list(cohort.cohort_courses.values_list("course_key", flat=True)) == [code_key, manual_key]
    set_courses(cohort=cohort, course_keys=[manual_key])
    assert list(cohort.cohort_courses.values_list("course_key", flat=True)) == [manual_key]
