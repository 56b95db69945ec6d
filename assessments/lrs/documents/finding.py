"""Documents are looked for: one by its name, or the names of all in a place."""

from datetime import datetime

from assessments.lrs.documents.addresses import Address
from assessments.lrs.documents.models import Document


def find_document(address: Address) -> Document | None:
    """Return the row of a document; its content is `blobs.read(row.digest)`."""
    return address.documents().first()


def names(address: Address, *, since: datetime | None = None) -> list[str]:
    """Return the names of the documents in a place, oldest first; `since` keeps those changed after it."""
    rows = address.documents().order_by("updated_at", "pk")
    if since is not None:
        rows = rows.filter(updated_at__gt=since)
    return list(dict.fromkeys(rows.values_list("name", flat=True)))
