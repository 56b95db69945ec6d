from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.attempts.scoring import (
    Question,
    ScenarioScore,
    UnknownAnswer,
    percent_of,
    reaches,
    score_check,
    score_question,
)
from assessments.scenarios.graph import Graph, Step
from tests.factories.assessments import RIGHT_ANSWERS, choice, ending, make_questions, scene, structure

SINGLE, TRUE_FALSE, MULTIPLE, ORDERING = make_questions()


@pytest.mark.parametrize(
    ("question", "answer", "is_right"),
    [
        (SINGLE, ["a"], True),
        (SINGLE, ["b"], False),
        (SINGLE, ["a", "b"], False),
        (SINGLE, [], False),
        (TRUE_FALSE, ["false"], True),
        (TRUE_FALSE, ["true"], False),
        (MULTIPLE, ["a", "c"], True),
        (MULTIPLE, ["c", "a"], True),
        (MULTIPLE, ["a"], False),
        (MULTIPLE, ["a", "b", "c"], False),
        (ORDERING, ["a", "b", "c", "d"], True),
        (ORDERING, ["a", "b", "d", "c"], False),
        (ORDERING, ["a", "b", "c"], False),
    ],
)
def test_a_question_is_right_as_a_whole_or_not_at_all(question, answer, is_right):
    assert score_question(question, answer).is_right is is_right


@pytest.mark.parametrize("answer", [["e"], ["a", "a"]])
def test_an_option_that_is_not_there_or_twice_there_is_refused(answer):
    with pytest.raises(UnknownAnswer):
        score_question(SINGLE, answer)


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(UnknownAnswer):
        score_check([SINGLE], {"q9": ["a"]})


def test_a_question_without_an_answer_counts_as_wrong():
    score = score_check(make_questions(), {"q1": ["a"]})
    assert (score.correct_count, score.question_count, score.percent) == (1, 4, Decimal("25.00"))


def test_all_right_answers_are_a_hundred_percent():
    score = score_check(make_questions(), RIGHT_ANSWERS)
    assert score.percent == 100
    assert score.has_passed(100)


@pytest.mark.parametrize(
    ("points", "maximum", "mark", "passes"),
    [
        (8, 10, 80, True),
        (7, 10, 75, False),
        (3, 4, 75, True),
        (2, 3, 67, False),
        (0, 10, 1, False),
        (-1, 10, 1, False),
        (0, 0, 75, False),
    ],
)
def test_the_pass_mark_is_reached_without_rounding(points, maximum, mark, passes):
    assert reaches(points, maximum, mark) is passes


@pytest.mark.parametrize(
    ("points", "maximum", "percent"),
    [(2, 3, "66.66"), (-2, 10, "0.00"), (11, 10, "100.00"), (1, 0, "0.00"), (3, 4, "75.00")],
)
def test_a_percentage_lies_between_0_and_100_and_is_rounded_down(points, maximum, percent):
    assert percent_of(points, maximum) == Decimal(percent)


@given(points=st.integers(-5, 40), maximum=st.integers(1, 40), mark=st.integers(1, 100))
def test_a_percentage_never_shows_a_pass_that_is_none(points, maximum, mark):
    assert reaches(points, maximum, mark) == (percent_of(points, maximum) >= mark)


@st.composite
def ladders(draw):
    """A graph of some scenes in a row with random choices, and one sequence of choices through it."""
    length = draw(st.integers(1, 6))
    scenes, path = [], []
    for number in range(length):
        following = f"d{number + 1}" if number + 1 < length else "end"
        worths = draw(st.lists(st.integers(-1, 2), min_size=1, max_size=3))
        choices = [choice(f"c{i}", points, to=following) for i, points in enumerate(worths)]
        if draw(st.booleans()):
            choices.append(choice("x", 0, "critical", "end-ref", critical_error="CE-REF"))
        taken = draw(st.sampled_from(choices))
        if not path or path[-1].choice != "x":
            path.append(Step(f"d{number}", taken["id"]))
        scenes.append(scene(f"d{number}", *choices))
    return Graph.from_structure(structure(*scenes, ending("end"), ending("end-ref", "critical"))), path


def score_of(graph, path):
    score = ScenarioScore()
    for step in path:
        score = score.after(graph.scene(step.scene).choice(step.choice))
    return score


@given(ladders())
def test_choices_scored_one_by_one_add_up_to_the_whole_path(case):
    graph, path = case
    score = score_of(graph, path)
    taken = [graph.scene(step.scene).choice(step.choice) for step in path]
    assert score.points == sum(one.points for one in taken)
    assert list(score.critical_errors) == [one.critical_error for one in taken if one.critical_error]


@given(ladders())
def test_a_critical_error_is_never_a_pass(case):
    graph, path = case
    score = score_of(graph, path)
    if score.critical_errors:
        assert not score.has_passed(graph)


def test_one_option_may_be_the_whole_order():
    question = Question("q", "ordering", ("a",), ("a",))
    assert score_question(question, ["a"]).is_right
