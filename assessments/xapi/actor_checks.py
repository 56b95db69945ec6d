"""Actors and authorities of a statement: xAPI 1.0.3 part 2, 2.4.2 and 2.4.9."""

from assessments.xapi.actors import IDENTIFIERS
from assessments.xapi.shapes import Problem, array, both, iri, join, mailto, members, one_of, sha1, text


def _no_control(value, pointer):
    # Such a name could not be looked for: PostgreSQL takes no NUL.
    if any(ord(letter) < 32 for letter in value):
        yield Problem(pointer, "must not hold control characters")


_ACCOUNT = members({"homePage": iri, "name": both(text, _no_control)}, ["homePage", "name"])
_IDENTIFIERS = {"mbox": mailto, "mbox_sha1sum": sha1, "openid": iri, "account": _ACCOUNT}
_AGENT = members({"objectType": one_of(["Agent"]), "name": text} | _IDENTIFIERS)


def _identifiers(value: dict) -> list[str]:
    return [name for name in IDENTIFIERS if name in value]


def agent(value, pointer):
    """Check an agent: one person or system, with exactly one identifier."""
    found = list(_AGENT(value, pointer))
    yield from found
    # 2.4.2.1: exactly one inverse functional identifier.
    if isinstance(value, dict) and len(_identifiers(value)) != 1:
        yield Problem(pointer, f"must have exactly one of: {', '.join(IDENTIFIERS)}")


_GROUP = members({"objectType": one_of(["Group"]), "name": text, "member": array(agent)} | _IDENTIFIERS)


def group(value, pointer):
    """Check a group: identified, or anonymous with its members."""
    yield from _GROUP(value, pointer)
    if len(_identifiers(value)) > 1:
        yield Problem(pointer, f"must have at most one of: {', '.join(IDENTIFIERS)}")
    # 2.4.2.2: an anonymous group lists its members.
    if not _identifiers(value) and "member" not in value:
        yield Problem(join(pointer, "member"), "is required in a group without identifier")


def actor(value, pointer):
    """Check an agent or a group, whichever it says it is; without objectType it is an agent."""
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    yield from (group if is_group else agent)(value, pointer)


def group_only(value, pointer):
    """Check a group where an agent is not allowed (2.4.6.5, team)."""
    if not isinstance(value, dict) or value.get("objectType") != "Group":
        yield Problem(join(pointer, "objectType"), "must be Group")
    else:
        yield from group(value, pointer)


def authority(value, pointer):
    """Check an authority (2.4.9): an agent, or an anonymous group of two agents (OAuth)."""
    yield from actor(value, pointer)
    if isinstance(value, dict) and value.get("objectType") == "Group":
        member = value.get("member")
        if _identifiers(value) or not isinstance(member, list) or len(member) != 2:
            yield Problem(pointer, "must be an agent, or a group of exactly two agents without identifier")
