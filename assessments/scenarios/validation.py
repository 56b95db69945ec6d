"""What is wrong with a structure: pure, complete, and in the order an author would mend it.

`problems` takes anything that was read from YAML or JSON. First the form (form.py), then, if the form is
right, the sense: each scene and choice, the values, the ways through the graph, the points.
"""

import re
from collections.abc import Iterator

from assessments.scenarios.checks.form import form_problems
from assessments.scenarios.checks.problems import BLOCKS, LEVELS, WARNS, Problem
from assessments.scenarios.checks.value_checks import policy_problems, use_problems, value_problems
from assessments.scenarios.checks.ways import ways_problems
from assessments.scenarios.graph import (
    ACCEPTABLE,
    BEST,
    CRITICAL,
    CRITICAL_ERRORS,
    ENDINGS,
    HARMFUL,
    POOR,
    ChoiceNode,
    EndlessPoints,
    Graph,
    NoWayToAnEnding,
    SceneNode,
    TooManyStates,
)
from assessments.scenarios.walks.state_space import MOST_STATES

__all__ = ["BLOCKS", "CRITICAL_ERRORS", "LEVELS", "POINTS", "WARNS", "Problem", "most_points", "problems"]

# curriculum 4.1. In a scene of repair the best there still is earns one point.
POINTS = {BEST: (1, 2), ACCEPTABLE: (1,), POOR: (0,), HARMFUL: (-1,), CRITICAL: (-1, 0)}
LEAST_POINTS, MOST_POINTS = -10, 10
_IMAGE = re.compile(r"[0-9a-f]{40}")
# Severities whose points must fall in this order. A critical error fails whatever it earns, so it only must
# not look like a good choice.
_FALLING = (BEST, ACCEPTABLE, POOR, HARMFUL)
_GOOD = (BEST, ACCEPTABLE)


def problems(structure: object) -> list[Problem]:
    """Return every fault of a structure, [] when there is none; those of level "blocks" forbid to publish it."""
    return form_problems(structure) or list(_sense(structure))


def most_points(structure: object) -> int:
    """Return what `max_points` of the structure must be: the points of the best path, 0 where there is none."""
    if form_problems(structure):
        return 0
    graph = Graph.from_structure(structure)
    try:
        return graph.max_points if graph.start in graph.scenes else 0
    except (NoWayToAnEnding, EndlessPoints, TooManyStates):
        return 0


def _sense(structure: dict) -> Iterator[Problem]:
    graph = Graph.from_structure(structure)
    if not 1 <= graph.pass_percent <= 100:
        yield Problem("wrong_pass_percent", "", {"value": graph.pass_percent})
    yield from policy_problems(structure.get("policy", {}))
    yield from _relearn(graph)
    of_values = [*value_problems(structure.get("values", [])), *use_problems(graph)]
    yield from of_values
    for scene in graph.scenes.values():
        yield from _scene(scene, graph)
    if graph.start not in graph.scenes:
        yield Problem("start_to_nowhere" if graph.start else "no_start", "", {"value": graph.start})
    elif not of_values:
        yield from _ways_and_points(graph)


def _relearn(graph: Graph) -> Iterator[Problem]:
    """curriculum 4.1: after a critical error the lesson behind it is read again before the next try."""
    if "default" in graph.relearn:
        return
    codes = {choice.critical_error for scene in graph.scenes.values() for choice in scene.choices}
    for code in CRITICAL_ERRORS:
        if code in codes and code not in graph.relearn:
            yield Problem("no_relearn", "", {"code": code})


def _scene(scene: SceneNode, graph: Graph) -> Iterator[Problem]:
    if scene.ending and scene.ending not in ENDINGS:
        yield Problem("unknown_ending", scene.key, {"value": scene.ending})
    if scene.ending and scene.choices:
        yield Problem("ending_with_choices", scene.key)
    if not scene.ending and not scene.choices:
        yield Problem("dead_end", scene.key)
    if scene.image and not _IMAGE.fullmatch(scene.image):
        yield Problem("wrong_image", scene.key, {"value": scene.image})
    for choice in scene.choices:
        where = f"{scene.key}/{choice.key}"
        yield from _choice(choice, where)
        for target in dict.fromkeys(choice.targets):
            yield from _target(choice, target, where, graph)
    yield from _balance(scene)


