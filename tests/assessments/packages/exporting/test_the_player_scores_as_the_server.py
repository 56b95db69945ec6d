"""Every way through a scenario that was taken out is worth in Node what it is worth on the server."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from assessments.attempts.replaying import can_skip, replay
from assessments.attempts.scoring import percent_of, score_path
from assessments.packages.exporting.recommending import NotPlayable, recommended_moves
from assessments.packages.exporting.telling import scene_for_player
from assessments.scenarios.graph import Graph, Step
from assessments.scenarios.reading import read_scenario
from assessments.xapi.keys import stable_key
from tests.factories.assessments import counting_structure
from tests.factories.random_structures import structures

LIBRARY = Path("assessments/scenarios/library")
NAMES = sorted(path.parent.name for path in LIBRARY.glob("*/structure.yaml"))
MOST = 4000


def told(structure):
    """What the player is told of a structure, without words."""
    graph = Graph.from_structure(structure)
    return {
        "start": structure["start"],
        "pass_percent": structure["pass_percent"],
        "max_points": structure["max_points"],
        "values": structure.get("values", []),
        "tested": list(graph.tested),
        "recommended": recommended_moves(graph),
        "scenes": {
            scene["id"]: scene_for_player(scene, stable_key("scenario", "x")) for scene in structure["scenes"]
        },
    }


def walked_in_node(structure, most=MOST):
    sent = json.dumps({"scenario": told(structure), "most": most})
    done = subprocess.run(
        ["node", "tests/js/takeaway-paths.js"], input=sent, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def assert_scored_alike(structure, way):
    graph = Graph.from_structure(structure)
    path = [Step(scene, choice) for scene, choice in way["path"]]
    walk, score = replay(graph, path), score_path(graph, path)
    assert walk.is_ended
    assert walk.state.scene == way["ending"]
    assert graph.amounts(walk.state) == way["values"]
    assert score == walk.score
    assert (score.points, list(score.critical_errors)) == (way["points"], way["criticalErrors"])
    assert score.skipped_points == way["skippedPoints"]
    most = max(0, structure["max_points"] - score.skipped_points)
    assert most == way["most"]
    assert int(percent_of(score.points, most)) == way["percent"]
    assert score.has_passed(graph) == way["passed"]


def ways_on_the_server(graph, most=MOST):
    """How many ways there are, found as the Node script finds them."""
    count, waiting = 0, [(graph.first_state(), frozenset())]
    while waiting and count < most:
        state, seen = waiting.pop()
        if graph.scene(state.scene).is_ending:
            count += 1
            continue
        keys = [choice.key for choice in graph.offered(state)]
        keys += [graph.recommended(state).key] if can_skip(graph, state) else []
        for key in keys:
            after = graph.after(state, key)
            if after not in seen:
                waiting.append((after, seen | {after}))
    return count


@pytest.mark.parametrize("name", NAMES)
def test_every_way_through_a_scenario_of_the_library(name):
    structure = read_scenario(LIBRARY / name).structure
    graph = Graph.from_structure(structure)
    walked = walked_in_node(structure)
    assert len(walked["found"]) == ways_on_the_server(graph)
    assert [(step["scene"], step["choice"]) for step in walked["best"]["steps"]] == [
        (step.scene, step.choice) for step in graph.best_path()
    ]
    for way in walked["found"]:
        assert_scored_alike(structure, way)


def test_values_conditions_routes_and_skipping():
    structure = counting_structure()
    walked = walked_in_node(structure)
    assert any("" in [choice for _scene, choice in way["path"]] for way in walked["found"])
    assert {way["ending"] for way in walked["found"]} == {"end-pass", "end-mixed", "end-ref"}
    for way in walked["found"]:
        assert_scored_alike(structure, way)


@settings(max_examples=40, deadline=None)
@given(structures())
def test_any_graph_that_can_be_played(structure):
    try:
        recommended_moves(Graph.from_structure(structure))
    except NotPlayable:
        return
    targets = {
        target
        for scene in structure["scenes"]
        for one in scene.get("choices", ())
        for target in [one["next"], *(route["next"] for route in one.get("routes", ()))]
    }
    if not targets <= {scene["id"] for scene in structure["scenes"]}:
        return  # a way to nowhere is not published
    for way in walked_in_node(structure, most=300)["found"]:
        assert_scored_alike(structure, way)
