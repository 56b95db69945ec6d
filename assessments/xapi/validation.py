"""Is this a statement of xAPI 1.0.3? Part 2 (data); the numbers in comments are its sections.

A later version of the standard adds its properties to these tables and gets its own `STATEMENT`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.xapi import vocabulary
from assessments.xapi.actor_checks import actor, agent, authority, group, group_only
from assessments.xapi.shapes import (
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
    number,
    of_type,
    one_of,
    sha2,
    text,
    timestamp,
    uuid,
    version,
)


@dataclass(eq=False)
class InvalidStatement(ValueError):
    """A statement breaks the standard; `problems` is never empty."""

    problems: tuple[Problem, ...]

    def __str__(self):
        return "; ".join(f"{problem.pointer or '/'} {problem.requirement}" for problem in self.problems)


def validate(statement: object) -> None:
    """Raise InvalidStatement, naming every requirement not met, unless `statement` is a valid statement."""
    if found := tuple(problems(statement)):
        raise InvalidStatement(found)


def problems(statement: object, pointer: str = "", version: str = "1.0.3") -> Iterator[Problem]:
    """Yield what is wrong with a statement read from JSON; `pointer` is where it stands in its document."""
    yield from _nulls(statement, pointer)
    yield from STATEMENT(statement, pointer)


def problems_of_agent(value: object, version: str = "1.0.3") -> Iterator[Problem]:
    """Yield what is wrong with an agent or identified group, as in the parameter `agent` of a query."""
    yield from actor(value, "")


def _nulls(value: object, pointer: str) -> Iterator[Problem]:
    # 2.2: no null anywhere but in an extension.
    if value is None:
        yield Problem(pointer, "must not be null")
    elif isinstance(value, dict):
        for name, one in value.items():
            if name != "extensions":
                yield from _nulls(one, join(pointer, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _nulls(one, join(pointer, index))


# 2.4.3 Verb
_VERB = members({"id": iri, "display": language_map}, ["id"])

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
    | dict.fromkeys(_COMPONENT_NAMES, _COMPONENTS)
)


def _definition(value, pointer):
    yield from _DEFINITION_SHAPE(value, pointer)
    if not isinstance(value, dict):
        return
    kind = value.get("interactionType")
    allowed = _COMPONENTS_OF.get(kind, []) if isinstance(kind, str) else []
    if kind is None and "correctResponsesPattern" in value:
        yield Problem(join(pointer, "interactionType"), "is required with correctResponsesPattern")
    for name in _COMPONENT_NAMES:
        if name in value:
            if name not in allowed:
                yield Problem(join(pointer, name), "is not a property of this interactionType")
            else:
                yield from _distinct_ids(value[name], join(pointer, name))


def _distinct_ids(components, pointer):
    if isinstance(components, list):
        ids = [str(one.get("id")) for one in components if isinstance(one, dict)]
        if len(set(ids)) != len(ids):
            yield Problem(pointer, "must not name one id twice")


_ACTIVITY = members({"objectType": one_of(["Activity"]), "id": iri, "definition": _definition}, ["id"])

# 2.4.4.3 Statement reference
_REFERENCE = members({"objectType": one_of(["StatementRef"]), "id": uuid}, ["objectType", "id"])

# 2.4.5 Result
_SCORE_SHAPE = members({"scaled": number, "raw": number, "min": number, "max": number})


def _score(value, pointer):
    found = list(_SCORE_SHAPE(value, pointer))
    yield from found
    if found:
        return
    scaled, raw, low, high = (value.get(name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        yield Problem(join(pointer, "scaled"), "must lie between -1 and 1")
    if low is not None and high is not None and low >= high:
        yield Problem(join(pointer, "min"), "must be less than max")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        yield Problem(join(pointer, "raw"), "must lie between min and max")


_RESULT = members(
    {
        "score": _score,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    }
)

# 2.4.6 Context
_ACTIVITIES = array(_ACTIVITY, allow_single=True)
_CONTEXT = members(
    {
        "registration": uuid,
        "instructor": actor,
        "team": group_only,
        "contextActivities": members(dict.fromkeys(["parent", "grouping", "category", "other"], _ACTIVITIES)),
        "revision": text,
        "platform": text,
        "language": language_tag,
        "statement": _REFERENCE,
        "extensions": extensions,
    }
)

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
)

_OBJECTS = {"Activity": _ACTIVITY, "Agent": agent, "Group": group, "StatementRef": _REFERENCE}
_COMMON = {
    "actor": actor,
    "verb": _VERB,
    "result": _RESULT,
    "context": _CONTEXT,
    "timestamp": timestamp,
    "attachments": array(_ATTACHMENT),
}


def _object_among(kinds):
    def check(value, pointer):
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
            return
        kind = value.get("objectType", "Activity")
        if not isinstance(kind, str) or kind not in kinds:
            yield Problem(join(pointer, "objectType"), f"must be one of: {', '.join(sorted(kinds))}")
        else:
            yield from kinds[kind](value, pointer)

    return check


def _statement_of(shape):
    def check(value, pointer):
        yield from shape(value, pointer)
        if isinstance(value, dict):
            yield from _activity_only(value, pointer)
            yield from _voiding(value, pointer)

    return check


def _activity_only(value, pointer):
    # 2.4.6: revision and platform speak of an activity.
    target, context = value.get("object"), value.get("context")
    if (
        isinstance(target, dict)
        and isinstance(context, dict)
        and target.get("objectType", "Activity") != "Activity"
    ):
        for name in ("revision", "platform"):
            if name in context:
                yield Problem(
                    join(join(pointer, "context"), name), "is only allowed when the object is an activity"
                )


def _voiding(value, pointer):
    # 2.3.2: what voids, points at a statement.
    verb, target = value.get("verb"), value.get("object")
    is_voiding = isinstance(verb, dict) and verb.get("id") == vocabulary.VOIDED.iri
    if is_voiding and (not isinstance(target, dict) or target.get("objectType") != "StatementRef"):
        yield Problem(join(join(pointer, "object"), "objectType"), "must be StatementRef: the verb is voided")


# 2.4.4.3 Sub-statement: none of id, stored, version, authority, and no sub-statement in it.
_SUB_STATEMENT = _statement_of(
    members(
        _COMMON | {"objectType": one_of(["SubStatement"]), "object": _object_among(_OBJECTS)},
        ["objectType", "actor", "verb", "object"],
    )
)

STATEMENT = _statement_of(
    members(
        _COMMON
        | {
            "id": uuid,
            "object": _object_among(_OBJECTS | {"SubStatement": _SUB_STATEMENT}),
            "stored": timestamp,
            "authority": authority,
            "version": version,
        },
        ["actor", "verb", "object"],
    )
)
