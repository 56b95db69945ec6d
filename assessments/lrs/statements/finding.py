"""Statements are found: one by its id, or a page of a filter (xAPI 1.0.3 part 3, 2.1.3).

A page is one range of the key of StatementTerm, read from its end: that of the first filter, or of another one should
that fit fewer. The other filters are looked up for each row of the range. Nothing is sorted, nothing is scanned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.lrs.statements.queries import Position, Query

# So many rows are read in a moment; who has fewer is the one to begin with.
_FEW = 1000


@dataclass(frozen=True)
class Found:
    """A statement as JSON text, the id of its row, and when it was stored."""

    id: int
    text: str
    stored: datetime


@dataclass(frozen=True)
class Page:
    """Statements in the order asked for; `more` is the query string for those after them, "" when there are none."""

    found: Sequence[Found]
    more: str

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.found]


def find_one(query: Query, *, restriction: Sequence[int] = ()) -> Found | None:
    """Return the statement that a query asks for by its id, None when there is none that may be seen.

    `restriction` are terms of which a statement must have each: see terms.of_client, terms.of_launch.
    """
    statement_id = query.statement_id or query.voided_statement_id
    rows = Statement.objects.filter(statement_id=statement_id, voided=query.statement_id is None)
    for row in rows.values_list("id", "raw", "stored"):
        found = Found(*row)
        return found if _may_be_seen(found, restriction) else None
    return None


def find_page(query: Query, *, restriction: Sequence[int] = ()) -> Page:
    """Return a page of statements, newest first unless ascending. `restriction` as in find_one.

    Pages hang together by (stored, id): what is stored meanwhile neither doubles nor hides a statement.
    A voided statement is left out, one that points at a voided statement is not (2.1.4).
    """
    filters = [*query.filters, *((one,) for one in restriction)]
    found = _by_filters(query, filters) if filters else _all(query)
    page, has_more = found[: query.limit], len(found) > query.limit
    more = query.parameters_after(position_of(page[-1])) if has_more else ""
    return Page(page, more)


def position_of(found: Found) -> Position:
    return Position(terms.microseconds(found.stored), found.id)


def _may_be_seen(found: Found, restriction: Sequence[int]) -> bool:
    stored_us = terms.microseconds(found.stored)
    held = StatementTerm.objects.filter(term__in=restriction, stored_us=stored_us, statement_id=found.id)
    return not restriction or held.count() == len(set(restriction))


def _by_filters(query: Query, filters: Sequence[Sequence[int]]) -> list[Found]:
    """Return one statement more than asked for, in the order of reading."""
    first, *others = _rarest_first(query, filters)
    ranges = [_range(query, term, others)[: query.limit + 1] for term in first]
    # What two ranges have in common is one.
    found = {row[0]: Found(*row) for rows in ranges for row in rows}
    return sorted(found.values(), key=position_of, reverse=not query.is_ascending)[: query.limit + 1]


def _rarest_first(query: Query, filters: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Begin with what fits only a few, should anything: what is common to most would be read to its end."""
    if len(filters) == 1:
        return list(filters)
    return sorted(filters, key=lambda alternatives: sum(_up_to_few(query, term) for term in alternatives))


def _up_to_few(query: Query, term: int) -> int:
    rows = _between(query, StatementTerm.objects.filter(term=term))[:_FEW]
    return len(rows.values_list("statement_id", flat=True))


def _range(query: Query, term: int, others: Sequence[Sequence[int]]) -> QuerySet:
    rows = StatementTerm.objects.filter(term=term, statement__voided=False)
    for alternatives in others:
        same = StatementTerm.objects.filter(
            term__in=alternatives, stored_us=OuterRef("stored_us"), statement_id=OuterRef("statement_id")
        )
        rows = rows.filter(Exists(same))
    return _between(query, rows).values_list("statement_id", "statement__raw", "statement__stored")


def _between(query: Query, rows: QuerySet) -> QuerySet:
    if query.since:
        rows = rows.filter(stored_us__gt=terms.microseconds(query.since))
    if query.until:
        rows = rows.filter(stored_us__lte=terms.microseconds(query.until))
    return _from(rows, query, "stored_us", "statement_id", lambda position: position.stored_us)


def _all(query: Query) -> list[Found]:
    rows = Statement.objects.in_force()
    if query.since:
        rows = rows.filter(stored__gt=query.since)
    if query.until:
        rows = rows.filter(stored__lte=query.until)
    rows = _from(rows, query, "stored", "id", lambda position: terms.moment(position.stored_us))
    return [Found(*row) for row in rows.values_list("id", "raw", "stored")[: query.limit + 1]]


def _from(rows: QuerySet, query: Query, stored: str, pk: str, value) -> QuerySet:
    """Keep what lies beyond the cursor, in the order of reading. The first bound is what the index can use."""
    sign, side = ("", "gt") if query.is_ascending else ("-", "lt")
    if query.cursor:
        at = value(query.cursor)
        beyond = Q(**{f"{stored}__{side}": at}) | Q(**{stored: at, f"{pk}__{side}": query.cursor.id})
        rows = rows.filter(beyond, **{f"{stored}__{side}e": at})
    return rows.order_by(f"{sign}{stored}", f"{sign}{pk}")
