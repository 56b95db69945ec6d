"""What the rule is judged on, as it is gathered: for one person and for a whole cohort alike."""

from decimal import Decimal
from uuid import uuid4

import pytest

from assessments.xapi.keys import stable_key
from courses.models import ConductSignature, QualificationRule
from courses.progress.recording import finish_activity
from courses.progress.standings import courses_of
from courses.qualifying.evidence import evidence_of
from courses.transcripts.qualified import content_of, verdicts_of
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import NOON, complete_course, place_in
from tests.factories.qualifying import make_mark, make_play, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule():
    return QualificationRule.objects.get(code="trainer")


@pytest.fixture
def cohort(trainee, other_trainee, manual_key, rule):
    return make_cohort(course_keys=[manual_key], people=[trainee, other_trainee], rule=rule)


def enrolments_of(cohort):
    return list(cohort.enrolments.select_related("user", "cohort").order_by("pk"))


def gathered(cohort, enrolments=None):
    found = evidence_of(
        cohort,
        enrolments or enrolments_of(cohort),
        courses=courses_of(cohort, "en"),
        content=content_of(cohort),
    )
    return list(found.values())


def test_lessons_and_checks_are_those_on_the_track(cohort, manual_key):
    first, second = enrolments_of(cohort)
    complete_course(first, manual_key)
    done, nothing = gathered(cohort)
    assert (done.lessons_missing, nothing.lessons_done) == ((), 0)
    assert done.lessons_done == len(nothing.lessons_missing)
    assert set(done.checks.values()) == {Decimal(100)}
    assert set(nothing.checks.values()) == {None}


def test_the_best_result_of_a_check_counts(cohort, manual_key):
    first, second = enrolments_of(cohort)
    lessons = place_in(first, manual_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "check")
    place = place_in(first, manual_key, lesson=number)
    unit = place.lesson.units[0]
    for percent in (60, 40):
        finish_activity(
            place=place, unit_key=unit.key, kind=unit.kind, percent=Decimal(percent), passed=False, at=NOON
        )
    assert gathered(cohort)[0].checks == {str(unit.key): Decimal(60)}


def test_a_course_apart_from_the_track_is_not_asked_for(trainee, manual_key, rule):
    practice = stable_key("course", "tot")
    cohort = make_cohort(course_keys=[manual_key, practice], people=[trainee], rule=rule)
    alone = make_cohort(course_keys=[manual_key], people=[trainee], rule=rule)
    assert len(gathered(cohort)[0].lessons_missing) == len(gathered(alone)[0].lessons_missing)


def test_plays_of_compulsory_scenarios_are_gathered_with_percent_and_errors(cohort):
    first, second = enrolments_of(cohort)
    make_play(first, "sc-04", errors=["CE-REF"])
    make_play(first, "sc-04")
    make_play(first, "sc-04", ended=False)
    make_play(first, "sc-03")
    mine, others = gathered(cohort)
    key = str(stable_key("scenario", "sc-04"))
    assert {name: [(play.percent, play.errors) for play in plays] for name, plays in mine.plays.items()} == {
        key: [(Decimal(100), 1), (Decimal(100), 0)]
    }
    assert not others.plays


def test_attendance_is_of_all_planned_time(cohort, lecturer):
    first, second = enrolments_of(cohort)
    held, *ahead = [make_session(cohort, number) for number in range(4)]
    make_mark(held, first, lecturer)
    mine, others = gathered(cohort)
    assert (mine.attended, mine.planned, mine.ahead, mine.unmarked) == (120, 480, 360, 3)
    assert others.attended == 0
    assert mine.observed == "unplanned"


def test_a_missed_observed_session_is_known(cohort, lecturer):
    first, second = enrolments_of(cohort)
    observed = make_session(cohort, 1, is_observed=True)
    make_mark(observed, first, lecturer, "absent")
    assert [one.observed for one in gathered(cohort)] == ["missed", "pending"]


def test_what_trainers_hand_in_is_gathered(cohort):
    first, second = enrolments_of(cohort)
    ConductSignature.objects.create(enrolment=first, signed_at=NOON, language="ru", digest=uuid4().hex)
    assert [one.conduct_is_signed for one in gathered(cohort)] == [True, False]


def test_one_person_is_judged_as_all_of_them_are(cohort, lecturer, manual_key):
    first, second = enrolments_of(cohort)
    complete_course(first, manual_key)
    make_mark(make_session(cohort, 1, is_observed=True), first, lecturer)
    ConductSignature.objects.create(enrolment=first, signed_at=NOON, language="ru", digest=uuid4().hex)
    assert gathered(cohort, [first])[0] == gathered(cohort)[0]


def test_evidence_costs_the_same_for_two_people_and_for_ten(
    rule, manual_key, lecturer, django_assert_max_num_queries
):
    def counted(number):
        people = [make_person(username=f"e{number}-{i}") for i in range(number)]
        cohort = make_cohort(course_keys=[manual_key], people=people, rule=rule)
        enrolments = enrolments_of(cohort)
        session = make_session(cohort, 1)
        for enrolment in enrolments:
            make_play(enrolment, "sc-04")
            make_mark(session, enrolment, lecturer)
        courses = courses_of(cohort, "ru")
        with django_assert_max_num_queries(18) as captured:
            assert len(verdicts_of(cohort, enrolments, courses=courses)) == number
        return len(captured)

    assert counted(2) == counted(10)
