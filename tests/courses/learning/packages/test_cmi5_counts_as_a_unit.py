"""A cmi5 course in a lesson: satisfied, it is a passed unit; what a unit states counts exactly once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.packages.models import PackageRegistration
from courses.cohorts.enrolling import withdraw
from courses.learning.packages import progress
from courses.models import LessonProgress, UnitResult
from tests.factories.cmi5_courses import Unit, au, make_version, words_of
from tests.factories.package_lessons import place_of_package

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_version(au("a", moveOn="Passed", masteryScore="0.5"), au("b", moveOn="Completed"))


@pytest.fixture
def place(trainee, manual_key, version):
    return place_of_package(trainee, manual_key, version, language="ru")


def open_unit(place, version, number=0):
    launched = progress.launch(
        place=place,
        version=version,
        unit=version.units.get(index=number),
        return_url="",
        at=timezone.now(),
    )
    return Unit(launched.address).begin()


def result():
    return UnitResult.objects.filter(kind=UnitResult.Kind.PACKAGE).first()


def test_the_actor_is_the_pseudonym_of_the_learner(place, version, trainee):
    unit = open_unit(place, version)
    assert unit.agent["account"]["name"] == str(trainee.actor_key)
    assert "name" not in unit.agent
    registration = PackageRegistration.objects.get()
    assert registration.user == trainee
    assert registration.enrolment_registration == place.enrolment.registration
    assert registration.key != place.enrolment.registration


def test_a_satisfied_course_passes_the_unit_and_completes_the_lesson(place, version):
    open_unit(place, version).tell("passed", scaled=0.8)
    assert result() is None
    open_unit(place, version, 1).tell("completed")
    found = result()
    assert (found.enrolment, found.unit_key) == (place.enrolment, version.package.key)
    assert (found.tries, found.best_percent) == (1, Decimal("80.00"))
    assert found.passed_at is not None
    done = LessonProgress.objects.get(enrolment=place.enrolment, lesson_key=place.lesson.key)
    assert done.completed_at is not None


def test_a_failed_unit_is_a_try_that_did_not_pass(place, version):
    open_unit(place, version).tell("failed", scaled=0.2)
    found = result()
    assert (found.tries, found.best_percent, found.passed_at) == (1, 20, None)
    open_unit(place, version).tell("passed", scaled=0.9)
    open_unit(place, version, 1).tell("completed")
    found = result()
    assert (found.tries, found.best_percent) == (2, 90)
    assert found.passed_at is not None


def test_a_statement_sent_twice_counts_once(place, version):
    unit = open_unit(place, version)
    failed = unit.statement("failed")
    for _time in range(3):
        assert unit.post(failed).status_code == 200
    assert result().tries == 1


def test_a_refused_statement_changes_no_progress(place, version):
    unit = open_unit(place, version)
    assert unit.tell("failed", scaled=0.9).status_code == 403
    assert result() is None


def test_a_course_that_asks_for_nothing_is_passed_when_it_is_begun(trainee, manual_key):
    version = make_version(au())
    place = place_of_package(trainee, manual_key, version)
    for _time in range(2):
        open_unit(place, version)
    assert (result().tries, result().best_percent) == (1, 100)
    assert result().passed_at is not None


def test_who_has_left_the_cohort_states_what_they_do_and_passes_nothing(place, version, administrator):
    open_unit(place, version).tell("passed", scaled=0.8)
    unit = open_unit(place, version, 1)
    withdraw(enrolment=place.enrolment, by=administrator)
    assert unit.tell("completed").status_code == 200
    assert result() is None


def test_what_was_satisfied_while_the_lesson_was_without_it_counts_at_the_next_launch(
    trainee, manual_key, version, administrator
):
    place = place_of_package(trainee, manual_key, version)
    open_unit(place, version).tell("passed")
    unit = open_unit(place, version, 1)
    withdraw(enrolment=place.enrolment, by=administrator)
    unit.tell("completed")
    type(place.enrolment).objects.filter(pk=place.enrolment.pk).update(withdrawn_at=None)
    open_unit(place, version)
    assert (result().tries, result().best_percent) == (1, 100)


def test_a_course_begun_anew_is_on_the_newer_version_and_the_result_stays(place, version):
    open_unit(place, version).tell("passed", scaled=0.8)
    left = open_unit(place, version, 1)
    left.tell("completed")
    newer = make_version(au("c", moveOn="Passed"), replaces=version.package)
    again = progress.begin_anew(place=place, version=newer, at=timezone.now() + timedelta(seconds=1))
    assert (again.number, again.version, again.satisfied_at) == (2, newer, None)
    assert left.tell("terminated").status_code == 403
    first = PackageRegistration.objects.get(number=1)
    assert words_of(first)[-1] == "abandoned"
    open_unit(place, newer).tell("failed", scaled=0.1)
    assert (result().tries, result().best_percent) == (2, 80)
    assert result().passed_at is not None


def test_a_waived_unit_passes_the_course(place, version, administrator):
    open_unit(place, version).tell("passed", scaled=0.8)
    registration = PackageRegistration.objects.get()
    progress.waive(
        registration=registration,
        unit=version.units.get(index=1),
        reason="Tested Out",
        by=administrator,
        at=timezone.now(),
    )
    assert words_of(registration)[-2:] == ["waived", "satisfied"]
    assert (result().tries, result().best_percent) == (1, 80)
    assert result().passed_at is not None
