"""Actors and authorities of a statement: xAPI 1.0.3 part 2, 2.4.2 and 2.4.9; 2.0 (IEEE 9274.1.1): 4.2.2.1."""

from collections.abc import Sequence

from assessments.xapi.actors import IDENTIFIERS
from assessments.xapi.shapes import (
    Problem,
    array,
    both,
    iri,
    join,
    mailto,
    members,
    moved,
    one_of,
    sha1,
    text,
)

_ONE_IDENTIFIER, _MEMBER, _OBJECT_TYPE = "XAPI-00032", "XAPI-00036", "XAPI-00031"
_AUTHORITY, _TEAM = "XAPI-00099", "XAPI-00088"


def _no_control(value, pointer=""):
    # Such a name could not be looked for: PostgreSQL takes no NUL.
    if any(ord(letter) < 32 for letter in value):
        return (Problem(pointer, "must not hold control characters"),)
    return ()


_ACCOUNT = members(
    {"homePage": iri, "name": both(text, _no_control)},
    ["homePage", "name"],
    rules={"homePage": "XAPI-00042", "name": "XAPI-00043"},
)
_PROPERTIES = {"name": text, "mbox": mailto, "mbox_sha1sum": sha1, "openid": iri, "account": _ACCOUNT}
_RULES = {
    "objectType": _OBJECT_TYPE,
    "name": "XAPI-00034",
    "mbox": "XAPI-00038",
    "mbox_sha1sum": "XAPI-00039",
    "openid": "XAPI-00040",
    "account": "XAPI-00041",
    "member": _MEMBER,
}
_AGENT = members(_PROPERTIES | {"objectType": one_of(["Agent"])}, rules=_RULES)


def _identifiers(value: dict) -> list[str]:
    return [name for name in IDENTIFIERS if name in value]


def agent(value, pointer="") -> Sequence[Problem]:
    """Check an agent: one person or system, with exactly one identifier (2.4.2.1)."""
    found = list(_AGENT(value))
    if isinstance(value, dict) and len(_identifiers(value)) != 1:
        found.append(Problem("", f"must have exactly one of: {', '.join(IDENTIFIERS)}", _ONE_IDENTIFIER))
    return moved(pointer, found)


_GROUP = members(_PROPERTIES | {"objectType": one_of(["Group"]), "member": array(agent)}, rules=_RULES)


def group(value, pointer="") -> Sequence[Problem]:
    """Check a group: identified, or anonymous with its members (2.4.2.2)."""
    found = list(_GROUP(value))
    if isinstance(value, dict):
        names = _identifiers(value)
        if len(names) > 1:
            found.append(Problem("", f"must have at most one of: {', '.join(IDENTIFIERS)}", "XAPI-00035"))
        if not names and "member" not in value:
            found.append(Problem("/member", "is required in a group without identifier", _MEMBER))
    return moved(pointer, found)


def actor(value, pointer="") -> Sequence[Problem]:
    """Check an agent or a group, whichever it says it is; without objectType it is an agent."""
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    return (group if is_group else agent)(value, pointer)


def group_only(value, pointer="") -> Sequence[Problem]:
    """Check a group where an agent is not allowed (2.4.6.5, team)."""
    if not isinstance(value, dict) or value.get("objectType") != "Group":
        return (Problem(join(pointer, "objectType"), "must be Group", _TEAM),)
    return group(value, pointer)


def authority(value, pointer="") -> Sequence[Problem]:
    """Check an authority (2.4.9): an agent, or an anonymous group of two agents (OAuth)."""
    found = list(actor(value))
    if isinstance(value, dict) and value.get("objectType") == "Group":
        member = value.get("member")
        if _identifiers(value) or not isinstance(member, list) or len(member) != 2:
            requirement = "must be an agent, or a group of exactly two agents without identifier"
            found.append(Problem("", requirement, _AUTHORITY))
    return moved(pointer, found)
