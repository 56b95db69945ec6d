"""Files named by the SHA-256 of their content, in one of the storages.

Nothing in a file ever changes, so a row may point at it before or after others do, and writing one twice is harmless.
A file is whole or not there, also after a power cut, and is on the disk with its name before the act that keeps it
returns, so before a row is committed. One whose row was never committed, or has gone, is an orphan:
`manage.py lrs_sweep` takes it away.
"""

import fcntl
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import storages

Wanted = Callable[[Sequence[str]], Collection[str]]
# So many digests go into one query: far below what a database takes as parameters.
_ASKED_AT_ONCE = 5000
# Where a file stands until its digest is known; two characters, so that the sweeper looks there, too.
_HALF = "__"
# A file system writes its journal once for all who wait for it at the same moment.
_SYNCED_AT_ONCE = 8


@dataclass(frozen=True)
class Kept:
    """What was stored: its digest, 64 hexadecimal digits, and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True)
class Blobs:
    """The files of one storage, which must be a folder of this machine."""

    storage: str

    def path(self, digest: str) -> Path:
        return Path(storages[self.storage].path(f"{digest[:2]}/{digest}"))

    def keep(self, chunks: Iterable[bytes]) -> Kept:
        """Store what comes in chunks unless it is there; however large, one chunk is in memory."""
        with self.together() as keep:
            return keep(chunks)

    @contextmanager
    def together(self) -> Iterator[Callable[[Iterable[bytes]], Kept]]:
        """Yield what keeps files as `keep` does, but all of them at the end: a fraction of the time for many.

        Until then none is there; where an error ends it, none will be.
        """
        halves: dict[Path, str] = {}
        try:
            yield partial(self._write, halves)
            self._place({half: digest for half, digest in halves.items() if digest})
        finally:
            for half in halves:
                half.unlink(missing_ok=True)

    def keep_bytes(self, content: bytes) -> str:
        """Store a content that is in memory unless it is there; return its digest."""
        digest = sha256(content).hexdigest()
        if not self.is_kept(digest):
            self.keep([content])
        return digest

    def is_kept(self, digest: str) -> bool:
        """Tell whether it is there, and if so keep the sweeper, who goes by age, from it for another day."""
        path = self.path(digest)
        if not path.exists():
            return False
        with _locked(path.parent, fcntl.LOCK_SH):
            try:
                os.utime(path)
            except FileNotFoundError:
                return False
        return True

    def orphans(self, *, wanted: Wanted, before: datetime) -> Iterator[Path]:
        """Yield the files last asked for before a moment that no row points at.

        `wanted` takes digests and returns those that are pointed at.
        """
        folders = sorted(Path(storages[self.storage].path("")).glob("??"))
        old = (path for folder in folders for path in folder.iterdir() if _is_older(path, before))
        while paths := list(islice(old, _ASKED_AT_ONCE)):
            kept = set(wanted([path.name for path in paths]))
            yield from (path for path in paths if path.name not in kept)

    def sweep(self, *, wanted: Wanted, before: datetime) -> int:
        """Remove the orphans, see above; return how many."""
        return sum(_remove(path, before) for path in self.orphans(wanted=wanted, before=before))

    def _write(self, halves: dict[Path, str], chunks: Iterable[bytes]) -> Kept:
        """Write a file without a name; note where it is, and its digest once it is whole."""
        folder = Path(storages[self.storage].path(_HALF))
        folder.mkdir(parents=True, exist_ok=True)
        digest, size = sha256(), 0
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            halves[Path(file.name)] = ""
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        halves[Path(file.name)] = digest.hexdigest()
        return Kept(digest.hexdigest(), size)

    def _place(self, halves: dict[Path, str]) -> None:
        """Put contents to disk, then give them their names, then put the names to disk."""
        new = {half: self.path(digest) for half, digest in halves.items() if not self.is_kept(digest)}
        _sync(new)
        for half, path in new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            half.replace(path)
        folders = {path.parent for path in new.values()}
        _sync({*folders, *(folder.parent for folder in folders)})


def _sync(paths: Collection[Path]) -> None:
    if len(paths) < _SYNCED_AT_ONCE:
        for path in paths:
            _sync_one(path)
        return
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        list(pool.map(_sync_one, paths))


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
