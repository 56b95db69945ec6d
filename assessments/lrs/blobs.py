"""Contents of documents and attachments: files named by their SHA-256, in the storage "records".

Nothing in a file ever changes, so a row may point at it before or after others do, and writing one twice is harmless.
A file is whole or not there, also after a power cut. One whose row was never committed, or has gone, is an orphan:
`manage.py lrs_sweep` takes it away.
"""

import fcntl
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import storages

# So many digests go into one query: far below what a database takes as parameters.
_ASKED_AT_ONCE = 5000


def keep(content: bytes) -> str:
    """Store the content unless it is there; return its digest, 64 hexadecimal digits."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if not _is_kept_once_more(path):
        _write(path, content)
    return digest


def read(digest: str) -> bytes:
    """Return the content of a digest. Raises FileNotFoundError."""
    return _path(digest).read_bytes()


def orphans(*, wanted: Callable[[Sequence[str]], Collection[str]], before: datetime) -> Iterator[Path]:
    """Yield the files last asked for before a moment that no row points at.

    `wanted` takes digests and returns those that are pointed at.
    """
    folders = sorted(Path(storages["records"].path("")).glob("??"))
    old = (path for folder in folders for path in folder.iterdir() if _is_older(path, before))
    while paths := list(islice(old, _ASKED_AT_ONCE)):
        kept = set(wanted([path.name for path in paths]))
        yield from (path for path in paths if path.name not in kept)


def sweep(*, wanted: Callable[[Sequence[str]], Collection[str]], before: datetime) -> int:
    """Remove the orphans, see above; return how many."""
    return sum(_remove(path, before) for path in orphans(wanted=wanted, before=before))


def _is_kept_once_more(path: Path) -> bool:
    if not path.exists():
        return False
    with _locked(path.parent, fcntl.LOCK_SH):
        try:
            # Wanted again: the sweeper goes by age, and must not take it before the row is committed.
            os.utime(path)
        except FileNotFoundError:
            return False
    return True


def _remove(path: Path, before: datetime) -> bool:
    # Between this last look and the end nobody can say that it is wanted again.
    with _locked(path.parent, fcntl.LOCK_EX):
        if not _is_older(path, before):
            return False
        path.unlink()
    return True


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


@contextmanager
def _locked(folder: Path, kind: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)


def _path(digest: str) -> Path:
    return Path(storages["records"].path(f"{digest[:2]}/{digest}"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, path)
