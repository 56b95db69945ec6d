"""What is wrong with a structure: pure, complete, and in the order an author would mend it.

`problems` takes anything that was read from YAML or JSON. First the form (types, keys), then, if the form
is right, the sense (ways through the graph). The words for people are in problem_texts.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from assessments.scenarios.graph import (
    ACCEPTABLE,
    BEST,
    CRITICAL,
    ENDINGS,
    HARMFUL,
    POOR,
    EndlessPoints,
    Graph,
    NoWayToAnEnding,
)

# curriculum 4.1, in the order of its table, which is also the order of gravity.
CRITICAL_ERRORS = ("CE-REF", "CE-PEN", "CE-SEP", "CE-COO", "CE-DET", "CE-DEC", "CE-HND", "CE-ABU", "CE-LIF")
FORMAT = 1
# curriculum 4.1. In a scene of repair the best there still is earns one point.
POINTS = {BEST: (1, 2), ACCEPTABLE: (1,), POOR: (0,), HARMFUL: (-1,), CRITICAL: (-1, 0)}

_STRUCTURE = {
    "format": int,
    "start": str,
    "pass_percent": int,
    "max_points": int,
    "content_notice": bool,
    "modules": list,
    "relearn": dict,
    "scenes": list,
}
_REQUIRED = ("format", "start", "pass_percent", "max_points", "relearn", "scenes")
_SCENE = {"id": str, "choices": list, "ending": str}
_CHOICE = {
    "id": str,
    "points": int,
    "severity": str,
    "next": str,
    "critical_error": str,
    "sources": list,
    "principle": bool,
}
_CHOICE_REQUIRED = ("id", "points", "severity", "next")


@dataclass(frozen=True)
class Problem:
    """One fault: a code of problem_texts.TEXTS, where it is ("", "d1" or "d1/a"), and values for its text."""

    code: str
    where: str = ""
    values: dict = field(default_factory=dict, compare=False)


def problems(structure: object) -> list[Problem]:
    """Return every fault of a structure, [] when it can be published."""
    found = list(_form(structure))
    return found or list(_sense(structure))


# Form


def _form(structure: object) -> Iterator[Problem]:
    if not isinstance(structure, dict):
        yield Problem("wrong_type", "", {"name": "structure"})
        return
    yield from _members(structure, _STRUCTURE, _REQUIRED, "")
    if structure.get("format", FORMAT) != FORMAT:
        yield Problem("unknown_format", "", {"value": structure["format"]})
    scenes = structure.get("scenes")
    if isinstance(scenes, list):
        yield from _doubled(scenes, "", "duplicate_scene")
        for scene in scenes:
            yield from _scene_form(scene)
    yield from _relearn_form(structure.get("relearn"))


def _scene_form(scene: object) -> Iterator[Problem]:
    if not isinstance(scene, dict):
        yield Problem("wrong_type", "", {"name": "scenes"})
        return
    where = str(scene.get("id", "?"))
    yield from _members(scene, _SCENE, ("id",), where)
    choices = scene.get("choices", [])
    if isinstance(choices, list):
        yield from _doubled(choices, where, "duplicate_choice")
        for choice in choices:
            yield from _choice_form(choice, where)


def _choice_form(choice: object, scene: str) -> Iterator[Problem]:
    if not isinstance(choice, dict):
        yield Problem("wrong_type", scene, {"name": "choices"})
    else:
        yield from _members(choice, _CHOICE, _CHOICE_REQUIRED, f"{scene}/{choice.get('id', '?')}")


def _relearn_form(relearn: object) -> Iterator[Problem]:
    if not isinstance(relearn, dict):
        return
    if "default" not in relearn:
        yield Problem("missing_key", "", {"name": "relearn.default"})
    for code, lesson in relearn.items():
        if code != "default" and code not in CRITICAL_ERRORS:
            yield Problem("unknown_critical_error", "", {"value": code})
        try:
            UUID(lesson)
        except (ValueError, TypeError, AttributeError):
            yield Problem("wrong_type", "", {"name": f"relearn.{code}"})


def _members(value: dict, known: dict, required: tuple, where: str) -> Iterator[Problem]:
    for name in required:
        if name not in value:
            yield Problem("missing_key", where, {"name": name})
    for name, one in value.items():
        if name not in known:
            yield Problem("unknown_key", where, {"name": name})
        elif not isinstance(one, known[name]) or (known[name] is int and isinstance(one, bool)):
            yield Problem("wrong_type", where, {"name": name})


def _doubled(items: list, where: str, code: str) -> Iterator[Problem]:
    counts = Counter(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)
    for key, count in counts.items():
        if count > 1:
            yield Problem(code, f"{where}/{key}" if where else key)


# Sense


def _sense(structure: dict) -> Iterator[Problem]:
    graph = Graph.from_structure(structure)
    if not 1 <= graph.pass_percent <= 100:
        yield Problem("wrong_pass_percent", "", {"value": graph.pass_percent})
    for scene in graph.scenes.values():
        yield from _scene_sense(scene, graph)
    if graph.start not in graph.scenes:
        yield Problem("start_to_nowhere", "", {"value": graph.start})
        return
    yield from _ways(graph)
    yield from _points(graph)


def _scene_sense(scene, graph: Graph) -> Iterator[Problem]:
    if scene.ending and scene.ending not in ENDINGS:
        yield Problem("unknown_ending", scene.key, {"value": scene.ending})
    if scene.ending and scene.choices:
        yield Problem("ending_with_choices", scene.key)
    if not scene.ending and not scene.choices:
        yield Problem("dead_end", scene.key)
    for choice in scene.choices:
        where = f"{scene.key}/{choice.key}"
        yield from _choice_sense(choice, where)
        target = graph.scenes.get(choice.next)
        if target is None:
            yield Problem("choice_to_nowhere", where, {"value": choice.next})
        elif choice.severity == CRITICAL and target.ending != CRITICAL:
            yield Problem("critical_without_critical_ending", where, {"value": choice.next})
        elif choice.severity != CRITICAL and target.ending == CRITICAL:
            yield Problem("critical_ending_without_critical_error", where, {"value": choice.next})


def _choice_sense(choice, where: str) -> Iterator[Problem]:
    if choice.severity not in POINTS:
        yield Problem("unknown_severity", where, {"value": choice.severity})
    elif choice.points not in POINTS[choice.severity]:
        yield Problem("wrong_points", where, {"value": choice.points, "severity": choice.severity})
    if choice.severity == CRITICAL and not choice.critical_error:
        yield Problem("critical_without_code", where)
    if choice.severity != CRITICAL and choice.critical_error:
        yield Problem("code_without_critical", where)
    if choice.critical_error and choice.critical_error not in CRITICAL_ERRORS:
        yield Problem("unknown_critical_error", where, {"value": choice.critical_error})


def _ways(graph: Graph) -> Iterator[Problem]:
    reachable, can_end = graph.reachable(), graph.can_end()
    for key, scene in graph.scenes.items():
        if key not in reachable:
            yield Problem("unreachable_scene", key)
        elif key not in can_end and any(choice.next in graph.scenes for choice in scene.choices):
            yield Problem("no_way_out", key)
    if not any(scene.is_ending for scene in graph.scenes.values()):
        yield Problem("no_ending")


def _points(graph: Graph) -> Iterator[Problem]:
    try:
        best = graph.max_points
    except NoWayToAnEnding:
        yield Problem("no_way_to_pass")
    except EndlessPoints:
        yield Problem("endless_points")
    else:
        if best <= 0:
            yield Problem("no_points_to_win", "", {"value": best})
        if best != graph.declared_max_points:
            yield Problem("wrong_max_points", "", {"value": graph.declared_max_points, "best": best})
