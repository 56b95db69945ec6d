"""When everything a cohort asks for is completed, the enrolment is stamped, once."""

from datetime import timedelta

import pytest

from assessments.xapi.keys import stable_key
from courses.models import Cohort, Enrolment, LessonProgress, QualificationRule
from courses.progress.stamping import stamp_earlier
from tests.factories.cohorts import make_cohort
from tests.factories.progress import NOON, complete_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainee, other_trainee, manual_key, code_key):
    return make_cohort(course_keys=[manual_key, code_key], people=[trainee, other_trainee])


def enrolment_of(person):
    return Enrolment.objects.select_related("user", "cohort").get(user=person)


def test_the_last_lesson_of_all_courses_is_when_everything_is_completed(
    cohort, trainee, manual_key, code_key
):
    complete_course(enrolment_of(trainee), manual_key)
    assert enrolment_of(trainee).completed_at is None
    complete_course(enrolment_of(trainee), code_key, at=NOON + timedelta(days=1))
    assert enrolment_of(trainee).completed_at == NOON + timedelta(days=1)
    complete_course(enrolment_of(trainee), code_key, at=NOON + timedelta(days=2))
    assert enrolment_of(trainee).completed_at == NOON + timedelta(days=1)


def test_a_course_apart_from_the_track_is_not_waited_for(trainee, manual_key):
    rule = QualificationRule.objects.get(code="completion")
    make_cohort(course_keys=[manual_key, stable_key("course", "tot")], people=[trainee], rule=rule)
    complete_course(enrolment_of(trainee), manual_key)
    assert enrolment_of(trainee).completed_at == NOON


def test_what_is_completed_after_closing_is_not_stamped(trainee, manual_key):
    make_cohort(course_keys=[manual_key], people=[trainee])
    Cohort.objects.update(closed_at=NOON, state=Cohort.State.CLOSED)
    complete_course(enrolment_of(trainee), manual_key, at=NOON + timedelta(days=1))
    assert enrolment_of(trainee).completed_at is None
    assert stamp_earlier() == 0


def test_who_was_ready_before_stamps_were_written_is_stamped_with_the_last_lesson(
    cohort, trainee, other_trainee, manual_key, code_key
):
    complete_course(enrolment_of(trainee), manual_key)
    complete_course(enrolment_of(trainee), code_key, at=NOON + timedelta(days=1))
    complete_course(enrolment_of(other_trainee), manual_key)
    Enrolment.objects.update(completed_at=None)
    assert LessonProgress.objects.filter(enrolment__user=other_trainee).exists()
    assert [stamp_earlier(), stamp_earlier()] == [1, 0]
    assert enrolment_of(trainee).completed_at == NOON + timedelta(days=1)
    assert enrolment_of(other_trainee).completed_at is None
