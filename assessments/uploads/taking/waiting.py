"""The file of an upload while it waits: in the storage "uploads", under the upload's key."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.storage import storages

from assessments.uploads.models import Upload
from assessments.uploads.zips.archive import Archive, BareFile, Readable

# A package of these standards may be its description alone, named like this.
BARE = "cmi5.xml"


def path_of(upload: Upload) -> Path:
    return Path(storages["uploads"].path(f"{upload.key}.upload"))


def arriving() -> Path:
    """Return the folder in which files are while they arrive."""
    folder = Path(storages["uploads"].path("arriving"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def opened(upload: Upload) -> Iterator[Readable]:
    """Open what was sent. Raises ArchiveRefused, FileNotFoundError."""
    with path_of(upload).open("rb") as file:
        if _is_bare_xml(file.read(512)):
            yield BareFile(file, BARE)
        else:
            yield Archive.open(file)


def forget(upload: Upload) -> None:
    path_of(upload).unlink(missing_ok=True)


def forget_strays(*, wanted: set[str], before: datetime) -> None:
    """Remove files older than that moment: those that arrived by halves, and those of none of the wanted keys."""
    for path in [*arriving().iterdir(), *arriving().parent.glob("*.upload")]:
        if path.stem not in wanted and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def _is_bare_xml(head: bytes) -> bool:
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begin.startswith((b"<?xml", b"<courseStructure", b"<!--"))
