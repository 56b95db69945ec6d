"""Whether something that was read from YAML or JSON has the form of a structure: names, kinds, ids, limits."""

import re
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.graph import CRITICAL_ERRORS

FORMATS = (1, 2)
MOST_SCENES, MOST_CHOICES, MOST_VALUES = 1_000, 12, 12
ID = re.compile(r"[\w-]{1,40}")

_AMOUNT = (int, bool)
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
# What format 2 adds.
_STRUCTURE_2 = _STRUCTURE | {"policy": dict, "values": list}
_SCENE_2 = _SCENE | {"notice": bool, "image": str}
_CHOICE_2 = _CHOICE | {"effects": list, "when": list, "routes": list}
_POLICY = {"mode": str, "tries": int, "cooldown_minutes": int}
_VALUE = {"id": str, "kind": str, "start": _AMOUNT, "min": int, "max": int}
_EFFECT = {"value": str, "add": int, "set": _AMOUNT}
_CONDITION = {"value": str, "is": str, "than": _AMOUNT}
_ROUTE = {"when": list, "next": str}


def form_problems(structure: object) -> list[Problem]:
    """Return every fault of form; only a structure without any can be made a Graph."""
    return list(_structure(structure))


def _structure(structure: object) -> Iterator[Problem]:
    if not isinstance(structure, dict):
        yield Problem("wrong_type", "", {"name": "structure"})
        return
    is_newer = structure.get("format") == 2
    yield from _members(structure, _STRUCTURE_2 if is_newer else _STRUCTURE, _REQUIRED, "")
    if structure.get("format", 1) not in FORMATS:
        yield Problem("unknown_format", "", {"value": structure["format"]})
    yield from _scenes(structure.get("scenes"), is_newer)
    yield from _relearn(structure.get("relearn"))
    yield from _strings(structure.get("modules"), "modules", "")
    if is_newer:
        yield from _values(structure.get("values", []))
        yield from _members(structure.get("policy", {}), _POLICY, (), "", "policy")


def _scenes(scenes: object, is_newer: bool) -> Iterator[Problem]:
    if not isinstance(scenes, list):
        return
    if len(scenes) > MOST_SCENES:
        yield Problem("too_many_scenes", "", {"value": len(scenes), "most": MOST_SCENES})
    yield from _doubled(scenes, "", "duplicate_scene")
    for scene in scenes:
        yield from _scene(scene, is_newer)


def _scene(scene: object, is_newer: bool) -> Iterator[Problem]:
    if not isinstance(scene, dict):
        yield Problem("wrong_type", "", {"name": "scenes"})
        return
    where = str(scene.get("id", "?"))
    yield from _members(scene, _SCENE_2 if is_newer else _SCENE, ("id",), where)
    yield from _id(scene, where)
    choices = scene.get("choices", [])
    if not isinstance(choices, list):
        return
    if len(choices) > MOST_CHOICES:
        yield Problem("too_many_choices", where, {"value": len(choices), "most": MOST_CHOICES})
    yield from _doubled(choices, where, "duplicate_choice")
    for choice in choices:
        yield from _choice(choice, where, is_newer)


def _choice(choice: object, scene: str, is_newer: bool) -> Iterator[Problem]:
    if not isinstance(choice, dict):
        yield Problem("wrong_type", scene, {"name": "choices"})
        return
    where = f"{scene}/{choice.get('id', '?')}"
    yield from _members(choice, _CHOICE_2 if is_newer else _CHOICE, _CHOICE_REQUIRED, where)
    yield from _id(choice, where)
    yield from _strings(choice.get("sources"), "sources", where)
    if is_newer:
        yield from _each(choice.get("effects"), _EFFECT, ("value",), where, "effects")
        for effect in _dicts(choice.get("effects")):
            if ("add" in effect) == ("set" in effect):
                yield Problem("wrong_effect", where, {"value": effect.get("value", "?")})
        yield from _each(choice.get("when"), _CONDITION, tuple(_CONDITION), where, "when")
        yield from _each(choice.get("routes"), _ROUTE, tuple(_ROUTE), where, "routes")
        for route in _dicts(choice.get("routes")):
            yield from _each(route.get("when"), _CONDITION, tuple(_CONDITION), where, "when")


def _values(values: object) -> Iterator[Problem]:
    if not isinstance(values, list):
        return
    if len(values) > MOST_VALUES:
        yield Problem("too_many_values", "", {"value": len(values), "most": MOST_VALUES})
    yield from _doubled(values, "", "duplicate_value")
    yield from _each(values, _VALUE, ("id", "kind", "start"), "", "values")
    for value in _dicts(values):
        yield from _id(value, "")


def _relearn(relearn: object) -> Iterator[Problem]:
    if not isinstance(relearn, dict):
        return
    for code, lesson in relearn.items():
        if code != "default" and code not in CRITICAL_ERRORS:
            yield Problem("unknown_critical_error", "", {"value": code})
        try:
            UUID(lesson)
        except (ValueError, TypeError, AttributeError):
            yield Problem("wrong_type", "", {"name": f"relearn.{code}"})


def _each(items: object, known: dict, required: tuple, where: str, name: str) -> Iterator[Problem]:
    for item in items if isinstance(items, list) else ():
        yield from _members(item, known, required, where, name)


def _members(value: object, known: dict, required: tuple, where: str, inside: str = "") -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem("wrong_type", where, {"name": inside})
        return
    prefix = f"{inside}." if inside else ""
    for name in required:
        if name not in value:
            yield Problem("missing_key", where, {"name": prefix + name})
    for name, one in value.items():
        if name not in known:
            yield Problem("unknown_key", where, {"name": f"{prefix}{name}"})
        elif not isinstance(one, known[name]) or (known[name] is int and isinstance(one, bool)):
            yield Problem("wrong_type", where, {"name": prefix + name})


def _strings(items: object, name: str, where: str) -> Iterator[Problem]:
    if isinstance(items, list) and not all(isinstance(item, str) for item in items):
        yield Problem("wrong_type", where, {"name": name})


def _id(item: dict, where: str) -> Iterator[Problem]:
    if isinstance(item.get("id"), str) and not ID.fullmatch(item["id"]):
        yield Problem("bad_id", where, {"value": item["id"]})


def _doubled(items: list, where: str, code: str) -> Iterator[Problem]:
    counts = Counter(str(item["id"]) for item in _dicts(items) if "id" in item)
    for key, count in counts.items():
        if count > 1:
            at = "" if code == "duplicate_value" else key
            yield Problem(code, f"{where}/{at}" if where else at, {"value": key})


def _dicts(items: object) -> list[dict]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
