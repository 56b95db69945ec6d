"""Actors and authorities of a statement: xAPI 1.0.3 part 2, 2.4.2 and 2.4.9; 2.0 (IEEE 9274.1.1): 4.2.2.1."""

from collections.abc import Sequence

from assessments.xapi.actors import IDENTIFIERS
from assessments.xapi.shapes import (
    Check,
    Problem,
    array,
    both,
    iri,
    mailto,
    members,
    moved,
    one_of,
    remembered,
    sha1,
    text,
)

_ONE_IDENTIFIER, _ONE_IDENTIFIER_OF_A_GROUP = "XAPI-00034", "XAPI-00037"
_MEMBERS_OF_GROUPS_ONLY = "XAPI-00035"
_TWO_AGENTS = "XAPI-00098"


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
    "objectType": "XAPI-00031",
    "name": "XAPI-00033",
    "mbox": "XAPI-00038",
    "mbox_sha1sum": "XAPI-00039",
    "openid": "XAPI-00040",
    "account": "XAPI-00041",
}
_AGENT = members(
    _PROPERTIES | {"objectType": one_of(["Agent"])}, rules=_RULES | {"member": _MEMBERS_OF_GROUPS_ONLY}
)


def _identifiers(value: dict) -> list[str]:
    return [name for name in IDENTIFIERS if name in value]


@remembered
def agent(value, pointer="") -> Sequence[Problem]:
    """Check an agent: one person or system, with exactly one identifier (2.4.2.1)."""
    found = list(_AGENT(value))
    if isinstance(value, dict) and len(_identifiers(value)) != 1:
        found.append(Problem("", f"must have exactly one of: {', '.join(IDENTIFIERS)}", _ONE_IDENTIFIER))
    return moved(pointer, found)


def _group_of(shape: Check) -> Check:
    """Return a check of a group: identified, or anonymous with its members (2.4.2.2)."""

    def check(value, pointer=""):
        found = list(shape(value))
        if isinstance(value, dict):
            names = _identifiers(value)
            if len(names) > 1:
                requirement = f"must have at most one of: {', '.join(IDENTIFIERS)}"
                found.append(Problem("", requirement, _ONE_IDENTIFIER_OF_A_GROUP))
            if not names and value.get("member", []) == []:
                requirement = "must name an agent at least in a group without identifier"
                found.append(Problem("/member", requirement, _ONE_IDENTIFIER_OF_A_GROUP))
        return moved(pointer, found)

    return check


_GROUP_PROPERTIES = _PROPERTIES | {"objectType": one_of(["Group"]), "member": array(agent)}
_GROUP_RULES = _RULES | {"member": "XAPI-00036"}
group = _group_of(members(_GROUP_PROPERTIES, rules=_GROUP_RULES))
# Where an agent is not allowed (2.4.6, team): what stands there says what it is.
group_only = _group_of(members(_GROUP_PROPERTIES, ["objectType"], rules=_GROUP_RULES | {"objectType": ""}))


def actor(value, pointer="") -> Sequence[Problem]:
    """Check an agent or a group, whichever it says it is; without objectType it is an agent."""
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    return (group if is_group else agent)(value, pointer)


def authority(value, pointer="") -> Sequence[Problem]:
    """Check an authority (2.4.9): an agent, or an anonymous group of two agents (OAuth)."""
    found = list(actor(value))
    if isinstance(value, dict) and value.get("objectType") == "Group":
        member = value.get("member")
        if _identifiers(value) or not isinstance(member, list) or len(member) != 2:
            requirement = "must be an agent, or a group of exactly two agents without identifier"
            found.append(Problem("", requirement, _TWO_AGENTS))
    return moved(pointer, found)
