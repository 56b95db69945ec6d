"""A statement that voids another (xAPI 1.0.3 part 2, 2.3.2), in whichever order the two arrive."""

from collections.abc import Iterable
from uuid import UUID

from assessments.lrs import columns
from assessments.lrs.models import Statement
from assessments.xapi import vocabulary

_REFERENCE = columns.reference_column(UUID(int=0))[:-36]


def mark_targets(rows: Iterable[Statement]) -> None:
    """Mark what the new `rows` void. To void a voiding statement is kept as a wish and has no effect."""
    targets = [
        UUID(row.activity.removeprefix(_REFERENCE)) for row in rows if row.verb == vocabulary.VOIDED.iri
    ]
    if targets:
        voidable = Statement.objects.filter(statement_id__in=targets).exclude(verb=vocabulary.VOIDED.iri)
        voidable.update(voided=True)


def mark_late(rows: Iterable[Statement]) -> None:
    """Mark those of the new `rows` that were voided before they arrived."""
    references = {columns.reference_column(row.statement_id): row for row in rows}
    voiders = Statement.objects.filter(verb=vocabulary.VOIDED.iri, activity__in=references)
    late = [references[reference].pk for reference in voiders.values_list("activity", flat=True)]
    if late:
        Statement.objects.filter(pk__in=late).exclude(verb=vocabulary.VOIDED.iri).update(voided=True)
