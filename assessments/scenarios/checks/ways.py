"""What is wrong with the ways through a scenario: where nobody comes, where nobody gets out, what never happens."""

from collections.abc import Iterator
from itertools import groupby

from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.graph import Graph, SceneNode
from assessments.scenarios.walks.state_space import StateSpace


def ways_problems(graph: Graph) -> Iterator[Problem]:
    """Yield the faults of the ways, scene by scene. Raises TooManyStates."""
    space = graph.space
    numbers = sorted(range(len(space.states)), key=lambda number: space.states[number].scene)
    met = {key: list(own) for key, own in groupby(numbers, key=lambda number: space.states[number].scene)}
    for key, scene in graph.scenes.items():
        if key not in met:
            yield Problem("unreachable_scene", key)
        elif not scene.is_ending and scene.choices:
            yield from _ways_on(scene, met[key], space)
            yield from _never(scene, met[key], space)
    if not any(scene.is_ending for scene in graph.scenes.values()):
        yield Problem("no_ending")


def _ways_on(scene: SceneNode, numbers: list[int], space: StateSpace) -> Iterator[Problem]:
    without_choice = [number for number in numbers if not space.moves[number]]
    if without_choice:
        yield Problem("no_choice_offered", scene.key, _amounts(space, without_choice[0]))
    stuck = [
        number
        for number in numbers
        if number not in space.leading_to_an_ending
        and any(move.target is not None for move in space.moves[number])
    ]
    if stuck and len(stuck) + len(without_choice) == len(numbers):
        yield Problem("no_way_out", scene.key)
    elif stuck:
        yield Problem("no_way_out_with_values", scene.key, _amounts(space, stuck[0]))


def _never(scene: SceneNode, numbers: list[int], space: StateSpace) -> Iterator[Problem]:
    moves = [move for number in numbers for move in space.moves[number]]
    offered, taken = {move.choice.key for move in moves}, {(move.choice.key, move.route) for move in moves}
    for choice in scene.choices:
        where = f"{scene.key}/{choice.key}"
        if choice.key not in offered:
            yield Problem("choice_never_offered", where)
            continue
        for index, route in enumerate(choice.routes):
            if (choice.key, index) not in taken:
                yield Problem("route_never_taken", where, {"number": index + 1, "value": route.next})


def _amounts(space: StateSpace, number: int) -> dict:
    amounts = dict(zip(space.graph.tested, space.states[number].values, strict=True))
    return {"values": amounts}
