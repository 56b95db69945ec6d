"""A statement that points at another is found by what finds the other (xAPI 1.0.3 part 3, 2.1.3), in whichever order
the two arrive, and so on along a chain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from assessments.lrs.models import Statement
from assessments.lrs.statements import terms
from assessments.xapi.reading import read_json

# Each step is a query. Nobody needs more; who sends a longer chain finds its ends only by themselves.
LONGEST_CHAIN = 50
# A rich statement has thirty. Else a batch of small ones that point at a large one would fill the table.
MOST_INHERITED = 100
_TABLE = Statement._meta.db_table


@dataclass(frozen=True)
class Node:
    """What a statement hands on to those that point at it (see terms.ordered_terms), and what it points at itself."""

    terms: Sequence[int]
    target: UUID | None


@dataclass(frozen=True)
class Pointer:
    """A stored statement that points at another."""

    pk: int
    target: UUID
    stored: datetime
    verb: str


def load_targets(targets: Collection[UUID]) -> dict[UUID, Node]:
    """Return the stored ones of `targets`, and what these point at in turn."""
    nodes, wanted = {}, set(targets)
    for _step in range(LONGEST_CHAIN):
        if not wanted:
            break
        rows = Statement.objects.filter(statement_id__in=wanted).values_list("statement_id", "target", "raw")
        found = {
            statement_id: Node(terms.ordered_terms(read_json(raw)), target)
            for statement_id, target, raw in rows
        }
        nodes |= found
        wanted = {node.target for node in found.values() if node.target} - nodes.keys()
    return nodes


def load_pointers(statement_ids: Collection[UUID]) -> dict[UUID, Pointer]:
    """Return the stored statements that point at one of these, or at one that does."""
    pointers, wanted = {}, set(statement_ids) if _any_points_at(statement_ids) else set()
    for _step in range(LONGEST_CHAIN):
        if not wanted:
            break
        rows = Statement.objects.filter(target__in=wanted).values_list(
            "statement_id", "pk", "target", "stored", "verb"
        )
        found = {statement_id: Pointer(*rest) for statement_id, *rest in rows}
        wanted = found.keys() - pointers.keys()
        pointers |= found
    return pointers


def _any_points_at(statement_ids: Collection[UUID]) -> bool:
    """Ask for nearly every statement that comes in, and nearly always in vain: without building a query each time."""
    field = Statement._meta.get_field("target")
    ids = [field.get_db_prep_value(one, connection) for one in statement_ids]
    if not ids:
        return False
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_TABLE} WHERE target IN ({places}) LIMIT 1", ids)  # noqa: S608
        return cursor.fetchone() is not None


def inherited(target: UUID | None, nodes: Mapping[UUID, Node]) -> set[int]:
    """Return the terms of all that is reached from a target, the nearest first; a circle is walked once.

    No more than LONGEST_CHAIN statements, no more than MOST_INHERITED terms.
    """
    found, seen = set(), set()
    while target in nodes and target not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(target)
        found.update(nodes[target].terms[: MOST_INHERITED - len(found)])
        target = nodes[target].target
    return found


def late_terms(
    pointers: Mapping[UUID, Pointer], nodes: Mapping[UUID, Node]
) -> Iterable[tuple[int, int, int]]:
    """Yield the terms that stored statements get from what they point at, now that it is there."""
    known = {one: Node((), pointer.target) for one, pointer in pointers.items()} | dict(nodes)
    for pointer in pointers.values():
        for term in inherited(pointer.target, known):
            yield term, terms.microseconds(pointer.stored), pointer.pk
