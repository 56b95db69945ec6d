"""A statement that voids another (xAPI 1.0.3 part 2, 2.3.2), in whichever order the two arrive."""

from collections.abc import Iterable

from assessments.lrs.models import Statement
from assessments.xapi import vocabulary


def mark_targets(rows: Iterable[Statement]) -> None:
    """Mark what the new `rows` void. To void a voiding statement is kept as a wish and has no effect."""
    targets = [row.target for row in rows if row.verb == vocabulary.VOIDED.iri]
    if targets:
        voidable = Statement.objects.filter(statement_id__in=targets).exclude(verb=vocabulary.VOIDED.iri)
        voidable.update(voided=True)


def mark_late(rows: Iterable[Statement]) -> None:
    """Mark those of the new `rows` that were voided before they arrived."""
    ids = {row.statement_id: row.pk for row in rows}
    voiders = Statement.objects.filter(verb=vocabulary.VOIDED.iri, target__in=ids)
    late = [ids[target] for target in voiders.values_list("target", flat=True)]
    if late:
        Statement.objects.filter(pk__in=late).exclude(verb=vocabulary.VOIDED.iri).update(voided=True)
