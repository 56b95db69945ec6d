"""Is this a statement of xAPI 1.0.3, or of 2.0 (IEEE 9274.1.1)? The numbers in comments are sections of 1.0.3 part 2.

The rules that problems name are those of the conformance requirements that ADL publishes (XAPI-00001 and on).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.xapi import vocabulary
from assessments.xapi.actor_checks import actor, agent, authority, group_only
from assessments.xapi.object_checks import OBJECTS, activity, object_among, reference
from assessments.xapi.shapes import (
    EXTENSIONS,
    LANGUAGE_MAP,
    WRONG_TYPE,
    Check,
    Problem,
    array,
    boolean,
    duration,
    extensions,
    iri,
    language_map,
    language_tag,
    media_type,
    members,
    moved,
    number,
    of_type,
    one_of,
    remembered,
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
_VERB = remembered(
    members({"id": iri, "display": language_map}, ["id"], rules={"id": "XAPI-00044", "display": "XAPI-00045"})
)

# 2.4.5 Result
_SCALED, _RAW, _MIN, _MAX = "XAPI-00083", "XAPI-00082", "XAPI-00081", "XAPI-00080"
_SCORE_SHAPE = members(
    {"scaled": number, "raw": number, "min": number, "max": number},
    rules={"scaled": _SCALED, "raw": _RAW, "min": _MIN, "max": _MAX},
)


def _score(value, pointer=""):
    return moved(pointer, _SCORE_SHAPE(value) or list(_amounts(value)))


def _amounts(score: dict):
    scaled, raw, low, high = (score.get(name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        yield Problem("/scaled", "must lie between -1 and 1", _SCALED)
    if low is not None and high is not None and low >= high:
        yield Problem("/min", "must be less than max", _MIN)
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        yield Problem("/raw", "must lie between min and max", _RAW)


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
        "score": "XAPI-00079",
        "success": "XAPI-00074",
        "completion": "XAPI-00075",
        "response": "XAPI-00076",
        "duration": "XAPI-00077",
        "extensions": "XAPI-00078",
    },
)

# 2.4.6 Context; 2.0: 4.2.2.5
_ACTIVITIES = array(activity, allow_single=True)
_KINDS_OF_ACTIVITIES = ("parent", "grouping", "category", "other")
_CONTEXT_PROPERTIES = {
    "registration": uuid,
    "instructor": actor,
    "team": group_only,
    "contextActivities": members(
        dict.fromkeys(_KINDS_OF_ACTIVITIES, _ACTIVITIES),
        rules=dict.fromkeys(_KINDS_OF_ACTIVITIES, "XAPI-00094"),
        unknown="XAPI-00093",
    ),
    "revision": text,
    "platform": text,
    "language": language_tag,
    "statement": reference,
    "extensions": extensions,
}
_CONTEXT_RULES = {
    "registration": "XAPI-00087",
    "instructor": "XAPI-00087",
    "team": "XAPI-00088",
    "contextActivities": "XAPI-00086",
    "revision": "XAPI-00089",
    "platform": "XAPI-00090",
    "language": "XAPI-00091",
    "statement": "XAPI-00092",
    "extensions": EXTENSIONS,
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
        rules=_CONTEXT_RULES | dict.fromkeys(["contextAgents", "contextGroups"], _CONTEXT_OF_2),
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
        "usageType": "XAPI-00107",
        "display": "XAPI-00106",
        "description": LANGUAGE_MAP,
        "contentType": "XAPI-00105",
        "length": "XAPI-00102",
        "sha2": "XAPI-00103",
        "fileUrl": "XAPI-00104",
    },
)

_STATEMENT_RULES = {
    **dict.fromkeys(["actor", "verb", "object", "result", "context"], WRONG_TYPE),
    "id": "XAPI-00027",
    "timestamp": "XAPI-00022",
    "stored": "XAPI-00023",
    "authority": "XAPI-00024",
    "attachments": "XAPI-00025",
    "version": "XAPI-00101",
}
_MISSING = {"actor": "XAPI-00003", "verb": "XAPI-00004", "object": "XAPI-00005"}
_SUB_STATEMENT_RULES = _STATEMENT_RULES | {
    "authority": "XAPI-00067",
    "version": "XAPI-00068",
    "stored": "XAPI-00069",
    "id": "XAPI-00070",
}


_OTHER_THAN_ACTIVITIES = ("Agent", "Group", "StatementRef", "SubStatement")


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
    if isinstance(context, dict) and value["object"].get("objectType") in _OTHER_THAN_ACTIVITIES:
        for name, rule in (("revision", "XAPI-00084"), ("platform", "XAPI-00085")):
            if name in context:
                yield Problem(f"/context/{name}", "is only allowed when the object is an activity", rule)


def _voiding(value: dict):
    # 2.3.2: what voids, points at a statement.
    verb = value.get("verb")
    is_voiding = isinstance(verb, dict) and verb.get("id") == vocabulary.VOIDED.iri
    if is_voiding and value["object"].get("objectType") != "StatementRef":
        yield Problem("/object/objectType", "must be StatementRef: the verb is voided", "XAPI-00017")


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
            common | {"objectType": one_of(["SubStatement"]), "object": object_among(OBJECTS)},
            ["objectType", "actor", "verb", "object"],
            rules=_SUB_STATEMENT_RULES,
            missing=_MISSING,
        )
    )
    return _statement_of(
        members(
            common
            | {
                "id": uuid,
                "object": object_among(OBJECTS | {"SubStatement": sub_statement}),
                "stored": moment,
                "authority": authority,
                "version": of_version,
            },
            ["actor", "verb", "object"],
            rule=WRONG_TYPE,
            rules=_STATEMENT_RULES,
            missing=_MISSING,
        )
    )


STATEMENTS = {
    V1: _statement_check(_CONTEXTS[V1], timestamp, version),
    V2: _statement_check(_CONTEXTS[V2], timestamp_with_offset, version_of_2),
}
