"""Who assesses, how often a lesson is given, and what stays when somebody is replaced."""

import pytest
from django.utils import timezone

from cms.accounts import roles
from courses.cohorts.enrolling import CohortIsClosed, withdraw
from courses.models import PracticeLesson, RubricMarks
from courses.practice.lessons.marking import save_draft
from courses.practice.lessons.planning import (
    AlreadyHandedIn,
    AssessorRefused,
    NoRepeat,
    PlaceWithdrawn,
    WrongAssessors,
    replace_assessor,
)
from courses.practice.staff import acts_on, superiors_of
from tests.factories.academies import make_academy
from tests.factories.people import make_person
from tests.factories.practice import NOON, given, make_lesson, make_rule, make_training, mark, place_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(trainee, lecturer):
    return make_training(trainee, lecturers=[lecturer])


def refused(caught) -> str:
    return caught.value.reason


def test_a_lesson_is_planned_with_two_assessors(cohort, trainee, lecturer, administrator):
    lesson = make_lesson(trainee, lecturer, administrator, by=administrator)
    assert (lesson.number, lesson.minutes, set(lesson.assessors.all())) == (1, 25, {lecturer, administrator})


def test_one_assessor_or_the_same_twice_is_not_enough(cohort, trainee, lecturer):
    for assessors in ([lecturer], [lecturer, lecturer]):
        with pytest.raises(WrongAssessors):
            make_lesson(trainee, *assessors)
    assert not PracticeLesson.objects.exists()


def test_nobody_assesses_the_own_lesson(lecturer, other_lecturer):
    make_training(lecturer)
    with pytest.raises(AssessorRefused) as caught:
        make_lesson(lecturer, lecturer, other_lecturer)
    assert refused(caught) == AssessorRefused.SELF


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_no_superior_assesses_however_far_up(cohort, trainee, lecturer, other_lecturer, steps):
    person = trainee
    for step in range(1, steps):
        person.superior = make_person(username=f"s-{step}")
        person.save()
        person = person.superior
    person.superior = other_lecturer
    person.save()
    with pytest.raises(AssessorRefused) as caught:
        make_lesson(trainee, lecturer, other_lecturer)
    assert (refused(caught), caught.value.person) == (AssessorRefused.SUPERIOR, other_lecturer)


def test_a_ring_of_superiors_comes_to_an_end(trainee, lecturer):
    trainee.superior = lecturer
    trainee.save()
    lecturer.superior = trainee
    lecturer.save()
    assert superiors_of(trainee) == [lecturer.pk]


def test_who_is_not_staff_of_the_academy_does_not_assess(cohort, trainee, other_trainee, lecturer):
    elsewhere = make_person(username="l-9", role=roles.LECTURER, academy=make_academy("Another academy"))
    gone = make_person(username="l-8", role=roles.LECTURER, is_active=False)
    for person in (other_trainee, elsewhere, gone):
        with pytest.raises(AssessorRefused) as caught:
            make_lesson(trainee, lecturer, person)
        assert refused(caught) == AssessorRefused.UNKNOWN


def test_a_lecturer_of_the_cohort_assesses_from_another_academy_too(cohort, trainee, lecturer):
    guest = make_person(username="l-9", role=roles.LECTURER, academy=make_academy("Another academy"))
    cohort.lecturers.add(guest)
    assert make_lesson(trainee, lecturer, guest).number == 1


def test_a_lesson_that_failed_is_repeated_once_and_not_again(cohort, trainee, lecturer, administrator):
    for number in (1, 2):
        lesson = make_lesson(trainee, lecturer, administrator)
        assert lesson.number == number
        with pytest.raises(NoRepeat) as caught:
            make_lesson(trainee, lecturer, administrator)
        assert refused(caught) == NoRepeat.WAITING
        mark(lesson, lecturer, 2)
        mark(lesson, administrator, 2)
    with pytest.raises(NoRepeat) as caught:
        make_lesson(trainee, lecturer, administrator)
    assert refused(caught) == NoRepeat.USED


def test_a_lesson_that_passed_is_not_repeated(cohort, trainee, lecturer, administrator):
    lesson = make_lesson(trainee, lecturer, administrator)
    mark(lesson, lecturer)
    mark(lesson, administrator)
    with pytest.raises(NoRepeat) as caught:
        make_lesson(trainee, lecturer, administrator)
    assert refused(caught) == NoRepeat.PASSED


def test_the_numbers_of_the_cohorts_rule_decide(cohort, trainee, lecturer):
    make_rule(practice={"assessors": 1, "average": 2.5, "least": 1})
    lesson = make_lesson(trainee, lecturer)
    mark(lesson, lecturer, 3, timing=1)
    with pytest.raises(NoRepeat) as caught:
        make_lesson(trainee, lecturer)
    assert refused(caught) == NoRepeat.PASSED


def test_an_assessor_is_replaced_while_nothing_is_handed_in_and_takes_the_draft_away(
    cohort, trainee, lecturer, administrator, other_lecturer
):
    lesson = make_lesson(trainee, lecturer, administrator)
    save_draft(lesson=lesson, assessor=lecturer, given=given(2), at=NOON)
    replace_assessor(lesson=lesson, leaving=lecturer, coming=other_lecturer, by=administrator)
    assert set(lesson.assessors.all()) == {administrator, other_lecturer}
    assert not RubricMarks.objects.exists()
    mark(lesson, administrator)
    with pytest.raises(AlreadyHandedIn):
        replace_assessor(lesson=lesson, leaving=other_lecturer, coming=lecturer, by=administrator)


def test_who_comes_instead_is_no_superior_and_not_there_already(
    cohort, trainee, lecturer, administrator, other_lecturer
):
    lesson = make_lesson(trainee, lecturer, administrator)
    trainee.superior = other_lecturer
    trainee.save()
    with pytest.raises(AssessorRefused):
        replace_assessor(lesson=lesson, leaving=lecturer, coming=other_lecturer, by=administrator)
    with pytest.raises(WrongAssessors):
        replace_assessor(lesson=lesson, leaving=lecturer, coming=administrator, by=administrator)
    assert set(lesson.assessors.all()) == {lecturer, administrator}


def test_nothing_is_planned_for_a_closed_cohort_or_a_place_that_was_withdrawn(
    cohort, trainee, lecturer, administrator
):
    withdraw(enrolment=place_of(trainee))
    with pytest.raises(PlaceWithdrawn):
        make_lesson(trainee, lecturer, administrator)
    place = place_of(trainee)
    place.withdrawn_at = None
    place.save()
    cohort.state, cohort.closed_at = "closed", timezone.now()
    cohort.save()
    with pytest.raises(CohortIsClosed):
        make_lesson(trainee, lecturer, administrator)


def test_lecturers_act_on_cohorts_they_are_named_in_and_administrators_on_those_of_their_academy(
    cohort, lecturer, other_lecturer, administrator, trainee, observer
):
    far = make_person(username="a-9", role=roles.ADMINISTRATOR, academy=make_academy("Another academy"))
    people = (lecturer, administrator, other_lecturer, far, trainee, observer)
    assert [acts_on(person, cohort) for person in people] == [True, True, False, False, False, False]


def test_who_leads_a_session_acts_on_its_cohort(cohort, other_lecturer):
    cohort.sessions.create(
        title="Day 1", starts_at=NOON, ends_at=NOON.replace(hour=14), lecturer=other_lecturer
    )
    assert acts_on(other_lecturer, cohort)
