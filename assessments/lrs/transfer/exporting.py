"""Statements go out, oldest first, in constant memory: as they are stored, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from assessments.lrs import blobs
from assessments.lrs.models import Attachment, Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.lrs.statements.reading.horizon import horizon

CHUNK = 500


@dataclass(frozen=True)
class Wanted:
    """Which statements: every filter that is given has to fit; `agent` is an identifier (xapi.actors).

    `after` is the last one that has gone out already, in the order of an export.
    """

    agent: str | None = None
    verb: str | None = None
    activity: str | None = None
    registration: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: Statement | None = None


def export_statements(wanted: Wanted, *, contents: Path | None = None) -> Iterator[str]:
    """Yield the JSON text of each statement, voided ones too, in the order they were stored.

    What is stored meanwhile is left out. `contents` is a folder that gets the contents of attachments, named by
    their SHA-2, before the statements that name them are yielded.
    """
    pages = _by_term(wanted) if _terms(wanted) else _by_id(wanted)
    for rows in pages:
        if contents is not None:
            _write_contents([row for row, _raw in rows], contents)
        yield from (raw for _id, raw in rows)


def count_statements(wanted: Wanted) -> int:
    """Return how many statements an export will have. One query, and one for how far it goes."""
    return (_keys(wanted) if _terms(wanted) else _rows(wanted)).count()


def _terms(wanted: Wanted) -> list[int]:
    """Return the terms asked for, the one that should fit the fewest first."""
    asked = [
        (terms.REGISTRATION, wanted.registration),
        (terms.AGENT, wanted.agent),
        (terms.ACTIVITY, wanted.activity),
        (terms.VERB, wanted.verb),
    ]
    return [terms.term(kind, str(value)) for kind, value in asked if value is not None]


def _rows(wanted: Wanted) -> QuerySet[Statement]:
    rows = Statement.objects.filter(id__lte=horizon().last_id)
    if wanted.since is not None:
        rows = rows.filter(stored__gt=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(stored__lte=wanted.until)
    return rows if wanted.after is None else rows.filter(id__gt=wanted.after.pk)


def _by_id(wanted: Wanted) -> Iterator[list[tuple[int, str]]]:
    rows = _rows(wanted).order_by("id").values_list("id", "raw")
    last = 0
    while found := list(rows.filter(id__gt=last)[:CHUNK]):
        yield found
        last = found[-1][0]


def _keys(wanted: Wanted) -> QuerySet[StatementTerm]:
    """Return the keys of a term, that of the others being looked up for each."""
    first, *others = _terms(wanted)
    keys = StatementTerm.objects.filter(term=first, statement_id__lte=horizon().last_id)
    for other in others:
        held = {"stored_us": OuterRef("stored_us"), "statement_id": OuterRef("statement_id")}
        keys = keys.filter(Exists(StatementTerm.objects.filter(term=other, **held)))
    if wanted.since is not None:
        keys = keys.filter(stored_us__gt=terms.microseconds(wanted.since))
    if wanted.until is not None:
        keys = keys.filter(stored_us__lte=terms.microseconds(wanted.until))
    if wanted.after is not None:
        keys = _beyond(keys, terms.microseconds(wanted.after.stored), wanted.after.pk)
    return keys


def _by_term(wanted: Wanted) -> Iterator[list[tuple[int, str]]]:
    """Walk along the primary key of the terms; every further filter is a look-up of the same key."""
    keys = _keys(wanted).order_by("stored_us", "statement_id").values_list("stored_us", "statement_id")
    page = list(keys[:CHUNK])
    while page:
        texts = dict(Statement.objects.filter(id__in=[row for _us, row in page]).values_list("id", "raw"))
        yield [(row, texts[row]) for _us, row in page]
        page = list(_beyond(keys, *page[-1])[:CHUNK])


def _beyond(keys: QuerySet[StatementTerm], last_us: int, last: int) -> QuerySet[StatementTerm]:
    return keys.filter(stored_us__gte=last_us).exclude(stored_us=last_us, statement_id__lte=last)


def _write_contents(rows: list[int], folder: Path) -> None:
    for one in Attachment.objects.filter(statement__in=rows).iterator():
        path = folder / one.sha2.lower()
        if not path.exists():
            # Whole or not at all: a file that is there is not written again.
            part = path.with_suffix(".part")
            part.write_bytes(blobs.read(one.digest))
            part.replace(path)
