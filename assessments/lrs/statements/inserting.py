"""Statements and their terms go into the tables: all of a request in one round."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import locking
from assessments.lrs.statements.terms import microseconds

_COLUMNS = ("statement_id", "raw", "verb", "target", "timestamp", "stored", "authority", "voided")
_STATEMENT, _TERM = Statement._meta.db_table, StatementTerm._meta.db_table
# SQLite takes 32766 parameters in one command.
_MOST_ROWS = 1000
_ADD = f"INSERT INTO {_TERM} (term, stored_us, statement_id)"
_ADD_SQLITE = f"{_ADD} VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_ADD_POSTGRESQL = (
    f"{_ADD} SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING"  # noqa: S608
)


def insert(rows: Sequence[Statement], terms: Mapping[UUID, set[int]]) -> bool:
    """Insert rows in this order and give each its `pk`; whose statement_id is there already stays without.

    Of two clients that send one id in one moment the second waits for the first. Return whether a statement that was
    stored before may point at one of these: on PostgreSQL, to ask by the way saves a query for nearly every request.
    """
    act = _insert_postgresql if connection.vendor == "postgresql" else _insert_sqlite
    may_be_pointed_at = False
    for start in range(0, len(rows), _MOST_ROWS):
        some = rows[start : start + _MOST_ROWS]
        ids, is_pointed_at = act(some, terms)
        may_be_pointed_at |= is_pointed_at
        for row in some:
            row.pk = ids.get(row.statement_id)
    return may_be_pointed_at


def add_terms(found: Sequence[tuple[int, int, int]]) -> None:
    """Insert rows of StatementTerm (term, stored_us, id of the row); those that are there stay."""
    if not found:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ADD_POSTGRESQL, [list(column) for column in zip(*found, strict=True)])
        else:
            cursor.executemany(_ADD_SQLITE, found)


def _insert_sqlite(rows: Sequence[Statement], terms: Mapping[UUID, set[int]]) -> tuple[dict[UUID, int], bool]:
    values = [value for row in rows for value in _sqlite_values(row)]
    places = f"({', '.join(['%s'] * len(_COLUMNS))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_STATEMENT} ({', '.join(_COLUMNS)}) VALUES {', '.join([places] * len(rows))}"  # noqa: S608
            " ON CONFLICT (statement_id) DO NOTHING RETURNING statement_id, id",
            values,
        )
        ids = {UUID(statement_id): pk for statement_id, pk in cursor.fetchall()}
    new = [(microseconds(row.stored), row.statement_id) for row in rows if row.statement_id in ids]
    add_terms(
        [
            (term, stored_us, ids[statement_id])
            for stored_us, statement_id in new
            for term in terms[statement_id]
        ]
    )
    return ids, True


def _sqlite_values(row: Statement) -> tuple:
    # As Django's fields prepare them, which takes it longer than the database takes for all the rest.
    return (
        row.statement_id.hex,
        row.raw,
        row.verb,
        row.target.hex if row.target else None,
        _sqlite_moment(row.timestamp),
        _sqlite_moment(row.stored),
        row.authority,
        row.voided,
    )


def _sqlite_moment(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))


# psycopg escapes each quotation mark of an array of texts: JSON goes as one text, parted by what JSON never has.
_BETWEEN = "\x1f"
_INSERT_POSTGRESQL = f"""
    WITH held AS MATERIALIZED (SELECT {locking.HOLD_HORIZON}),
    made AS (
        INSERT INTO {_STATEMENT} ({", ".join(_COLUMNS)})
        SELECT {", ".join(f"sent.{name}" for name in _COLUMNS)}
        FROM held, unnest(
            %s::uuid[], string_to_array(%s, chr({ord(_BETWEEN)})), %s::text[], %s::uuid[],
            %s::timestamptz[], %s::timestamptz[], %s::text[], %s::boolean[]
        ) WITH ORDINALITY AS sent ({", ".join(_COLUMNS)}, place)
        ORDER BY sent.place
        ON CONFLICT (statement_id) DO NOTHING
        RETURNING statement_id, id
    ),
    found AS (
        INSERT INTO {_TERM} (term, stored_us, statement_id)
        SELECT one.term, owner.stored_us, made.id
        FROM unnest(%s::bigint[], %s::int[]) AS one (term, place)
        JOIN unnest(%s::uuid[], %s::bigint[]) WITH ORDINALITY AS owner (statement_id, stored_us, place)
            USING (place)
        JOIN made ON made.statement_id = owner.statement_id
    )
    SELECT statement_id, id, EXISTS (SELECT FROM {_STATEMENT} WHERE target = ANY (%s::uuid[])) FROM made
"""  # noqa: S608


def _insert_postgresql(
    rows: Sequence[Statement], terms: Mapping[UUID, set[int]]
) -> tuple[dict[UUID, int], bool]:
    ids = _array(row.statement_id.hex for row in rows)
    held = [(term, place) for place, row in enumerate(rows, start=1) for term in terms[row.statement_id]]
    values = [
        ids,
        _BETWEEN.join(row.raw for row in rows),
        [row.verb for row in rows],
        _array(row.target.hex if row.target else "NULL" for row in rows),
        _array(row.timestamp.isoformat() for row in rows),
        _array(row.stored.isoformat() for row in rows),
        [row.authority for row in rows],
        _array("t" if row.voided else "f" for row in rows),
        _array(str(term) for term, _place in held),
        _array(str(place) for _term, place in held),
        ids,
        _array(str(microseconds(row.stored)) for row in rows),
        ids,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_POSTGRESQL, values)
        made = cursor.fetchall()
    return {statement_id: pk for statement_id, pk, _is_pointed_at in made}, any(one[2] for one in made)


def _array(values: Iterable[str]) -> str:
    """Return an array as PostgreSQL writes it, of texts that need no quotation marks."""
    return f"{{{','.join(values)}}}"
