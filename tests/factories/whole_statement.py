"""A statement in which every property is used, and ways to spoil it."""

import json
from copy import deepcopy
from uuid import uuid4

from tests.factories.assessments import statement

PERSON = {"mbox": "mailto:a@example.org"}
GROUP = {
    "objectType": "Group",
    "name": "Shift",
    "member": [
        PERSON | {"name": "A", "objectType": "Agent"},
        {"openid": "https://example.org/me"},
        {"mbox_sha1sum": "0a" * 20},
        {"account": {"homePage": "https://example.org", "name": "p-1"}},
    ],
}
REFERENCE = {"objectType": "StatementRef", "id": str(uuid4())}
_QUESTION = {
    "objectType": "Activity",
    "id": "https://example.org/q",
    "definition": {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "name": {"en-US": "Question", "ru": "Вопрос"},
        "description": {"en-US": "What is it?"},
        "moreInfo": "https://example.org/more",
        "interactionType": "matching",
        "correctResponsesPattern": ["a[.]b"],
        "source": [{"id": "a", "description": {"en": "A"}}],
        "target": [{"id": "b"}],
        "extensions": {"https://example.org/x": {"deep": [None, 1]}},
    },
}
_CONTEXT = {
    "registration": str(uuid4()),
    "instructor": PERSON,
    "team": {"objectType": "Group", "account": {"homePage": "https://example.org", "name": "team"}},
    "contextActivities": {
        "parent": {"id": "https://example.org/p"},
        "grouping": [{"id": "https://example.org/g"}],
        "category": [{"id": "https://example.org/c", "definition": {"name": {"en": "C"}}}],
        "other": [{"id": "https://example.org/o"}, {"id": "https://example.org/o2"}],
    },
    "revision": "1",
    "platform": "p",
    "language": "fa-AF",
    "statement": REFERENCE,
    "extensions": {"https://example.org/z": 1},
}
_CONTEXT_OF_2 = {
    "contextAgents": [
        {"objectType": "contextAgent", "agent": PERSON, "relevantTypes": ["https://example.org/tutor"]},
        {"objectType": "contextAgent", "agent": {"openid": "https://example.org/other"}},
    ],
    "contextGroups": [
        {"objectType": "contextGroup", "group": GROUP, "relevantTypes": ["https://example.org/crew"]},
    ],
}
_WHOLE = statement(
    actor=GROUP,
    object=_QUESTION,
    result={
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True,
        "completion": False,
        "response": "a[.]b",
        "duration": "P1Y2M10DT2H30M0.5S",
        "extensions": {"https://example.org/y": None},
    },
    context=_CONTEXT,
    stored="2026-03-02T10:00:00Z",
    authority={"objectType": "Group", "member": [PERSON, PERSON]},
    version="1.0.0",
    attachments=[
        {
            "usageType": "https://example.org/usage",
            "display": {"en": "A file"},
            "description": {"en": "What is in it"},
            "contentType": "text/plain; charset=utf-8",
            "length": 3,
            "sha2": "a" * 64,
            "fileUrl": "https://example.org/file",
        }
    ],
)
# What a sub-statement must not have (part 2, 2.4.4.3).
_OF_STATEMENTS_ONLY = ("id", "stored", "authority", "version")


def whole(version="1.0.3"):
    """Return a valid statement of a version, with everything in it."""
    made = _WHOLE
    if version.startswith("2."):
        made = _WHOLE | {"context": _CONTEXT | _CONTEXT_OF_2, "version": "2.0.0"}
    # By way of JSON: what is meant to be spoilt at one place is shared with no other.
    return json.loads(json.dumps(made))


def as_sub_statement(made):
    """Return what may stand as the object of another statement and says the same."""
    kept = {name: value for name, value in made.items() if name not in _OF_STATEMENTS_ONLY}
    return {"objectType": "SubStatement", **kept}


def replaced(made, path, value):
    """Return a copy with the value at a path ("result/score/raw") replaced or added; `...` takes it away."""
    made = deepcopy(made)
    *above, last = path.split("/")
    place = made
    for name in above:
        place = place[int(name) if isinstance(place, list) else name]
    if value is ...:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return made


def parts(value, path=""):
    """Yield (path, value) of everything inside, but not of what stands in extensions."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        here = f"{path}/{name}".lstrip("/")
        yield here, one
        if name != "extensions":
            yield from parts(one, here)
