"""Documents are looked for: one by its name, or those of a place, by their names."""

from datetime import datetime

from assessments.lrs.documents.addresses import Address
from assessments.lrs.documents.models import Document


def find_document(address: Address) -> Document | None:
    """Return the row of a document; its content is `blobs.read(row.digest)`."""
    return address.documents().first()


def changes(address: Address, *, since: datetime | None = None) -> dict[str, datetime]:
    """Return {name: when it was changed} of the documents in a place, oldest first; `since` keeps later changes alone.

    A state that several registrations have is named once, with the last of its changes.
    """
    rows = address.documents().order_by("updated_at", "pk")
    if since is not None:
        rows = rows.filter(updated_at__gt=since)
    return dict(rows.values_list("name", "updated_at"))
