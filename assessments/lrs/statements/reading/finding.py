"""Statements are found: one by its id, or a page of a filter (xAPI 1.0.3 part 3, 2.1.3).

A page is one range of the key of StatementTerm, read from its end: that of the filter that is the sparsest there. The
other filters are looked up for each row of the range. Nothing is sorted, nothing is scanned. The commands are written
out: to have them put together anew each time cost more than the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.lrs.statements.reading.queries import Position, Query

# So many rows are read in a moment; who has fewer is the one to begin with.
_FEW = 1000
_STATEMENTS, _TERMS = Statement._meta.db_table, StatementTerm._meta.db_table


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
    if len(filters) == 1:
        return _merged(query, filters[0], ())
    # Begin with what fits the fewest, or lies the farthest apart: a page of it is found in the fewest steps.
    density = {tuple(one): _density(query, one) for one in filters}
    first, *others = sorted(filters, key=lambda alternatives: density[tuple(alternatives)])
    if len(first) > 1:
        # One of two ranges may hold nothing that fits the other filters: it would be read to its end for that.
        near = _merged(query, first, others, reach=density[tuple(first)].reach)
        if len(near) > query.limit:
            return near
    return _merged(query, first, others)


def _merged(
    query: Query, alternatives: Sequence[int], others: Sequence[Sequence[int]], reach: int | None = None
) -> list[Found]:
    # What two ranges have in common is one.
    found = {one.id: one for term in alternatives for one in _range(query, term, others, reach)}
    return sorted(found.values(), key=position_of, reverse=not query.is_ascending)[: query.limit + 1]


class Density(NamedTuple):
    """How many rows a filter has, counted up to _FEW, how near the last of these lies, and when that is."""

    count: int
    nearness: int
    reach: int


def _density(query: Query, alternatives: Sequence[int]) -> Density:
    edge, sign = ("max", -1) if query.is_ascending else ("min", 1)
    counts, reached = 0, []
    for term in alternatives:
        where, values = _where(query, "term")
        # S608: names of tables and columns, nothing that was sent.
        count, reach = _rows(
            f"SELECT count(*), {edge}(stored_us) FROM (SELECT term.stored_us FROM {_TERMS} term"  # noqa: S608
            f" WHERE term.term = %s{where} ORDER BY {_order(query, 'term')} LIMIT {_FEW}) few",
            [term, *values],
        )[0]
        counts += count
        if reach is not None:
            reached.append(sign * reach)
    nearness = max(reached, default=0)
    return Density(min(counts, _FEW), nearness, sign * nearness)


def _range(query: Query, term: int, others: Sequence[Sequence[int]], reach: int | None = None) -> list[Found]:
    """Return a page of a term's range that fits the others too; with `reach`, no farther than that moment."""
    where, values = _where(query, "term")
    if reach is not None:
        where += f" AND term.stored_us {'<=' if query.is_ascending else '>='} %s"
        values = [*values, reach]
    asked = [term, *values]
    for alternatives in others:
        # One look-up a row. As EXISTS it would be joined, with a guess of how much fits: at a million rows both
        # ranges were read whole.
        where += (
            f" AND (SELECT other.statement_id FROM {_TERMS} other WHERE other.term IN ({_places(alternatives)})"  # noqa: S608
            " AND other.stored_us = term.stored_us AND other.statement_id = term.statement_id LIMIT 1) IS NOT NULL"
        )
        asked += alternatives
    return _found(
        "SELECT statement.id, statement.raw, term.stored_us"  # noqa: S608
        f" FROM {_TERMS} term JOIN {_STATEMENTS} statement ON statement.id = term.statement_id"
        f" WHERE term.term = %s AND NOT statement.voided{where} ORDER BY {_order(query, 'term')} LIMIT %s",
        [*asked, query.limit + 1],
    )


def _where(query: Query, table: str) -> tuple[str, list[int]]:
    """Return the bounds of a query in time and by its cursor; the first bound is what the index can use."""
    stored, pk = f"{table}.stored_us", f"{table}.statement_id"
    bounds = [(f"{stored} > %s", [terms.microseconds(query.since)])] if query.since else []
    if query.until:
        bounds.append((f"{stored} <= %s", [terms.microseconds(query.until)]))
    if query.cursor:
        beyond = ">" if query.is_ascending else "<"
        at = query.cursor.stored_us
        bounds.append((f"{stored} {beyond}= %s", [at]))
        bounds.append((f"({stored} {beyond} %s OR {pk} {beyond} %s)", [at, query.cursor.id]))
    return "".join(f" AND {bound}" for bound, _values in bounds), [
        one for _bound, values in bounds for one in values
    ]


def _order(query: Query, table: str) -> str:
    way = "ASC" if query.is_ascending else "DESC"
    return f"{table}.stored_us {way}, {table}.statement_id {way}"


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _rows(sql: str, values: Sequence[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _found(sql: str, values: Sequence[object]) -> list[Found]:
    return [Found(pk, raw, terms.moment(stored_us)) for pk, raw, stored_us in _rows(sql, values)]


def _all(query: Query) -> list[Found]:
    rows = Statement.objects.in_force()
    if query.since:
        rows = rows.filter(stored__gt=query.since)
    if query.until:
        rows = rows.filter(stored__lte=query.until)
    sign, side = ("", "gt") if query.is_ascending else ("-", "lt")
    if query.cursor:
        at = terms.moment(query.cursor.stored_us)
        beyond = Q(**{f"stored__{side}": at}) | Q(stored=at, **{f"id__{side}": query.cursor.id})
        rows = rows.filter(beyond, **{f"stored__{side}e": at})
    rows = rows.order_by(f"{sign}stored", f"{sign}id")
    return [Found(*row) for row in rows.values_list("id", "raw", "stored")[: query.limit + 1]]
