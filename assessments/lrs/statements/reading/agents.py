"""What is known of one agent: the Person of the Agents resource (xAPI 1.0.3 part 3, 2.4)."""

from collections.abc import Iterator

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.xapi import actors
from assessments.xapi.reading import read_json

# Names are looked for in so many of the newest statements that have the agent.
NEWEST = 50


def person(agent: dict) -> dict:
    """Return the Person object of a valid, identified agent: its identifier, the names known for it. Three queries.

    Names stand newest first, each once.
    """
    identifier = actors.identifier(agent)
    names = [agent["name"]] if "name" in agent else []
    for text in _newest(identifier):
        names += [one["name"] for one in _agents(read_json(text), identifier) if "name" in one]
    told = {"objectType": "Person"}
    if names:
        told["name"] = list(dict.fromkeys(names))
    return told | {name: [agent[name]] for name in actors.IDENTIFIERS if name in agent}


def _newest(identifier: str) -> list[str]:
    found = []
    for kind in (terms.AGENT, terms.RELATED_AGENT):
        rows = StatementTerm.objects.filter(term=terms.term(kind, identifier))
        rows = rows.order_by("-stored_us", "-statement_id").values_list("stored_us", "statement_id")
        found += rows[:NEWEST]
    ids = [pk for _stored, pk in sorted(set(found), reverse=True)[:NEWEST]]
    texts = dict(Statement.objects.filter(pk__in=ids, voided=False).values_list("pk", "raw"))
    return [texts[pk] for pk in ids if pk in texts]


def _agents(value: object, identifier: str) -> Iterator[dict]:
    """Yield every object in a statement that is this agent; what stands in extensions is no agent."""
    if isinstance(value, list):
        for one in value:
            yield from _agents(one, identifier)
    elif isinstance(value, dict):
        if _is_agent(value) and actors.identifier(value) == identifier:
            yield value
        for name, one in value.items():
            if name != "extensions":
                yield from _agents(one, identifier)


def _is_agent(value: dict) -> bool:
    account = value.get("account")
    has_account = isinstance(account, dict) and {"homePage", "name"} <= account.keys()
    return has_account or any(isinstance(value.get(name), str) for name in actors.IDENTIFIERS[:3])
