"""A page of statements, newest first, by cursor: what is asked is one range of the table of terms.

Unlike a request of a client this can show what is voided, and goes back as well as forward.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements.terms import microseconds

PAGE = 50
# So many statements are read in a moment; who has fewer is the one to begin with.
_FEW = 1000


@dataclass(frozen=True, order=True)
class Position:
    """Where a statement stands in the order of storing: (stored in microseconds since 1970, id)."""

    stored_us: int
    id: int

    def __str__(self):
        return f"{self.stored_us}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Position | None":
        """Return the position of an address; None when it is none."""
        parts = text.split(".")
        if len(parts) != 2 or not all(
            part.isascii() and part.isdecimal() and len(part) < 18 for part in parts
        ):
            return None
        return cls(*map(int, parts))


@dataclass(frozen=True)
class Search:
    """What is looked for. `terms` go from the kind that mostly fits the fewest; each holds terms that do alike.

    `until` is the first moment that is too late. `before` asks for what is older than a position, `after` for
    what is newer.
    """

    terms: Sequence[Sequence[int]] = ()
    since: datetime | None = None
    until: datetime | None = None
    with_voided: bool = False
    before: Position | None = None
    after: Position | None = None
    limit: int = PAGE


@dataclass(frozen=True)
class Page:
    """Statements, newest first; `older` and `newer` are the positions to go on from, None at an end."""

    rows: Sequence[Statement]
    older: Position | None
    newer: Position | None


def find(search: Search) -> Page:
    """Return a page. Some queries for each term asked for, and one for the statements."""
    positions = _positions(search)
    found, has_more = positions[: search.limit], len(positions) > search.limit
    if search.after:
        found.reverse()
    by_id = Statement.objects.in_bulk([position.id for position in found])
    rows = [by_id[position.id] for position in found if position.id in by_id]
    return Page(
        rows=rows,
        older=found[-1] if found and (has_more if not search.after else True) else None,
        newer=found[0] if found and (has_more if search.after else bool(search.before)) else None,
    )


def position_of(row: Statement) -> Position:
    return Position(microseconds(row.stored), row.pk)


def _positions(search: Search) -> list[Position]:
    """Return the positions of one statement more than asked for, in the order of reading."""
    if search.terms:
        first, *others = _rarest_first(search.terms)
        ranges = [_range(search, term, others) for term in first]
    else:
        ranges = [_all(search)]
    found = {Position(*pair) for pairs in ranges for pair in pairs[: search.limit + 1]}
    return list(islice(sorted(found, reverse=not search.after), search.limit + 1))


def _rarest_first(wanted: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Begin with what fits only a few, should anything: what is common to most would be read to its end."""
    return sorted(wanted, key=_up_to_few) if len(wanted) > 1 else list(wanted)


def _up_to_few(alternatives: Sequence[int]) -> int:
    rows = StatementTerm.objects.filter(term__in=alternatives).values_list("statement_id", flat=True)
    return len(rows[:_FEW])


def _range(search: Search, term: int, others: Sequence[Sequence[int]]) -> QuerySet:
    rows = StatementTerm.objects.filter(term=term)
    if search.since:
        rows = rows.filter(stored_us__gte=microseconds(search.since))
    if search.until:
        rows = rows.filter(stored_us__lt=microseconds(search.until))
    for alternatives in others:
        same = StatementTerm.objects.filter(
            term__in=alternatives, stored_us=OuterRef("stored_us"), statement_id=OuterRef("statement_id")
        )
        rows = rows.filter(Exists(same))
    if not search.with_voided:
        rows = rows.filter(statement__voided=False)
    rows = _from(rows, search, "stored_us", "statement_id", lambda position: position.stored_us)
    return rows.values_list("stored_us", "statement_id")


def _all(search: Search) -> list[tuple[int, int]]:
    rows = Statement.objects.all() if search.with_voided else Statement.objects.in_force()
    if search.since:
        rows = rows.filter(stored__gte=search.since)
    if search.until:
        rows = rows.filter(stored__lt=search.until)
    rows = _from(rows, search, "stored", "id", _moment)
    found = rows.values_list("stored", "id")[: search.limit + 1]
    return [(microseconds(stored), pk) for stored, pk in found]


def _from(rows: QuerySet, search: Search, stored: str, pk: str, value) -> QuerySet:
    """Keep what lies beyond the cursor, in the order of reading. The first bound is what the index can use."""
    sign, side = ("", "gt") if search.after else ("-", "lt")
    if position := search.after or search.before:
        at = value(position)
        beyond = Q(**{f"{stored}__{side}": at}) | Q(**{stored: at, f"{pk}__{side}": position.id})
        rows = rows.filter(beyond, **{f"{stored}__{side}e": at})
    return rows.order_by(f"{sign}{stored}", f"{sign}{pk}")


def _moment(position: Position) -> datetime:
    seconds, micro = divmod(position.stored_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro)
