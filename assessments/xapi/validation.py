"""Is this a statement of xAPI 1.0.3, or of 2.0 (IEEE 9274.1.1)? The numbers in comments are sections of 1.0.3 part 2.

The rules that problems name are those of the conformance requirements that ADL publishes (XAPI-00001 and on).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.xapi import vocabulary
from assessments.xapi.actor_checks import actor, agent, authority, group, group_only
from assessments.xapi.shapes import (
    Check,
    Problem,
    array,
    boolean,
    duration,
    extensions,
    iri,
    join,
    language_map,
    language_tag,
    media_type,
    members,
    moved,
    number,
    of_type,
    one_of,
    sha2,
    text,
    timestamp,
    timestamp_with_offset,
    uuid,
    version,
    version_of_2,
)
from assessments.xapi.versions import V1, V2


@dataclass(eq=False)
class InvalidStatement(ValueError):
    """A statement breaks the standard; `problems` is never empty."""

    problems: tuple[Problem, ...]

    def __str__(self):
        return "; ".join(f"{problem.pointer or '/'} {problem.requirement}" for problem in self.problems)


def validate(statement: object, version: str = V1) -> None:
    """Raise InvalidStatement, naming every requirement not met, unless `statement` is a valid statement."""
    if found := tuple(problems(statement, version=version)):
        raise InvalidStatement(found)


def problems(statement: object, pointer: str = "", version: str = V1) -> Sequence[Problem]:
    """Return what is wrong with a statement read from JSON; `pointer` is where it stands in its document.

    `version` is the one the request spoke: one of versions.VERSIONS.
    """
    return STATEMENTS[version](statement, pointer)


def problems_of_agent(value: object) -> Sequence[Problem]:
    """Return what is wrong with an agent or identified group, as in the parameter `agent` of a query."""
    return actor(value)


# 2.4.3 Verb
_VERB = members({"id": iri, "display": language_map}, ["id"], rule="XAPI-00045", rules={"id": "XAPI-00044"})

# 2.4.4.1 Activity
_COMPONENTS = array(members({"id": text, "description": language_map}, ["id"]))
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
_COMPONENT_NAMES = ("choices", "scale", "source", "target", "steps")
_INTERACTION = "XAPI-00060"
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
    | dict.fromkeys(_COMPONENT_NAMES, _COMPONENTS),
    rules={
        "name": "XAPI-00049",
        "description": "XAPI-00049",
        "type": "XAPI-00049",
        "moreInfo": "XAPI-00056",
        "interactionType": "XAPI-00059",
        "correctResponsesPattern": _INTERACTION,
    },
)


def _definition(value, pointer=""):
    found = list(_DEFINITION_SHAPE(value))
    if isinstance(value, dict):
        found += _parts_of_interaction(value)
    return moved(pointer, found)


def _parts_of_interaction(definition: dict):
    kind = definition.get("interactionType")
    allowed = _COMPONENTS_OF.get(kind, ()) if isinstance(kind, str) else ()
    if kind is None and "correctResponsesPattern" in definition:
        yield Problem("/interactionType", "is required with correctResponsesPattern", _INTERACTION)
    for name in _COMPONENT_NAMES:
        if name in definition:
            if name not in allowed:
                yield Problem(f"/{name}", "is not a property of this interactionType", _INTERACTION)
            elif _has_doubled_ids(definition[name]):
                yield Problem(f"/{name}", "must not name one id twice", "XAPI-00064")


def _has_doubled_ids(components: object) -> bool:
    if not isinstance(components, list):
        return False
    ids = [str(one.get("id")) for one in components if isinstance(one, dict)]
    return len(set(ids)) != len(ids)


_ACTIVITY = members(
    {"objectType": one_of(["Activity"]), "id": iri, "definition": _definition},
    ["id"],
    rule="XAPI-00048",
    rules={"id": "XAPI-00047"},
)

# 2.4.4.3 Statement reference
_REFERENCE = members(
    {"objectType": one_of(["StatementRef"]), "id": uuid}, ["objectType", "id"], rule="XAPI-00071"
)

# 2.4.5 Result
_SCORE_SHAPE = members({"scaled": number, "raw": number, "min": number, "max": number}, rule="XAPI-00079")


def _score(value, pointer=""):
    return moved(pointer, _SCORE_SHAPE(value) or list(_amounts(value)))


def _amounts(score: dict):
    scaled, raw, low, high = (score.get(name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        yield Problem("/scaled", "must lie between -1 and 1", "XAPI-00080")
    if low is not None and high is not None and low >= high:
        yield Problem("/min", "must be less than max", "XAPI-00082")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        yield Problem("/raw", "must lie between min and max", "XAPI-00081")


_RESULT = members(
    {
        "score": _score,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    },
    rules={
        "score": "XAPI-00078",
        "success": "XAPI-00074",
        "completion": "XAPI-00075",
        "response": "XAPI-00076",
        "duration": "XAPI-00077",
    },
)

# 2.4.6 Context; 2.0: 4.2.2.5
_ACTIVITIES = array(_ACTIVITY, allow_single=True)
_CONTEXT_PROPERTIES = {
    "registration": uuid,
    "instructor": actor,
    "team": group_only,
    "contextActivities": members(
        dict.fromkeys(["parent", "grouping", "category", "other"], _ACTIVITIES), rule="XAPI-00093"
    ),
    "revision": text,
    "platform": text,
    "language": language_tag,
    "statement": _REFERENCE,
    "extensions": extensions,
}
_CONTEXT_RULES = {
    "registration": "XAPI-00087-1",
    "instructor": "XAPI-00087-2",
    "team": "XAPI-00088",
    "contextActivities": "XAPI-00089",
    "revision": "XAPI-00090",
    "platform": "XAPI-00091",
    "language": "XAPI-00092",
    "statement": "XAPI-00086",
}
_CONTEXT_OF_2 = "IEEE 9274.1.1, 4.2.2.5"
_RELEVANT = array(iri, least=1)
_CONTEXT_AGENT = members(
    {"objectType": one_of(["contextAgent"]), "agent": agent, "relevantTypes": _RELEVANT},
    ["objectType", "agent"],
    rule=_CONTEXT_OF_2,
)
_CONTEXT_GROUP = members(
    {"objectType": one_of(["contextGroup"]), "group": group_only, "relevantTypes": _RELEVANT},
    ["objectType", "group"],
    rule=_CONTEXT_OF_2,
)
_CONTEXTS = {
    V1: members(_CONTEXT_PROPERTIES, rules=_CONTEXT_RULES),
    V2: members(
        _CONTEXT_PROPERTIES
        | {"contextAgents": array(_CONTEXT_AGENT), "contextGroups": array(_CONTEXT_GROUP)},
        rules=_CONTEXT_RULES,
    ),
}

# 2.4.11 Attachments
_ATTACHMENT = members(
    {
        "usageType": iri,
        "display": language_map,
        "description": language_map,
        "contentType": media_type,
        "length": of_type(int, "must be an integer"),
        "sha2": sha2,
        "fileUrl": iri,
    },
    ["usageType", "display", "contentType", "length", "sha2"],
    rules={
        "usageType": "XAPI-00102",
        "display": "XAPI-00103",
        "contentType": "XAPI-00104",
        "length": "XAPI-00105",
        "sha2": "XAPI-00106",
        "fileUrl": "XAPI-00107",
    },
)

_OBJECTS = {"Activity": _ACTIVITY, "Agent": agent, "Group": group, "StatementRef": _REFERENCE}
_STATEMENT_RULES = {
    "id": "XAPI-00027",
    "actor": "XAPI-00022",
    "verb": "XAPI-00023",
    "object": "XAPI-00024",
    "stored": "XAPI-00097",
    "authority": "XAPI-00098",
    "version": "XAPI-00101",
}


def _object_among(kinds: Mapping[str, Check]) -> Check:
    requirement = f"must be one of: {', '.join(sorted(kinds))}"

    def check(value, pointer=""):
        if not isinstance(value, dict):
            return (Problem(pointer, "must be an object", "XAPI-00046"),)
        kind = value.get("objectType", "Activity")
        if not isinstance(kind, str) or kind not in kinds:
            return (Problem(join(pointer, "objectType"), requirement, "XAPI-00046"),)
        return kinds[kind](value, pointer)

    return check


def _statement_of(shape: Check) -> Check:
    def check(value, pointer=""):
        found = shape(value)
        if isinstance(value, dict) and isinstance(value.get("object"), dict):
            found = [*found, *_activity_only(value), *_voiding(value)]
        return moved(pointer, found)

    return check


def _activity_only(value: dict):
    # 2.4.6: revision and platform speak of an activity.
    context = value.get("context")
    if isinstance(context, dict) and value["object"].get("objectType", "Activity") != "Activity":
        for name, rule in (("revision", "XAPI-00084"), ("platform", "XAPI-00085")):
            if name in context:
                yield Problem(f"/context/{name}", "is only allowed when the object is an activity", rule)


def _voiding(value: dict):
    # 2.3.2: what voids, points at a statement.
    verb = value.get("verb")
    is_voiding = isinstance(verb, dict) and verb.get("id") == vocabulary.VOIDED.iri
    if is_voiding and value["object"].get("objectType") != "StatementRef":
        yield Problem("/object/objectType", "must be StatementRef: the verb is voided", "XAPI-00016")


def _statement_check(context: Check, moment: Check, of_version: Check) -> Check:
    common = {
        "actor": actor,
        "verb": _VERB,
        "result": _RESULT,
        "context": context,
        "timestamp": moment,
        "attachments": array(_ATTACHMENT),
    }
    # 2.4.4.3 Sub-statement: none of id, stored, version, authority, and no sub-statement in it.
    sub_statement = _statement_of(
        members(
            common | {"objectType": one_of(["SubStatement"]), "object": _object_among(_OBJECTS)},
            ["objectType", "actor", "verb", "object"],
            rules=_STATEMENT_RULES,
        )
    )
    return _statement_of(
        members(
            common
            | {
                "id": uuid,
                "object": _object_among(_OBJECTS | {"SubStatement": sub_statement}),
                "stored": moment,
                "authority": authority,
                "version": of_version,
            },
            ["actor", "verb", "object"],
            rules=_STATEMENT_RULES,
        )
    )


STATEMENTS = {
    V1: _statement_check(_CONTEXTS[V1], timestamp, version),
    V2: _statement_check(_CONTEXTS[V2], timestamp_with_offset, version_of_2),
}
