"""Whatever graph is drawn up: validation and an independent search judge it the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scenarios.graph import EndlessPoints, Graph, NoWayToAnEnding
from assessments.scenarios.reading import ScenarioSource, read_scenario_text, write_scenario_text
from assessments.scenarios.validation import most_points, problems
from tests.assessments.scenarios.independent_search import CODES, Search, judged
from tests.factories.random_structures import structures

# The same examples in every run: a failure is met by whoever causes it.
thorough = settings(max_examples=2000, derandomize=True, deadline=None)

WITHOUT_PLACE = {
    "no_way_to_pass",
    "endless_points",
    "no_points_to_win",
    "best_path_critical",
    "wrong_max_points",
}


def found(made):
    told = {(one.code, one.where) for one in problems(made) if one.code in CODES}
    return {(code, "" if code in WITHOUT_PLACE else where) for code, where in told}


@given(structures())
@thorough
def test_validation_and_an_independent_search_judge_every_graph_the_same(made):
    assert found(made) == judged(made)


@given(structures())
@thorough
def test_the_best_path_earns_the_most_in_the_fewest_choices_that_an_independent_search_finds(made):
    search = Search(made)
    list(search.points())
    graph = Graph.from_structure(made)
    try:
        path = graph.best_path()
    except (NoWayToAnEnding, EndlessPoints):
        assert search.best is None
        return
    assert (graph.max_points, -len(path)) == search.best
    assert most_points(made) == graph.max_points


@given(structures())
@thorough
def test_the_best_path_can_be_walked_and_earns_what_it_says(made):
    graph = Graph.from_structure(made)
    try:
        path = graph.best_path()
    except (NoWayToAnEnding, EndlessPoints):
        return
    state, points = graph.first_state(), 0
    for step in path:
        assert step.scene == state.scene
        made_choice = graph.recommended(state)
        assert made_choice.key == step.choice
        assert not made_choice.is_critical
        points += made_choice.points
        state = graph.after(state, step.choice)
    assert graph.scene(state.scene).is_ending
    assert points == graph.max_points


@given(structures())
@thorough
def test_a_value_that_no_condition_tests_changes_no_judgement(made):
    idle = {"id": "idle", "kind": "integer", "start": 3, "min": 0, "max": 9}
    busy = made | {"values": [*made["values"], idle]}
    before = found(busy)
    for one in busy["scenes"]:
        for own in one.get("choices", []):
            own["effects"] = [*own["effects"], {"value": "idle", "add": 1}]
    assert found(busy) == before == found(made | {"values": [idle, *made["values"]]})


def texts():
    """Any text that can be stored: no HTML, no braces, nothing around it."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="<{}\x00")
    drawn = st.one_of(st.text(characters, min_size=1), st.text("ab :-#'\"\n|>&*!%@`,[]?\\=", min_size=1))
    return drawn.map(str.strip).filter(bool)


@st.composite
def sources(draw):
    made = mended(draw(structures()))
    words = {}
    for language in draw(st.lists(st.sampled_from(["en", "ru", "fa-af"]), min_size=1, unique=True)):
        scenes = {
            one["id"]: {
                "situation": draw(texts()),
                "choices": {own["id"]: {"text": draw(texts())} for own in one.get("choices", [])},
            }
            for one in made["scenes"]
        }
        words[language] = {"title": draw(texts())[:200].strip(), "scenes": scenes}
    return ScenarioSource(
        key=draw(st.uuids()),
        code=draw(st.from_regex(r"[A-Z]{2}-[0-9]{1,4}", fullmatch=True)),
        minutes=draw(st.integers(1, 90)),
        structure=made,
        words=words,
        states={code: draw(st.sampled_from(["draft", "reviewed"])) for code in words},
    )


def mended(made):
    """The structure without what a file refuses: choices that lead to no scene."""
    for one in made["scenes"]:
        for own in one.get("choices", []):
            for place in (own, *own.get("routes", [])):
                if place["next"] not in {other["id"] for other in made["scenes"]}:
                    place["next"] = made["start"]
    return made


@given(sources())
@settings(max_examples=150, derandomize=True, deadline=None)
def test_what_is_written_is_read_back_the_same(source):
    text = write_scenario_text(source)
    assert read_scenario_text(text, name="a.yaml") == source
    assert read_scenario_text(text.encode(), name="a.yaml") == source
