"""What a statement is found by: every filter value it matches, as 64-bit terms (xAPI 1.0.3 part 3, 2.1.3).

A term is a digest of a kind and a value. What matches directly and what is only related are kinds apart, and
related kinds leave out what matches directly: a "related" search reads both.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from assessments.lrs.widths import WIDTH
from assessments.xapi import actors

AGENT, RELATED_AGENT = "agent", "related agent"
ACTIVITY, RELATED_ACTIVITY = "activity", "related activity"
VERB, REGISTRATION, CLIENT = "verb", "registration", "client"
# What the credentials of a launch may see: an agent and a registration together.
LAUNCH = "launch"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_CONTEXT_ACTIVITIES = ("parent", "grouping", "category", "other")


def term(kind: str, value: str) -> int:
    """Return the term of one filter value: a signed 64-bit number."""
    # What is long is not kept: a client may send megabytes of it.
    return _short_term(kind, value) if len(value) <= WIDTH else _digest(kind, value)


def _digest(kind: str, value: str) -> int:
    digest = blake2b(f"{kind}\0{value}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


_short_term = lru_cache(20_000)(_digest)


def of_client(key: str) -> int:
    """Return the term that all statements have which these credentials sent."""
    return term(CLIENT, key)


def of_launch(agent: dict, registration: str) -> int:
    """Return the term that all statements have whose actor is this agent, under this registration."""
    return term(LAUNCH, f"{str(registration).lower()} {actors.identifier(agent)}")


def terms_of(statement: dict, client: str) -> set[int]:
    """Return all terms of a complete statement that `client` (the key of its credentials) sent.

    What a StatementRef points at is not in it: see references.
    """
    return own_terms(statement, client) | filter_terms(statement)


def own_terms(statement: dict, client: str) -> set[int]:
    """Return the terms that say who may see a statement: whoever points at it does not get them."""
    found = {of_client(client)}
    registration = statement.get("context", {}).get("registration")
    if registration and actors.identifier(statement["actor"]):
        found.add(of_launch(statement["actor"], registration))
    return found


def filter_terms(statement: dict) -> set[int]:
    """Return the terms that filters look for: a statement that points at this one has them too."""
    return set(ordered_terms(statement))


def ordered_terms(statement: dict) -> list[int]:
    """Return the filter_terms, each once, what matches directly before what is only related."""
    agents, activities = (
        dict.fromkeys(_direct_agents(statement)),
        dict.fromkeys(_direct_activities(statement)),
    )
    found = [(VERB, statement["verb"]["id"])]
    if registration := statement.get("context", {}).get("registration"):
        found.append((REGISTRATION, registration.lower()))
    found += [(AGENT, one) for one in agents]
    found += [(ACTIVITY, one) for one in activities]
    found += [(RELATED_AGENT, one) for one in dict.fromkeys(_related_agents(statement)) if one not in agents]
    found += [
        (RELATED_ACTIVITY, one)
        for one in dict.fromkeys(_related_activities(statement))
        if one not in activities
    ]
    return [term(kind, value) for kind, value in found]


def microseconds(moment: datetime) -> int:
    """Return a moment as `StatementTerm.stored_us` holds it: exact, where a float would round."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(stored_us: int) -> datetime:
    """Return the moment of a `stored_us`."""
    return _EPOCH + timedelta(microseconds=stored_us)


def _identifiers(agent: dict) -> Iterator[str]:
    if identifier := actors.identifier(agent):
        yield identifier
    for member in agent.get("member", ()):
        if identifier := actors.identifier(member):
            yield identifier


def _is_agent(value: dict) -> bool:
    return value.get("objectType") in ("Agent", "Group")


def _direct_agents(statement: dict) -> Iterator[str]:
    yield from _identifiers(statement["actor"])
    if _is_agent(statement["object"]):
        yield from _identifiers(statement["object"])


def _related_agents(statement: dict) -> Iterator[str]:
    context, target = statement.get("context", {}), statement["object"]
    direct = [statement["actor"], statement.get("authority"), context.get("instructor"), context.get("team")]
    direct += [one.get("agent") for one in context.get("contextAgents", ())]
    direct += [one.get("group") for one in context.get("contextGroups", ())]
    if _is_agent(target):
        direct.append(target)
    for one in direct:
        if one:
            yield from _identifiers(one)
    if target.get("objectType") == "SubStatement":
        yield from _related_agents(target)


def _direct_activities(statement: dict) -> Iterator[str]:
    if statement["object"].get("objectType", "Activity") == "Activity":
        yield statement["object"]["id"]


def _related_activities(statement: dict) -> Iterator[str]:
    yield from _direct_activities(statement)
    yield from (one["id"] for one in context_activities(statement))
    if statement["object"].get("objectType") == "SubStatement":
        yield from _related_activities(statement["object"])


def context_activities(statement: dict) -> Iterable[dict]:
    """Yield the activities of a statement's context; one alone may stand without its array (part 2, 2.4.6.2)."""
    found = statement.get("context", {}).get("contextActivities", {})
    for name in _CONTEXT_ACTIVITIES:
        held = found.get(name, ())
        yield from (held,) if isinstance(held, dict) else held
