"""The one way into the record store: record(), in the transaction of the fact that the statements tell of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from uuid import UUID

import tincan
from django.db import connection, transaction
from django.utils import timezone

from assessments.lrs.models import Statement
from assessments.lrs.statements import activities, attachments, inserting, locking, references, terms, voiding
from assessments.lrs.statements.completing import completed
from assessments.lrs.statements.errors import RecordOutsideTransaction, StatementConflict
from assessments.lrs.statements.references import Node
from assessments.lrs.statements.terms import microseconds
from assessments.lrs.widths import fitted
from assessments.xapi import actors, vocabulary
from assessments.xapi.comparing import are_same
from assessments.xapi.reading import read_json, write_json
from assessments.xapi.shapes import ENOUGH, Problem, parse_timestamp
from assessments.xapi.validation import InvalidStatement, problems

__all__ = ["OWN_AUTHORITY", "keep", "microseconds", "record", "require_valid"]

OWN_AUTHORITY = "panah"
NO_CONTENTS = MappingProxyType({})


def record(*statements: tincan.Statement | dict, authority: str = OWN_AUTHORITY) -> list[Statement]:
    """Store statements of our own acts and return their rows, in the order given.

    A statement already stored under its id is not stored again: its row is returned. Raises
    RecordOutsideTransaction; InvalidStatement, its pointers beginning with the number of the statement
    ("/0/verb"); StatementConflict when another statement has the id. Then nothing is stored.
    """
    if not connection.in_atomic_block:
        raise RecordOutsideTransaction
    sent = [_as_dict(statement) for statement in statements]
    require_valid(sent, version=vocabulary.VERSION)
    with transaction.atomic():
        return keep(sent, authority=authority, version=vocabulary.VERSION)


def require_valid(statements: Sequence[object], *, version: str) -> None:
    """Raise InvalidStatement, naming the requirements of this version that statements do not meet, the first ENOUGH."""
    found = (
        problem
        for index, statement in enumerate(statements)
        for problem in problems(statement, f"/{index}", version)
    )
    if told := tuple(islice(found, ENOUGH)) or tuple(_doubled_ids(statements)[:ENOUGH]):
        raise InvalidStatement(told)


def keep(
    sent: Sequence[dict],
    *,
    authority: str,
    version: str,
    contents: Mapping[str, tuple[str, bytes]] = NO_CONTENTS,
    is_from_outside: bool = False,
    is_alone: bool = False,
) -> list[Statement]:
    """Store valid statements in the transaction that is open, and return their rows. Raises StatementConflict.

    One round of inserts however many there are. From outside, what is sent may be pointed at already: ids
    of our own are new and in nobody's hands before they are stored. `is_alone` lets no other from outside write
    at the same time.
    """
    targets = {UUID(one["object"]["id"]) for one in sent if _points(one)}
    nodes = references.load_targets(targets)
    if is_from_outside:
        nodes = _enter(targets, nodes, sent, is_alone=is_alone)
    agent = actors.authority(authority).as_version(vocabulary.VERSION)
    stored = timezone.now()
    whole = [completed(one, stored=stored, authority=agent, version=version) for one in sent]
    rows = [_row(one, authority=authority, stored=stored) for one in whole]
    found, nodes = _terms(rows, whole, authority=authority, nodes=nodes)
    inserting.insert(rows, found)
    known = _known(rows, sent)
    new = [row for row in rows if row.statement_id not in known]
    fresh = [one for row, one in zip(rows, whole, strict=True) if row.statement_id not in known]
    attachments.keep(new, fresh, contents)
    if targets:
        voiding.mark_targets(new)
    if is_from_outside:
        _tell_pointers(new, nodes)
    activities.learn(fresh, at_once=is_from_outside)
    return [known.get(row.statement_id, row) for row in rows]


def _as_dict(statement: tincan.Statement | dict) -> dict:
    return statement.as_version(vocabulary.VERSION) if isinstance(statement, tincan.Statement) else statement


def _doubled_ids(statements: Sequence[dict]) -> list[Problem]:
    seen, found = set(), []
    for index, statement in enumerate(statements):
        statement_id = statement.get("id", "").lower()
        if statement_id and statement_id in seen:
            found.append(Problem(f"/{index}/id", "must not stand twice in one batch", "part 3, 2.1.2"))
        seen.add(statement_id)
    return found


def _points(statement: dict) -> bool:
    return statement["object"].get("objectType") == "StatementRef"


def _enter(
    targets: set[UUID], nodes: dict[UUID, Node], sent: Sequence[dict], *, is_alone: bool
) -> dict[UUID, Node]:
    coming = {UUID(one["id"]) for one in sent if "id" in one}
    is_alone = is_alone or bool(targets - nodes.keys() - coming)
    locking.enter(alone=is_alone)
    return references.load_targets(targets) if is_alone else nodes


def _row(complete: dict, *, authority: str, stored: datetime) -> Statement:
    return Statement(
        statement_id=UUID(complete["id"]),
        raw=write_json(complete),
        verb=fitted(complete["verb"]["id"]),
        target=UUID(complete["object"]["id"]) if _points(complete) else None,
        timestamp=parse_timestamp(complete["timestamp"]),
        stored=stored,
        authority=authority,
    )


def _terms(
    rows: Sequence[Statement], whole: Sequence[dict], *, authority: str, nodes: dict[UUID, Node]
) -> tuple[dict[UUID, set[int]], dict[UUID, Node]]:
    """Return the terms of each new statement, and the nodes with those of the new ones among them."""
    nodes = nodes | {
        row.statement_id: Node(terms.ordered_terms(one), row.target)
        for row, one in zip(rows, whole, strict=True)
    }
    found = {
        row.statement_id: terms.own_terms(one, authority).union(
            nodes[row.statement_id].terms, references.inherited(row.target, nodes)
        )
        for row, one in zip(rows, whole, strict=True)
    }
    return found, nodes


def _known(rows: Sequence[Statement], sent: Sequence[dict]) -> dict[UUID, Statement]:
    """Return the rows that were stored before, by statement_id. Raises StatementConflict."""
    missing = [row.statement_id for row in rows if row.pk is None]
    if not missing:
        return {}
    known = Statement.objects.in_bulk(missing, field_name="statement_id")
    for row, statement in zip(rows, sent, strict=True):
        # Compared as it was sent: what the store filled in the first time is not missing now.
        if row.pk is None and not are_same(statement, read_json(known[row.statement_id].raw)):
            raise StatementConflict(row.statement_id)
    return known


def _tell_pointers(new: Sequence[Statement], nodes: Mapping[UUID, Node]) -> None:
    """Let those that pointed at the new ones before these arrived be found by them, or void them."""
    pointers = references.load_pointers([row.statement_id for row in new])
    if pointers:
        voiding.mark_late(new, pointers.values())
        inserting.add_terms(list(references.late_terms(pointers, nodes)))
