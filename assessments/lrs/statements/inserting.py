"""Statements and their terms go into the tables: all of a request in one round."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import locking
from assessments.lrs.statements.terms import microseconds

_COLUMNS = ("statement_id", "raw", "verb", "target", "timestamp", "stored", "authority", "voided")
_TYPES = ("uuid", "text", "text", "uuid", "timestamptz", "timestamptz", "text", "boolean")
_STATEMENT, _TERM = Statement._meta.db_table, StatementTerm._meta.db_table
# SQLite takes 32766 parameters in one command.
_MOST_ROWS = 1000
_ADD = f"INSERT INTO {_TERM} (term, stored_us, statement_id)"
_ADD_SQLITE = f"{_ADD} VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_ADD_POSTGRESQL = (
    f"{_ADD} SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING"  # noqa: S608
)


def insert(rows: Sequence[Statement], terms: Mapping[UUID, set[int]]) -> None:
    """Insert rows in this order and give each its `pk`; whose statement_id is there already stays without.

    Of two clients that send one id in one moment the second waits for the first.
    """
    act = _insert_postgresql if connection.vendor == "postgresql" else _insert_sqlite
    for start in range(0, len(rows), _MOST_ROWS):
        some = rows[start : start + _MOST_ROWS]
        ids = act(some, terms)
        for row in some:
            row.pk = ids.get(row.statement_id)


def add_terms(found: Sequence[tuple[int, int, int]]) -> None:
    """Insert rows of StatementTerm (term, stored_us, id of the row); those that are there stay."""
    if not found:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ADD_POSTGRESQL, [list(column) for column in zip(*found, strict=True)])
        else:
            cursor.executemany(_ADD_SQLITE, found)


def _insert_sqlite(rows: Sequence[Statement], terms: Mapping[UUID, set[int]]) -> dict[UUID, int]:
    fields = [Statement._meta.get_field(name) for name in _COLUMNS]
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields
    ]
    places = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_STATEMENT} ({', '.join(_COLUMNS)}) VALUES {', '.join([places] * len(rows))}"  # noqa: S608
            " ON CONFLICT (statement_id) DO NOTHING RETURNING statement_id, id",
            values,
        )
        ids = {UUID(statement_id): pk for statement_id, pk in cursor.fetchall()}
    add_terms(
        [
            (term, microseconds(row.stored), ids[row.statement_id])
            for row in rows
            if row.statement_id in ids
            for term in terms[row.statement_id]
        ]
    )
    return ids


_INSERT_POSTGRESQL = f"""
    WITH held AS MATERIALIZED (SELECT {locking.HOLD_HORIZON}),
    made AS (
        INSERT INTO {_STATEMENT} ({", ".join(_COLUMNS)})
        SELECT {", ".join(f"sent.{name}" for name in _COLUMNS)}
        FROM held, unnest({", ".join(f"%s::{kind}[]" for kind in _TYPES)})
            WITH ORDINALITY AS sent ({", ".join(_COLUMNS)}, place)
        ORDER BY sent.place
        ON CONFLICT (statement_id) DO NOTHING
        RETURNING statement_id, id
    ),
    found AS (
        INSERT INTO {_TERM} (term, stored_us, statement_id)
        SELECT one.term, one.stored_us, made.id
        FROM unnest(%s::bigint[], %s::bigint[], %s::uuid[]) AS one (term, stored_us, statement_id)
        JOIN made ON made.statement_id = one.statement_id
    )
    SELECT statement_id, id FROM made
"""  # noqa: S608


def _insert_postgresql(rows: Sequence[Statement], terms: Mapping[UUID, set[int]]) -> dict[UUID, int]:
    columns = [[getattr(row, name) for row in rows] for name in _COLUMNS]
    found = [
        (term, microseconds(row.stored), row.statement_id) for row in rows for term in terms[row.statement_id]
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_POSTGRESQL, [*columns, *(list(column) for column in zip(*found, strict=True))])
        return dict(cursor.fetchall())
