"""The one way into the record store: record(), in the transaction of the fact that the statements tell of."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import tincan
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms, voiding
from assessments.lrs.statements.errors import RecordOutsideTransaction, StatementConflict
from assessments.xapi import actors, vocabulary
from assessments.xapi.comparing import are_same
from assessments.xapi.reading import read_json, write_json
from assessments.xapi.shapes import Problem, parse_timestamp
from assessments.xapi.validation import InvalidStatement, problems

OWN_AUTHORITY = "panah"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def record(*statements: tincan.Statement | dict, authority: str = OWN_AUTHORITY) -> list[Statement]:
    """Store statements and return their rows, in the order given.

    A statement already stored under its id is not stored again: its row is returned. Raises
    RecordOutsideTransaction; InvalidStatement, its pointers beginning with the number of the statement
    ("/0/verb"); StatementConflict when another statement has the id. Then nothing is stored. One INSERT
    however many there are.
    """
    if not connection.in_atomic_block:
        raise RecordOutsideTransaction
    sent = [_as_dict(statement, index) for index, statement in enumerate(statements)]
    rows = _insert(_rows(sent, authority=authority, stored=timezone.now()), sent)
    voiding.mark_targets(rows)
    return rows


def _as_dict(statement: tincan.Statement | dict, index: int) -> dict:
    if isinstance(statement, tincan.Statement):
        statement = statement.as_version(vocabulary.VERSION)
    if found := tuple(problems(statement, f"/{index}")):
        raise InvalidStatement(found)
    return statement


def _rows(statements: Iterable[dict], *, authority: str, stored: datetime) -> list[Statement]:
    rows = [_row(statement, authority=authority, stored=stored) for statement in statements]
    seen = set()
    for index, row in enumerate(rows):
        if row.statement_id in seen:
            raise InvalidStatement((Problem(f"/{index}/id", "must not stand twice in one batch"),))
        seen.add(row.statement_id)
    return rows


def _row(statement: dict, *, authority: str, stored: datetime) -> Statement:
    # Part 2, 2.2 and 2.4: a store sets these and changes nothing else.
    complete = {
        **statement,
        "id": statement.get("id") or str(uuid4()),
        "timestamp": statement.get("timestamp") or _rfc3339(stored),
        "stored": _rfc3339(stored),
        "authority": actors.authority(authority).as_version(vocabulary.VERSION),
        "version": statement.get("version") or "1.0.0",
    }
    target = complete["object"]
    row = Statement(
        statement_id=UUID(complete["id"]),
        raw=write_json(complete),
        verb=terms.fitted(complete["verb"]["id"]),
        target=UUID(target["id"]) if target.get("objectType") == "StatementRef" else None,
        timestamp=parse_timestamp(complete["timestamp"]),
        stored=stored,
        authority=authority,
    )
    row.found_by = terms.terms_of(complete, authority)
    return row


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _insert(rows: list[Statement], sent: list[dict]) -> list[Statement]:
    try:
        with transaction.atomic():
            return _create(rows)
    except IntegrityError:
        # Some id is there already: sent again, or by another client in the same moment.
        return _insert_missing(rows, sent)


def _insert_missing(rows: list[Statement], sent: list[dict]) -> list[Statement]:
    stored = Statement.objects.in_bulk([row.statement_id for row in rows], field_name="statement_id")
    for row, statement in zip(rows, sent, strict=True):
        known = stored.get(row.statement_id)
        # Compared as it was sent: what the store filled in the first time is not missing now.
        if known is not None and not are_same(statement, read_json(known.raw)):
            raise StatementConflict(row.statement_id)
    missing = [row for row in rows if row.statement_id not in stored]
    for row in missing:
        row.pk = None
    _create(missing)
    return [stored.get(row.statement_id, row) for row in rows]


def _create(rows: list[Statement]) -> list[Statement]:
    created = Statement.objects.bulk_create(rows)
    StatementTerm.objects.bulk_create(
        StatementTerm(term=one, stored_us=microseconds(row.stored), statement_id=row.pk)
        for row in created
        for one in row.found_by
    )
    return created


def microseconds(moment: datetime) -> int:
    """Return a moment as `StatementTerm.stored_us` holds it: exact, where a float would round."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
