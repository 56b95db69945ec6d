import pytest

from courses.attendance.counted import Marked, Observed, Planned, attendance

FOUR = [Planned(1, 120), Planned(2, 120), Planned(3, 120), Planned(4, 40, is_observed=True)]
PRESENT, ABSENT, EXCUSED = Marked("present"), Marked("absent"), Marked("excused")


def test_one_of_four_sessions_marked_is_not_a_hundred_percent():
    counted = attendance(FOUR, {1: PRESENT})

    assert (counted.minutes, counted.planned, counted.percent, counted.unmarked) == (120, 400, 30, 3)


@pytest.mark.parametrize(
    ("mark", "minutes", "excused"),
    [
        (Marked("present", 5), 120, 0),  # present is the whole session, whatever was sent with it
        (Marked("late", 75), 75, 0),
        (Marked("late", 500), 120, 0),
        (Marked("excused", 60), 0, 120),
        (Marked("absent", 60), 0, 0),
    ],
)
def test_every_mark_is_worth_its_minutes(mark, minutes, excused):
    counted = attendance(FOUR, {1: mark})

    assert (counted.minutes, counted.excused) == (minutes, excused)


def test_a_percent_is_never_rounded_up_to_the_threshold():
    sessions = [Planned(1, 1000)]

    nearly = attendance(sessions, {1: Marked("late", 799)})
    just = attendance(sessions, {1: Marked("late", 800)})

    assert (nearly.percent, nearly.reaches(80)) == (79, False)
    assert (just.percent, just.reaches(80)) == (80, True)


def test_who_has_missed_too_much_cannot_reach_the_threshold_any_more():
    assert attendance(FOUR, {}).can_reach(80)
    assert attendance(FOUR, {4: ABSENT}).can_reach(80)
    assert not attendance(FOUR, {1: ABSENT}).can_reach(80)
    assert not attendance(FOUR, {1: EXCUSED}).can_reach(80)


def test_where_nothing_is_planned_nothing_is_reached():
    counted = attendance([], {})

    assert (counted.percent, counted.reaches(0), counted.can_reach(80)) == (0, False, False)


@pytest.mark.parametrize(
    ("marks", "observed"),
    [
        ({}, Observed.PENDING),
        ({4: PRESENT}, Observed.PENDING),
        ({4: PRESENT, 5: Marked("late", 10)}, Observed.HELD),
        ({5: ABSENT}, Observed.MISSED),
        ({4: PRESENT, 5: EXCUSED}, Observed.MISSED),
        ({4: PRESENT, 5: Marked("late", 0)}, Observed.MISSED),
    ],
)
def test_of_several_observed_sessions_none_may_be_missed(marks, observed):
    sessions = [*FOUR, Planned(5, 30, is_observed=True)]

    assert attendance(sessions, marks).observed == observed


def test_a_cohort_without_an_observed_session_still_has_it_before_it():
    counted = attendance([Planned(1, 60)], {1: PRESENT})

    assert (counted.observed, counted.observed_planned) == (Observed.PENDING, 0)


def test_marks_of_a_session_that_is_not_planned_any_more_count_nothing():
    assert attendance(FOUR, {99: PRESENT}).minutes == 0
