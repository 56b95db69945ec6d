"""Objects of a statement: xAPI 1.0.3 part 2, 2.4.4; 2.0 (IEEE 9274.1.1): 4.2.2.3."""

from collections.abc import Mapping, Sequence

from assessments.xapi.actor_checks import agent, group
from assessments.xapi.actors import IDENTIFIERS
from assessments.xapi.shapes import (
    NO_NULL,
    UNKNOWN,
    Check,
    Problem,
    array,
    extensions,
    iri,
    join,
    language_map,
    members,
    moved,
    one_of,
    remembered,
    text,
    uuid,
)

# 2.4.4.1 Activity
_COMPONENT_IDS = "XAPI-00058"
_COMPONENT = members(
    {"id": text, "description": language_map},
    ["id"],
    rule="XAPI-00063",
    rules={"id": _COMPONENT_IDS, "description": "XAPI-00062"},
)
_COMPONENTS = array(_COMPONENT)
_COMPONENTS_OF = {
    "choice": ["choices"],
    "sequencing": ["choices"],
    "likert": ["scale"],
    "matching": ["source", "target"],
    "performance": ["steps"],
    "true-false": [],
    "fill-in": [],
    "long-fill-in": [],
    "numeric": [],
    "other": [],
}
_COMPONENT_RULES = {
    "choices": "XAPI-00055",
    "scale": "XAPI-00054",
    "source": "XAPI-00053",
    "target": "XAPI-00052",
    "steps": "XAPI-00051",
}
_NEEDS_TYPE = "XAPI-00064"
_DEFINITION_SHAPE = members(
    {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": one_of(_COMPONENTS_OF),
        "correctResponsesPattern": array(text),
    }
    | dict.fromkeys(_COMPONENT_RULES, _COMPONENTS),
    rules={
        "name": "XAPI-00056",
        "description": "XAPI-00059",
        "type": "XAPI-00060",
        "moreInfo": "XAPI-00061",
        "extensions": "XAPI-00057",
        "interactionType": "XAPI-00049",
        "correctResponsesPattern": "XAPI-00050",
    }
    | _COMPONENT_RULES,
)


def _definition(value, pointer=""):
    found = list(_DEFINITION_SHAPE(value))
    if isinstance(value, dict):
        found += _parts_of_interaction(value)
    return moved(pointer, found)


def _parts_of_interaction(definition: dict):
    parts = [name for name in ("correctResponsesPattern", *_COMPONENT_RULES) if name in definition]
    if parts and "interactionType" not in definition:
        yield Problem("/interactionType", f"is required with {parts[0]}", _NEEDS_TYPE)
        return
    kind = definition.get("interactionType")
    allowed = _COMPONENTS_OF.get(kind) if isinstance(kind, str) else None
    for name in parts:
        if name in _COMPONENT_RULES and allowed is not None and name not in allowed:
            yield Problem(f"/{name}", "is not a property of this interactionType", UNKNOWN)
        elif _has_doubled_ids(definition[name]):
            yield Problem(f"/{name}", "must not name one id twice", _COMPONENT_IDS)


def _has_doubled_ids(components: object) -> bool:
    if not isinstance(components, list):
        return False
    ids = [str(one["id"]) for one in components if isinstance(one, dict) and "id" in one]
    return len(set(ids)) != len(ids)


activity = remembered(
    members(
        {"objectType": one_of(["Activity"]), "id": iri, "definition": _definition},
        ["id"],
        rules={"objectType": "XAPI-00046", "id": "XAPI-00047", "definition": "XAPI-00048"},
    )
)

# 2.4.4.3 Statement reference
reference = members(
    {"objectType": one_of(["StatementRef"]), "id": uuid},
    ["objectType", "id"],
    rules={"objectType": "XAPI-00073", "id": "XAPI-00072"},
)

OBJECTS: Mapping[str, Check] = {
    "Activity": activity,
    "Agent": agent,
    "Group": group,
    "StatementRef": reference,
}
_KIND, _NESTED = "XAPI-00046", "XAPI-00071"
_AGENT_LIKE, _STATEMENT_LIKE = frozenset((*IDENTIFIERS, "member")), frozenset(("actor", "verb", "object"))


def object_among(kinds: Mapping[str, Check]) -> Check:
    """Return a check of an object whose objectType is one of some kinds; without one it is an activity."""
    requirement = f"must be one of: {', '.join(sorted(kinds))}"

    def check(value, pointer=""):
        if not isinstance(value, dict):
            return (Problem(pointer, "must be an object"),)
        if "objectType" not in value:
            return _untyped(value, pointer)
        kind = value["objectType"]
        if not isinstance(kind, str) or kind not in kinds:
            return (Problem(join(pointer, "objectType"), *_unfit(kind, requirement)),)
        return kinds[kind](value, pointer)

    return check


def _unfit(kind: object, requirement: str) -> tuple[str, str]:
    if kind is None:
        return "must not be null", NO_NULL
    return requirement, _NESTED if kind == "SubStatement" else _KIND


def _untyped(value: dict, pointer: str) -> Sequence[Problem]:
    # Who meant something else than an activity is told its name rather than what activities are like.
    found = activity(value, pointer)
    if not found:
        return ()
    here = join(pointer, "objectType")
    if not value.keys().isdisjoint(_AGENT_LIKE):
        return (Problem(here, "is required when the object is an agent or a group", "XAPI-00065"),)
    if not value.keys().isdisjoint(_STATEMENT_LIKE) or not uuid(value.get("id")):
        return (Problem(here, "is required when the object is a statement", "XAPI-00073"),)
    return found
