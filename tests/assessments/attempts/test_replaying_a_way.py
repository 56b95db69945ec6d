import pytest

from assessments.attempts.replaying import NotSkippable, can_skip, replay
from assessments.attempts.scoring import ScenarioScore, score_path
from assessments.scenarios.graph import Graph, State, Step, UnknownChoice
from tests.factories.assessments import choice, counting_structure, ending, scene, structure, when


@pytest.fixture
def graph():
    return Graph.from_structure(counting_structure())


def test_a_way_is_walked_with_its_states_and_score(graph):
    walked = replay(graph, [("d1", "a"), ("d2", "b")])
    assert walked.states == (State("d1", (0, False)), State("d2", (1, False)), State("end-pass", (1, True)))
    assert walked.score == ScenarioScore(points=3)
    assert walked.is_ended
    assert [step.choice.key for step in walked.steps] == ["a", "b"]


def test_without_choices_it_stands_where_it_begins(graph):
    walked = replay(graph, [])
    assert (walked.state, walked.steps, walked.is_ended) == (graph.first_state(), (), False)


def test_a_scene_can_be_tried_again_from_there_with_its_values(graph):
    walked = replay(graph, [Step("d2", "b")], graph.state("d2", {"trust": -1}))
    assert walked.state == State("end-mixed", (-1, True))
    assert walked.score.points == 1


def test_a_skipped_scene_goes_on_where_the_recommended_choice_leads(graph):
    walked = replay(graph, [("d1", "b"), ("d2", "")])
    assert walked.state == State("end-pass", (0, True))
    assert walked.score == ScenarioScore(points=1, skipped_points=1)
    assert (walked.steps[1].is_skipped, walked.steps[1].choice.key) == (True, "b")


@pytest.mark.parametrize(
    "choices",
    [
        [("d1", "z")],
        [("d2", "a")],
        [("d9", "a")],
        [("d1", "b"), ("d2", "a")],
        [("d1", "a"), ("d2", "a"), ("end-pass", "a")],
        [("d1", "a"), ("d2", "a"), ("end-pass", "")],
    ],
)
def test_what_cannot_be_chosen_there_is_refused(graph, choices):
    with pytest.raises(UnknownChoice):
        replay(graph, choices)


def test_a_scene_that_is_not_there_is_refused(graph):
    with pytest.raises(UnknownChoice):
        replay(graph, [("d9", "a")], State("d9", (0, False)))


def test_only_a_scene_with_a_notice_can_be_skipped(graph):
    with pytest.raises(NotSkippable):
        replay(graph, [("d1", "")])
    assert not can_skip(graph, graph.first_state())
    assert can_skip(graph, graph.state("d2", {}))


def test_a_scene_from_which_no_good_way_leads_cannot_be_skipped():
    critical = choice("a", 0, "critical", "end", critical_error="CE-REF")
    made = structure(scene("d1", critical, notice=True), ending("end", "critical"), format=2)
    with pytest.raises(NotSkippable):
        replay(Graph.from_structure(made), [("d1", "")])


def test_in_a_draft_whose_points_grow_without_end_nothing_is_recommended_and_nothing_skipped():
    made = structure(scene("d1", choice("a", 1, to="d1"), choice("b"), notice=True), ending("end"), format=2)
    graph = Graph.from_structure(made)
    assert not can_skip(graph, graph.first_state())
    assert replay(graph, [("d1", "a"), ("d1", "b")]).score.points == 1


def test_skipping_a_scene_again_takes_nothing_more_off_the_maximum():
    made = structure(
        scene("d1", choice("a", 1), choice("b", 2, to="d2"), notice=True),
        scene("d2", choice("on", 0), choice("back", -2, "harmful", "d1")),
        ending("end"),
        format=2,
        max_points=2,
    )
    way = [Step("d1", ""), Step("d2", "back"), Step("d1", ""), Step("d2", "on")]
    graph = Graph.from_structure(made)
    assert replay(graph, way).score == ScenarioScore(points=-2, skipped_points=2)
    assert score_path(graph, way) == ScenarioScore(points=-2, skipped_points=2)


def test_a_draft_that_leads_nowhere_yet_is_walked_as_far_as_it_goes():
    made = structure(scene("d1", choice("a", 1, to="")), ending("end"))
    walked = replay(Graph.from_structure(made), [("d1", "a")])
    assert (walked.state.scene, walked.is_ended) == ("", False)


def test_a_pass_is_judged_by_what_was_not_skipped(graph):
    assert not replay(graph, [("d1", "b"), ("d2", "b")]).score.has_passed(graph)
    assert not replay(graph, [("d1", "b"), ("d2", "")]).score.has_passed(graph)
    assert replay(graph, [("d1", "a"), ("d2", "")]).score.has_passed(graph)
    assert not ScenarioScore(points=0, skipped_points=4).has_passed(graph)


def test_a_choice_that_is_offered_by_a_value_can_be_made_only_then():
    made = structure(
        scene("d1", choice("a", when=[when("k", "equals", True)]), choice("b")),
        ending("end"),
        format=2,
        values=[{"id": "k", "kind": "yes_no", "start": False}],
    )
    graph = Graph.from_structure(made)
    assert replay(graph, [("d1", "a")], graph.state("d1", {"k": True})).is_ended
    with pytest.raises(UnknownChoice):
        replay(graph, [("d1", "a")])
