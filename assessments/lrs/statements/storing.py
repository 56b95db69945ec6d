"""The one way into the record store: record(), in the transaction of the fact that the statements tell of."""

from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from uuid import UUID

import tincan
from django.db import connection, transaction
from django.utils import timezone

from assessments.lrs.models import Statement
from assessments.lrs.statements import activities, attachments, inserting, locking, references, voiding
from assessments.lrs.statements.errors import RecordOutsideTransaction, StatementConflict
from assessments.lrs.statements.preparing import Prepared, prepare, stamp
from assessments.lrs.statements.references import Node
from assessments.xapi import vocabulary
from assessments.xapi.comparing import are_same
from assessments.xapi.reading import read_json
from assessments.xapi.shapes import ENOUGH, Problem
from assessments.xapi.validation import InvalidStatement, problems

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
    prepared = prepare(sent, authority=authority, version=vocabulary.VERSION)
    with transaction.atomic():
        return keep(prepared)


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
    prepared: Sequence[Prepared],
    *,
    contents: Mapping[str, tuple[str, bytes]] = NO_CONTENTS,
    is_from_outside: bool = False,
    is_alone: bool = False,
) -> list[Statement]:
    """Store statements in the transaction that is open, and return their rows. Raises StatementConflict.

    One round of inserts however many there are. From outside, what is sent may be pointed at already: ids
    of our own are new and in nobody's hands before they are stored. `is_alone` lets no other from outside write
    at the same time.
    """
    rows = [one.row for one in prepared]
    targets = {one.row.target for one in prepared if one.points}
    nodes = references.load_targets(targets)
    if is_from_outside:
        nodes = _enter(targets, nodes, rows, is_alone=is_alone)
    stamp(prepared, timezone.now())
    nodes |= {one.row.statement_id: Node(one.ordered_terms, one.row.target) for one in prepared}
    may_be_pointed_at = inserting.insert(rows, {one.row.statement_id: _terms(one, nodes) for one in prepared})
    known = _known(prepared)
    fresh = [one for one in prepared if one.row.statement_id not in known]
    new = [one.row for one in fresh]
    attachments.keep(new, [one.whole for one in fresh], contents)
    if targets:
        voiding.mark_targets(new)
    if is_from_outside and (targets or may_be_pointed_at):
        _tell_pointers(new, nodes)
    activities.learn([told for one in fresh for told in one.told], at_once=is_from_outside)
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


def _enter(
    targets: set[UUID], nodes: dict[UUID, Node], rows: Sequence[Statement], *, is_alone: bool
) -> dict[UUID, Node]:
    is_alone = is_alone or bool(targets - nodes.keys() - {row.statement_id for row in rows})
    locking.enter(alone=is_alone)
    return references.load_targets(targets) if is_alone else nodes


def _terms(one: Prepared, nodes: Mapping[UUID, Node]) -> set[int]:
    return one.own_terms.union(one.ordered_terms, references.inherited(one.row.target, nodes))


def _known(prepared: Sequence[Prepared]) -> dict[UUID, Statement]:
    """Return the rows that were stored before, by statement_id. Raises StatementConflict."""
    missing = [one for one in prepared if one.row.pk is None]
    if not missing:
        return {}
    known = Statement.objects.in_bulk([one.row.statement_id for one in missing], field_name="statement_id")
    for one in missing:
        # Compared as it was sent: what the store filled in the first time is not missing now.
        if not are_same(one.sent, read_json(known[one.row.statement_id].raw)):
            raise StatementConflict(one.row.statement_id)
    return known


def _tell_pointers(new: Sequence[Statement], nodes: Mapping[UUID, Node]) -> None:
    """Let those that pointed at the new ones before these arrived be found by them, or void them."""
    pointers = references.load_pointers([row.statement_id for row in new])
    if pointers:
        voiding.mark_late(new, pointers.values())
        inserting.add_terms(list(references.late_terms(pointers, nodes)))
