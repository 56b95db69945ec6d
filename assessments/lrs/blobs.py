"""Contents of documents and attachments: files named by their SHA-256, in the storage "records".

Nothing in a file ever changes, so a row may point at it before or after others do, and writing one twice is harmless.
A file is whole or not there, also after a power cut. One whose row was never committed, or has gone, is an orphan:
`manage.py lrs_sweep` takes it away.
"""

import os
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import storages


def keep(content: bytes) -> str:
    """Store the content unless it is there; return its digest, 64 hexadecimal digits."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if path.exists():
        # Wanted again: the sweeper goes by age, and must not take it before the row is committed.
        os.utime(path)
    else:
        _write(path, content)
    return digest


def read(digest: str) -> bytes:
    """Return the content of a digest. Raises FileNotFoundError."""
    return _path(digest).read_bytes()


def sweep(*, wanted: Callable[[Sequence[str]], Collection[str]], before: datetime) -> int:
    """Remove files last asked for before a moment that no row points at; return how many.

    `wanted` takes digests and returns those that are pointed at.
    """
    removed = 0
    for folder in sorted(Path(storages["records"].path("")).glob("??")):
        old = [path for path in folder.iterdir() if path.stat().st_mtime < before.timestamp()]
        kept = set(wanted([path.name for path in old]))
        for path in old:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _path(digest: str) -> Path:
    return Path(storages["records"].path(f"{digest[:2]}/{digest}"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
