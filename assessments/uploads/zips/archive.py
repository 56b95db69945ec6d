"""A zip that somebody sent, read as a stream and never unpacked by name.

`Archive.open` looks at the directory alone and refuses what is dangerous to read; `read` and `stream` count the bytes
that really come out.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol, Self

from assessments.uploads.findings import Finding, error, is_refused
from assessments.uploads.zips.directory import NoDirectory, NoEnd, begins_like_a_zip, directory_of
from assessments.uploads.zips.entries import Entry, entries_of
from assessments.uploads.zips.limits import LIMITS, Limits
from assessments.uploads.zips.paths import is_left_behind

__all__ = ["LIMITS", "Archive", "ArchiveRefused", "BareFile", "Entry", "Limits", "Readable"]

CHUNK = 64 * 1024
# What zipfile and zlib raise for bytes that somebody made up.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,  # encrypted; NotImplementedError is one, too
    ValueError,  # UnicodeDecodeError is one, too
)


class ArchiveRefused(Exception):
    """It cannot be read safely; `findings` say why and where."""

    def __init__(self, findings: Sequence[Finding]):
        super().__init__(", ".join(f"{finding.code} {finding.path}".strip() for finding in findings))
        self.findings = list(findings)


class Readable(Protocol):
    """What a checker gets: the files inside by path, in the order they stand there."""

    entries: dict[str, Entry]
    warnings: list[Finding]

    def read(self, path: str, most: int = ...) -> bytes: ...
    def stream(self, path: str) -> Iterator[bytes]: ...


class Archive:
    """The files inside a zip, by path (NFC), without what the computer that packed it left behind.

    `warnings` are findings that do not forbid to read it.
    """

    def __init__(self, zipped: zipfile.ZipFile, entries: dict[str, Entry], warnings: list[Finding]):
        self._zip, self.entries, self.warnings = zipped, entries, warnings

    @classmethod
    def open(cls, file: BinaryIO, limits: Limits = LIMITS) -> Self:
        """Open what was sent. Raises ArchiveRefused."""
        _look_at_the_end(file, limits)
        try:
            zipped = zipfile.ZipFile(file)
            entries, findings = entries_of(zipped, file, limits)
        except (*_BROKEN, NoDirectory) as problem:
            raise ArchiveRefused([error("unable-to-unzip")]) from problem
        if is_refused(findings):
            raise ArchiveRefused(findings)
        own = {path: entry for path, entry in entries.items() if not is_left_behind(path)}
        return cls(zipped, own, findings)

    @property
    def size(self) -> int:
        """How many bytes come out of it."""
        return sum(entry.size for entry in self.entries.values())

    def __contains__(self, path: str) -> bool:
        return path in self.entries

    def read(self, path: str, most: int = 16 * 1024**2) -> bytes:
        """Return the content of a file of at most so many bytes. Raises KeyError, ArchiveRefused."""
        size = self.entries[path].size
        if size > most:
            raise ArchiveRefused([error("file-size-too-large", path, size=size, most=most)])
        return b"".join(self.stream(path))

    def stream(self, path: str) -> Iterator[bytes]:
        """Yield the content of a file in chunks of at most 64 KiB. Raises KeyError, ArchiveRefused."""
        entry = self.entries[path]
        came = 0
        try:
            with self._zip.open(entry.info) as inside:
                while chunk := inside.read(CHUNK):
                    came += len(chunk)
                    yield chunk
        except _BROKEN as problem:
            raise ArchiveRefused([error("damaged", path)]) from problem
        # zipfile never gives more than the directory says; it may give less where the checksum was made to fit.
        if came != entry.size:
            raise ArchiveRefused([error("damaged", path)])


class BareFile:
    """A single file that is a package by itself (cmi5.xml), read like an archive that holds it alone."""

    def __init__(self, file: BinaryIO, path: str):
        self._file = file
        size = file.seek(0, 2)
        self.size = size
        self.entries = {path: Entry(path, size, size, None)}
        self.warnings: list[Finding] = []

    def __contains__(self, path: str) -> bool:
        return path in self.entries

    def read(self, path: str, most: int = 16 * 1024**2) -> bytes:
        size = self.entries[path].size
        if size > most:
            raise ArchiveRefused([error("file-size-too-large", path, size=size, most=most)])
        return b"".join(self.stream(path))

    def stream(self, path: str) -> Iterator[bytes]:
        place, size = 0, self.entries[path].size
        while place < size:
            self._file.seek(place)
            chunk = self._file.read(CHUNK)
            place += len(chunk)
            yield chunk


def _look_at_the_end(file: BinaryIO, limits: Limits) -> None:
    """Refuse a zip whose directory would be too large to read."""
    try:
        directory = directory_of(file)
    except NoDirectory as problem:
        is_cut_off = isinstance(problem, NoEnd) and begins_like_a_zip(file)
        code = "truncated" if is_cut_off else "unable-to-unzip"
        raise ArchiveRefused([error(code)]) from problem
    if directory.entries > limits.entries:
        raise ArchiveRefused([error("too-many-entries", count=directory.entries, most=limits.entries)])
    if directory.size > limits.entries * limits.entry_in_directory:
        raise ArchiveRefused([error("unable-to-unzip")])
