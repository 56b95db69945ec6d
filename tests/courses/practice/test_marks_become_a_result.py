"""The rubric as a pure rule, by tables of cases."""

from fractions import Fraction

import pytest

from courses.practice.rubric import (
    CRITERIA,
    LEGAL,
    Marks,
    Reason,
    RubricIncomplete,
    best_of,
    in_digits,
    missing_criteria,
    passes,
    result_of,
)


def given(assessor=1, level=3, *, wrong_message=False, **others) -> Marks:
    """Return marks of one assessor: `level` everywhere but in the criteria named."""
    return Marks(assessor, {**dict.fromkeys(CRITERIA, level), **others}, wrong_message)


@pytest.mark.parametrize(
    ("marks", "average"),
    [
        (given(level=3), Fraction(3)),
        (given(level=4, timing=1), Fraction(29, 8)),
        (given(level=4, wrong_message=True), Fraction(2)),
        # Below the cap the marks count as they are, legal accuracy as 2 at most.
        (given(level=1, wrong_message=True), Fraction(1)),
        (given(level=1, legal=4, wrong_message=True), Fraction(9, 8)),
    ],
)
def test_the_mark_of_one_assessor_is_the_average_and_a_wrong_message_caps_it(marks, average):
    assert marks.average == average


def test_with_a_wrong_message_legal_accuracy_counts_as_two_at_most():
    assert given(level=4, wrong_message=True).counted[LEGAL] == 2
    assert given(level=4, legal=1, wrong_message=True).counted[LEGAL] == 1
    assert given(level=4).counted[LEGAL] == 4


@pytest.mark.parametrize(
    ("average", "lowest", "handed_in", "expected"),
    [
        (Fraction(3), 2, 2, True),
        (Fraction(299, 100), 2, 2, False),
        (Fraction(4), 1, 2, False),
        (Fraction(4), 4, 1, False),
    ],
)
def test_a_lesson_passes_at_three_with_nothing_below_two_and_two_handed_in(
    average, lowest, handed_in, expected
):
    assert passes(average=average, lowest=lowest, handed_in=handed_in) is expected


def test_two_assessors_make_a_result_and_each_counts_the_same():
    result = result_of([given(1, 4), given(2, 2)])
    assert (result.average, result.passed, result.shown) == (Fraction(3), True, "3.00")


@pytest.mark.parametrize("handed_in", [[], [given(1, 4)], [given(1, 4), given(1, 4)]])
def test_until_two_people_have_handed_in_there_is_no_result(handed_in):
    result = result_of(handed_in)
    missing = 2 if not handed_in else 1
    assert (result.average, result.passed, result.shown) == (None, False, "")
    assert result.reasons == (Reason(Reason.WAITING, missing=missing),)


def test_one_criterion_below_two_fails_and_the_reason_names_it_and_who_gave_it():
    result = result_of([given(1, 4), given(2, 4, debrief=1)])
    assert result.average > 3
    assert result.reasons == (Reason(Reason.CRITERION, assessor=2, criterion="debrief", mark=1),)


def test_a_low_average_is_a_reason_of_its_own():
    result = result_of([given(1, 3), given(2, 3, timing=2)])
    assert (result.shown, result.reasons) == ("2.93", (Reason(Reason.AVERAGE),))


def test_a_wrong_message_noted_by_one_is_not_made_good_by_the_best_mark_of_the_other():
    result = result_of([given(1, 4), given(2, 4, wrong_message=True)])
    assert (result.average, result.is_capped, result.passed) == (Fraction(2), True, False)
    assert result.reasons == (Reason(Reason.CAPPED, assessor=2), Reason(Reason.AVERAGE))


def test_an_average_just_below_three_is_not_shown_as_three():
    assert in_digits(Fraction(47, 16)) == "2.93"
    assert in_digits(Fraction(2999, 1000)) == "2.99"


@pytest.mark.parametrize("mark", [0, 5, None, "3", 2.5])
def test_what_is_no_level_is_no_mark(mark):
    assert missing_criteria({**dict.fromkeys(CRITERIA, 3), "timing": mark}) == ("timing",)
    with pytest.raises(RubricIncomplete) as caught:
        given(timing=mark)
    assert caught.value.criteria == ("timing",)


def test_the_best_try_counts():
    failed, waiting = result_of([given(1, 2), given(2, 2)]), result_of([given(1, 4)])
    passed = result_of([given(1, 3), given(2, 4)])
    assert best_of([failed, passed, waiting]) == passed
    assert best_of([failed, waiting]) == failed
    assert best_of([]) is None
