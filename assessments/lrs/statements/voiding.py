"""A statement that voids another (xAPI 1.0.3 part 2, 2.3.2), in whichever order the two arrive."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from assessments.lrs.models import Statement
from assessments.lrs.statements.references import Pointer
from assessments.xapi import vocabulary


def mark_targets(rows: Iterable[Statement]) -> None:
    """Mark what the new `rows` void. To void a voiding statement is kept as a wish and has no effect."""
    _mark([row.target for row in rows if row.verb == vocabulary.VOIDED.iri])


def mark_late(rows: Iterable[Statement], pointers: Iterable[Pointer]) -> None:
    """Mark those of the new `rows` that were voided before they arrived."""
    new = {row.statement_id for row in rows}
    _mark([one.target for one in pointers if one.verb == vocabulary.VOIDED.iri and one.target in new])


def _mark(targets: Sequence[UUID]) -> None:
    if targets:
        voidable = Statement.objects.filter(statement_id__in=targets).exclude(verb=vocabulary.VOIDED.iri)
        voidable.update(voided=True)