def _choice(choice: ChoiceNode, where: str) -> Iterator[Problem]:
    if choice.severity not in POINTS:
        yield Problem("unknown_severity", where, {"value": choice.severity})
    elif not LEAST_POINTS <= choice.points <= MOST_POINTS:
        values = {"value": choice.points, "least": LEAST_POINTS, "most": MOST_POINTS}
        yield Problem("points_out_of_range", where, values)
    elif choice.points not in POINTS[choice.severity]:
        yield Problem("wrong_points", where, {"value": choice.points, "severity": choice.severity})
    if choice.severity == CRITICAL and not choice.critical_error:
        yield Problem("critical_without_code", where)
    if choice.severity != CRITICAL and choice.critical_error:
        yield Problem("code_without_critical", where)
    if choice.critical_error and choice.critical_error not in CRITICAL_ERRORS:
        yield Problem("unknown_critical_error", where, {"value": choice.critical_error})


def _target(choice: ChoiceNode, key: str, where: str, graph: Graph) -> Iterator[Problem]:
    target = graph.scenes.get(key)
    if target is None:
        yield Problem("choice_to_nowhere" if key else "choice_without_next", where, {"value": key})
    elif choice.severity == CRITICAL and target.ending != CRITICAL:
        yield Problem("critical_without_critical_ending", where, {"value": key})
    elif choice.severity != CRITICAL and target.ending == CRITICAL:
        yield Problem("critical_ending_without_critical_error", where, {"value": key})


def _balance(scene: SceneNode) -> Iterator[Problem]:
    """A choice that is worse and earns as much, told once with the first choice it should earn less than."""
    for choice in scene.choices:
        better = (
            one for one in scene.choices if _should_earn_more(one, choice) and one.points <= choice.points
        )
        if (other := next(better, None)) is not None:
            yield Problem("unbalanced_points", f"{scene.key}/{choice.key}", {"value": other.key})


def _should_earn_more(better: ChoiceNode, choice: ChoiceNode) -> bool:
    if choice.severity == CRITICAL:
        return better.severity in _GOOD
    if choice.severity not in _FALLING or better.severity not in _FALLING:
        return False
    return _FALLING.index(better.severity) < _FALLING.index(choice.severity)


def _ways_and_points(graph: Graph) -> Iterator[Problem]:
    try:
        yield from ways_problems(graph)
        yield from _points(graph)
    except TooManyStates:
        yield Problem("too_many_states", "", {"value": MOST_STATES})


def _points(graph: Graph) -> Iterator[Problem]:
    try:
        best, failing = graph.max_points, graph.space.worth_of_failing
    except NoWayToAnEnding:
        yield Problem("no_way_to_pass")
        return
    except EndlessPoints as error:
        yield Problem("endless_points", error.scene)
        return
    if best <= 0:
        yield Problem("no_points_to_win", "", {"value": best})
    elif (gained := failing.points(0)) is not None and gained >= best:
        yield _critical_that_pays(graph, gained, best)
    if best != graph.declared_max_points:
        yield Problem("wrong_max_points", "", {"value": graph.declared_max_points, "best": best})


def _critical_that_pays(graph: Graph, gained: int, best: int) -> Problem:
    """The critical choice to which the way leads that earns as much as the best one or more."""
    space = graph.space
    number = 0
    for _number, move in space.worth_of_failing.path():
        number = move.target
    choices = [move.choice for move in space.moves[number] if move.choice.is_critical]
    choice = max(choices, key=lambda one: one.points)
    where = f"{space.states[number].scene}/{choice.key}"
    return Problem("best_path_critical", where, {"value": gained, "best": best})
