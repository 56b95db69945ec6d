"""A request for statements (xAPI 1.0.3 part 3, 2.1.3): its parameters understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from assessments.lrs.statements import terms
from assessments.lrs.statements.errors import BadQuery
from assessments.xapi import actors, shapes
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.validation import problems_of_agent

LARGEST_PAGE = 500
CURSOR = "cursor"
ONE = ("statementId", "voidedStatementId")
FORMATS = ("ids", "exact", "canonical")
_DETAILS = {"attachments", "format"}


@dataclass(frozen=True, order=True)
class Position:
    """Where a statement stands in the order of storing: (stored in microseconds since 1970, id of the row)."""

    stored_us: int
    id: int

    def __str__(self):
        return f"{self.stored_us}.{self.id}"


@dataclass(frozen=True)
class Query:
    """A request for statements: for one by its id, else for a page of those that meet every filter.

    `filters` stand in the order in which they mostly fit the fewest; each is of terms that do alike.
    `parameters` are those it was read from. `limit` is never 0 and never above what the store gives at once.
    """

    statement_id: UUID | None = None
    voided_statement_id: UUID | None = None
    filters: Sequence[Sequence[int]] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int = LARGEST_PAGE
    is_ascending: bool = False
    cursor: Position | None = None
    format: str = "exact"
    has_attachments: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks_for_one(self) -> bool:
        return self.statement_id is not None or self.voided_statement_id is not None

    def parameters_after(self, position: Position) -> str:
        """Return the query string that asks for what comes after a position."""
        following = QueryDict(mutable=True)
        following.update({**self.parameters, CURSOR: str(position)})
        return following.urlencode()


def read_query(parameters: QueryDict, *, version: str = "1.0.3", largest: int = LARGEST_PAGE) -> Query:
    """Return the query in the parameters of a GET. Raises BadQuery, which names the parameter.

    `largest` is how many statements the store gives at once.
    """
    values = _distinct(parameters)
    read = {name: _READERS[name](name, value, version) for name, value in values.items()}
    return Query(
        statement_id=read.get("statementId"),
        voided_statement_id=read.get("voidedStatementId"),
        filters=tuple(_filters(read)),
        since=read.get("since"),
        until=read.get("until"),
        limit=min(read.get("limit") or largest, largest),
        is_ascending=read.get("ascending", False),
        cursor=read.get(CURSOR),
        format=read.get("format", "exact"),
        has_attachments=read.get("attachments", False),
        parameters=values,
    )


def _distinct(parameters: QueryDict) -> dict[str, str]:
    for name, values in parameters.lists():
        if name not in _READERS:
            raise BadQuery(name, "is not a parameter of this resource")
        if len(values) > 1:
            raise BadQuery(name, "must stand only once")
    found = parameters.dict()
    asked_for_one = [name for name in ONE if name in found]
    if asked_for_one and found.keys() - {asked_for_one[0]} - _DETAILS:
        raise BadQuery(asked_for_one[0], "must stand alone, but for attachments and format")
    return found


def _filters(read: Mapping[str, object]):
    if "registration" in read:
        yield (terms.term(terms.REGISTRATION, str(read["registration"])),)
    for name, direct, related in (
        ("agent", terms.AGENT, terms.RELATED_AGENT),
        ("activity", terms.ACTIVITY, terms.RELATED_ACTIVITY),
    ):
        if name in read:
            kinds = (direct, related) if read.get(_RELATED[name]) else (direct,)
            yield tuple(terms.term(kind, read[name]) for kind in kinds)
    if "verb" in read:
        yield (terms.term(terms.VERB, read["verb"]),)


_RELATED = {"agent": "related_agents", "activity": "related_activities"}

# Readers of one parameter each


def _checked(name: str, value: str, check: shapes.Check) -> str:
    for problem in check(value, ""):
        raise BadQuery(name, problem.requirement)
    return value


def _agent(name: str, value: str, version: str) -> str:
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


def _iri(name: str, value: str, version: str) -> str:
    return _checked(name, value, shapes.iri)


def _uuid(name: str, value: str, version: str) -> UUID:
    return UUID(_checked(name, value, shapes.uuid))


def _moment(name: str, value: str, version: str) -> datetime:
    # A "+" that stands for itself in an address is read as a space.
    return shapes.parse_timestamp(_checked(name, value.replace(" ", "+"), shapes.timestamp))


def _limit(name: str, value: str, version: str) -> int:
    # 0 asks for as many as the store will give.
    if not (value.isascii() and value.isdecimal() and len(value) < 19):
        raise BadQuery(name, "must be a whole number that is not negative")
    return int(value)


def _boolean(name: str, value: str, version: str) -> bool:
    # The tincan client sends Python's "True".
    if value.lower() not in ("true", "false"):
        raise BadQuery(name, "must be true or false")
    return value.lower() == "true"


def _format(name: str, value: str, version: str) -> str:
    if value not in FORMATS:
        raise BadQuery(name, f"must be one of: {', '.join(FORMATS)}")
    return value


def _cursor(name: str, value: str, version: str) -> Position:
    parts = value.split(".")
    if len(parts) != 2 or not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in parts):
        raise BadQuery(name, "must come from `more`")
    position = Position(*map(int, parts))
    try:
        terms.moment(position.stored_us)
    except OverflowError as error:
        raise BadQuery(name, "must come from `more`") from error
    return position


_READERS = {
    "statementId": _uuid,
    "voidedStatementId": _uuid,
    "agent": _agent,
    "verb": _iri,
    "activity": _iri,
    "registration": _uuid,
    "related_activities": _boolean,
    "related_agents": _boolean,
    "since": _moment,
    "until": _moment,
    "limit": _limit,
    "format": _format,
    "attachments": _boolean,
    "ascending": _boolean,
    CURSOR: _cursor,
}
