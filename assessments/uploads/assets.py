"""Files of stored content, libraries and packages: in the storage "assets", named by their SHA-256."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from assessments.blobs import Blobs, Kept, Wanted

__all__ = ["Kept", "is_kept", "keep", "keep_bytes", "open_asset", "read_asset", "together"]

_ASSETS = Blobs("assets")


def keep(stream: Iterable[bytes]) -> Kept:
    """Store what comes in chunks (as of Archive.stream) unless it is there; return its digest and size."""
    return _ASSETS.keep(stream)


def together() -> AbstractContextManager[Callable[[Iterable[bytes]], Kept]]:
    """Keep many files as one: at the end of the block, or none; see `assessments.blobs`."""
    return _ASSETS.together()


def keep_bytes(content: bytes) -> Kept:
    """Store a small content; return its digest and size."""
    return Kept(_ASSETS.keep_bytes(content), len(content))


def is_kept(digest: str) -> bool:
    """Tell whether a file is there; if so the sweeper leaves it for another day."""
    return _ASSETS.is_kept(digest)


def open_asset(digest: str) -> BinaryIO:
    """Return the file of a digest, open for reading. Raises FileNotFoundError."""
    return _ASSETS.path(digest).open("rb")


def read_asset(digest: str) -> bytes:
    """Return the whole content of a digest: for what is known to be small. Raises FileNotFoundError."""
    return _ASSETS.path(digest).read_bytes()


def orphans(*, wanted: Wanted, before: datetime) -> Iterator[Path]:
    return _ASSETS.orphans(wanted=wanted, before=before)


def sweep(*, wanted: Wanted, before: datetime) -> int:
    return _ASSETS.sweep(wanted=wanted, before=before)
