"""Multiple choice, and true or false: the points of the player, counted from the content."""

from fractions import Fraction

import pytest

from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.scored import SERVER, ReportRefused
from tests.factories.h5p_shapes import choice, report, said, truth

EVEN = (True, False, True, False)


def count(params, picked, *, library="H5P.MultiChoice"):
    return scored(library, params, report({"answers": picked}))


@pytest.mark.parametrize(
    ("right", "behaviour", "picked", "points", "most"),
    [
        (EVEN, {}, [0, 2], 2, 2),
        (EVEN, {}, [2], 1, 2),
        (EVEN, {}, [2, 0, 3], 1, 2),
        (EVEN, {}, [1, 3], 0, 2),
        (EVEN, {}, [], 0, 2),
        # One point for the whole, from the share that the content asks for.
        (EVEN, {"singlePoint": True, "passPercentage": 50}, [0], 1, 1),
        (EVEN, {"singlePoint": True, "passPercentage": 50}, [0, 2, 1], 1, 1),
        (EVEN, {"singlePoint": True, "passPercentage": 50}, [0, 1], 0, 1),
        (EVEN, {"singlePoint": True}, [0], 0, 1),
        # With one right option it is a single choice, unless it says otherwise.
        ((True, False, False), {"singlePoint": True, "passPercentage": 0}, [1], 0, 1),
        ((True, False, False), {}, [0], 1, 1),
        ((True, False, False), {"type": "multi"}, [0, 1], 0, 1),
        (EVEN, {"type": "single"}, [2], 1, 1),
        # Nothing is right: to pick nothing is.
        ((False, False), {"type": "multi"}, [], 1, 1),
        ((False, False), {"type": "multi"}, [1], 0, 1),
    ],
)
def test_picks_are_worth_what_the_content_says(right, behaviour, picked, points, most):
    found = count(choice(*right, **behaviour), picked)
    assert (found.points, found.max_points, found.by) == (points, most, SERVER)


def test_an_option_that_does_not_say_is_right_only_if_it_is_the_first():
    params = {"answers": [{"text": "a"}, {"text": "b"}], "behaviour": {"singlePoint": False}}
    assert count(params, [0]).points == 1
    assert count(params, [1]).points == 0


def test_where_there_are_no_options_the_one_the_player_shows_is_counted():
    found = count({"question": "<p>Which?</p>"}, [0])
    assert (found.points, found.max_points) == (1, 1)
    assert count({"answers": []}, []).points == 0


def test_without_behaviour_there_is_one_point_for_everything_right():
    params = {"answers": [{"correct": True}, {"correct": "true"}, {"correct": "false"}]}
    assert (count(params, [0, 1]).points, count(params, [0, 1]).max_points) == (1, 1)
    assert count(params, [0]).points == 0


def test_what_is_answered_is_told_with_its_question():
    (answer,) = count(choice(*EVEN, passPercentage=50), [2]).answers
    assert (answer.response, answer.success, answer.key) == ("2", True, "")
    asked = answer.question
    assert (asked.kind, asked.name, asked.correct) == ("choice", "Who may ask for asylum?", "0[,]2")
    assert asked.options["3"] == "option 3"


def test_the_response_stands_in_for_a_state_that_is_not_there():
    found = scored("H5P.MultiChoice 1.16", choice(*EVEN), report(xapi=said("2[,]0")))
    assert (found.points, found.answers[0].duration_ms) == (2, 2500)
    assert scored("H5P.MultiChoice", choice(*EVEN), report(xapi=said(""))).points == 0


@pytest.mark.parametrize("picked", [[4], [-1], [True], ["x"], [1.5], [None], [[0]], [10**30]])
def test_options_that_are_not_there_are_refused(picked):
    with pytest.raises(ReportRefused, match="no such option"):
        count(choice(*EVEN), picked)


def test_two_of_a_single_choice_are_refused_and_one_twice_is_one():
    with pytest.raises(ReportRefused):
        count(choice(True, False), [0, 1])
    assert count(choice(*EVEN), [0, 0, 0]).points == 1


@pytest.mark.parametrize(
    ("right", "state", "points", "response"),
    [
        (True, {"answer": True}, 1, "true"),
        (True, {"answer": False}, 0, "false"),
        (False, {"answer": False}, 1, "false"),
        # The player takes no answer for the wrong one in one place, and for none in another.
        (False, {}, 0, ""),
        (True, {"answer": "true"}, 0, ""),
        (True, {"answer": 1}, 0, ""),
    ],
)
def test_true_or_false_is_one_point(right, state, points, response):
    found = scored("H5P.TrueFalse", truth(right), report(state))
    assert (found.points, found.max_points, found.by) == (points, 1, SERVER)
    (answer,) = found.answers
    assert (answer.response, answer.success) == (response, bool(points))
    assert answer.question.correct == ("true" if right else "false")


@pytest.mark.parametrize(
    ("picked", "own", "fifty", "all_of_it"), [([0, 2], True, True, True), ([2], True, True, False)]
)
def test_passing_is_by_the_lesson_or_by_the_content(picked, own, fifty, all_of_it):
    found = count(choice(*EVEN, passPercentage=40), picked)
    assert [found.has_passed(mark) for mark in (None, 50, 100)] == [own, fifty, all_of_it]
    assert found.pass_percent == Fraction(40)


def test_no_rounding_makes_a_pass():
    found = count(choice(True, True, True), [0, 1])
    assert found.has_passed(66)
    assert not found.has_passed(67)
