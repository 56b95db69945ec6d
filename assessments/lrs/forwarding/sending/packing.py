"""Rows of the store become parcels: the next ones for a destination, with the contents of their attachments."""

from collections.abc import Iterable, Sequence

from assessments.lrs import blobs
from assessments.lrs.forwarding import reasons
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.sending.parcels import (
    Content,
    NotForwardable,
    Parcel,
    outgoing,
    require_contents,
    text_of,
)
from assessments.lrs.models import Attachment, Statement
from assessments.lrs.statements.reading.horizon import horizon
from assessments.xapi.reading import read_json

# One request carries no more than this, unless one statement alone is larger.
LARGEST_REQUEST = 4 * 1024 * 1024


def next_rows(destination: Destination, *, limit: int) -> list[Statement]:
    """Return the next statements for a destination, in the order they were stored."""
    rows = Statement.objects.filter(id__gt=destination.cursor, id__lte=horizon().last_id)
    return list(rows.order_by("id").only("id", "statement_id", "raw")[:limit])


def pack(
    rows: Sequence[Statement], version: str
) -> tuple[list[Parcel], list[tuple[Statement, NotForwardable]]]:
    """Return the parcels of some rows, and the rows that cannot go out with the reason.

    The parcels end early where they would be too large for one request; the first is always there.
    """
    attachments = Attachment.objects.filter(statement__in=rows).order_by("id")
    by_row: dict[int, list[Attachment]] = {}
    for one in attachments:
        by_row.setdefault(one.statement_id, []).append(one)
    parcels, hopeless, size = [], [], 0
    for row in rows:
        try:
            parcel = _parcel(row, by_row.get(row.pk, ()), version)
        except NotForwardable as reason:
            hopeless.append((row, reason))
            continue
        size += parcel.size
        if parcels and size > LARGEST_REQUEST:
            break
        parcels.append(parcel)
    return parcels, hopeless


def _parcel(row: Statement, attachments: Iterable[Attachment], version: str) -> Parcel:
    statement = read_json(row.raw)
    contents = tuple(_content(one) for one in attachments)
    require_contents(statement, contents)
    return Parcel(row.pk, row.statement_id, text_of(outgoing(statement, version)), contents)


def _content(attachment: Attachment) -> Content:
    try:
        body = blobs.read(attachment.digest)
    except FileNotFoundError:
        raise NotForwardable(f"{reasons.NO_CONTENT}: {attachment.sha2}") from None
    return Content(attachment.sha2, attachment.content_type, body)
