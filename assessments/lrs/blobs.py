"""Contents of documents and attachments: files in the storage "records", named by their SHA-256."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from assessments.blobs import Blobs, Wanted

_RECORDS = Blobs("records")


def keep(content: bytes) -> str:
    """Store the content unless it is there; return its digest, 64 hexadecimal digits."""
    return _RECORDS.keep_bytes(content)


def read(digest: str) -> bytes:
    """Return the content of a digest. Raises FileNotFoundError."""
    return _RECORDS.path(digest).read_bytes()


def orphans(*, wanted: Wanted, before: datetime) -> Iterator[Path]:
    """Yield the files last asked for before a moment that no row points at, see `assessments.blobs`."""
    return _RECORDS.orphans(wanted=wanted, before=before)


def sweep(*, wanted: Wanted, before: datetime) -> int:
    """Remove the orphans, see above; return how many."""
    return _RECORDS.sweep(wanted=wanted, before=before)
