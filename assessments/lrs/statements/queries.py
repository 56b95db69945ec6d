"""A request for statements (xAPI 1.0.3 part 3, 2.1.3): its parameters understood, its page found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from assessments.lrs.models import Statement
from assessments.lrs.statements import terms
from assessments.lrs.statements.errors import BadQuery
from assessments.lrs.statements.querysets import StatementQuerySet
from assessments.xapi import actors, shapes
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.validation import problems_of_agent

LARGEST_PAGE = 500
CURSOR = "cursor"
ONE = ("statementId", "voidedStatementId")
# What the standard knows and this store cannot do yet is refused: {name: the value that asks nothing}.
_NOT_YET = {
    "related_agents": "false",
    "related_activities": "false",
    "attachments": "false",
    "format": "exact",
}
_KNOWN = {
    "agent",
    "verb",
    "activity",
    "registration",
    "since",
    "until",
    "limit",
    "ascending",
    CURSOR,
    *ONE,
    *_NOT_YET,
}
_FILTERS = {
    "agent": lambda rows, value: rows.found_by(terms.term(terms.AGENT, value)),
    "verb": lambda rows, value: rows.found_by(terms.term(terms.VERB, value)),
    "activity": lambda rows, value: rows.found_by(terms.term(terms.ACTIVITY, value)),
    "registration": lambda rows, value: rows.found_by(terms.term(terms.REGISTRATION, str(value))),
    "since": StatementQuerySet.stored_after,
    "until": StatementQuerySet.stored_until,
}


@dataclass(frozen=True)
class Query:
    """A request for many statements. `cursor` is the id of the last row of the page before."""

    agent: str | None = None
    verb: str | None = None
    activity: str | None = None
    registration: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int = LARGEST_PAGE
    ascending: bool = False
    cursor: int | None = None


@dataclass(frozen=True)
class Page:
    """Statements as JSON texts, and the parameters that ask for those after them ("" when there are none)."""

    texts: Sequence[str]
    more: str


def read_parameters(parameters: QueryDict) -> dict[str, str]:
    """Return {name: value} of the parameters of a GET. Raises BadQuery: unknown, doubled or not yet done."""
    for name, values in parameters.lists():
        if name not in _KNOWN:
            raise BadQuery(name, "is not a parameter of this resource")
        if len(values) > 1:
            raise BadQuery(name, "must stand only once")
        if name in _NOT_YET and values[0].lower() != _NOT_YET[name]:
            raise BadQuery(name, f"can only be {_NOT_YET[name]} in this store so far")
    found = parameters.dict()
    asked_for_one = [name for name in ONE if name in found]
    if asked_for_one and found.keys() - {asked_for_one[0], "attachments", "format"}:
        raise BadQuery(asked_for_one[0], "must stand alone")
    return found


def read_query(parameters: Mapping[str, str]) -> Query:
    """Return the query in parameters as read_parameters gives them. Raises BadQuery."""
    fields = {name: _READERS[name](name, value) for name, value in parameters.items() if name in _READERS}
    return Query(**fields)


def find_one(parameters: Mapping[str, str], *, authority: str | None = None) -> str | None:
    """Return the JSON text of the one statement asked for by id, None when there is none. Raises BadQuery."""
    name = next(name for name in ONE if name in parameters)
    statement_id = _uuid(name, parameters[name])
    rows = Statement.objects.filter(statement_id=statement_id, voided=name == "voidedStatementId")
    return _seen_by(rows, authority).values_list("raw", flat=True).first()


def find_page(parameters: Mapping[str, str], *, authority: str | None = None) -> Page:
    """Return a page of statements, newest first unless ascending. Raises BadQuery.

    Pages hang together by the id of a row: what is stored meanwhile neither doubles nor hides a statement.
    `authority` keeps those only that this client sent.
    """
    query = read_query(parameters)
    rows = _seen_by(_matching(query), authority).order_by("id" if query.ascending else "-id")
    found = list(rows.values_list("id", "raw")[: query.limit + 1])
    page, has_more = found[: query.limit], len(found) > query.limit
    more = _next_parameters(parameters, cursor=page[-1][0]) if has_more else ""
    return Page([raw for _id, raw in page], more)


def _seen_by(rows, authority: str | None):
    return rows if authority is None else rows.vouched_by(authority)


def _matching(query: Query):
    rows = Statement.objects.in_force()
    for name, keep in _FILTERS.items():
        value = getattr(query, name)
        if value is not None:
            rows = keep(rows, value)
    if query.cursor is not None:
        rows = rows.filter(id__gt=query.cursor) if query.ascending else rows.filter(id__lt=query.cursor)
    return rows


def _next_parameters(parameters: Mapping[str, str], *, cursor: int) -> str:
    following = QueryDict(mutable=True)
    following.update({**parameters, CURSOR: str(cursor)})
    return following.urlencode()


# Readers of one parameter each


def _checked(name: str, value: str, check: shapes.Check) -> str:
    for problem in check(value, ""):
        raise BadQuery(name, problem.requirement)
    return value


def _agent(name: str, value: str) -> str:
    try:
        agent = read_json(value)
    except UnreadableJson as error:
        raise BadQuery(name, "must be an agent as JSON") from error
    for problem in problems_of_agent(agent):
        raise BadQuery(f"{name}{problem.pointer}", problem.requirement)
    identifier = actors.identifier(agent)
    if not identifier:
        raise BadQuery(name, "must have an identifier")
    return identifier


def _iri(name: str, value: str) -> str:
    return _checked(name, value, shapes.iri)


def _uuid(name: str, value: str) -> UUID:
    return UUID(_checked(name, value, shapes.uuid))


def _moment(name: str, value: str) -> datetime:
    return shapes.parse_timestamp(_checked(name, value, shapes.timestamp))


def _limit(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise BadQuery(name, "must be a whole number that is not negative")
    # 0 asks for as many as the store will give.
    return min(int(value) or LARGEST_PAGE, LARGEST_PAGE)


def _boolean(name: str, value: str) -> bool:
    # The tincan client sends Python's "True".
    if value.lower() not in ("true", "false"):
        raise BadQuery(name, "must be true or false")
    return value.lower() == "true"


def _cursor(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 19):
        raise BadQuery(name, "must come from `more`")
    return int(value)


_READERS = {
    "agent": _agent,
    "verb": _iri,
    "activity": _iri,
    "registration": _uuid,
    "since": _moment,
    "until": _moment,
    "limit": _limit,
    "ascending": _boolean,
    CURSOR: _cursor,
}
