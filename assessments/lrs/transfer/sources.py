"""Where statements come from: lines of JSON, a JSON array, a statements result; or another store, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from assessments.xapi.reading import UnreadableJson, read_json

BATCH = 50


@dataclass(frozen=True)
class Item:
    """One thing that should be a statement: its number (line, or place in the source), its value or its JSON text."""

    number: int
    value: object = None
    text: bytes | None = None

    def read(self) -> object:
        """Return the value. Raises UnreadableJson."""
        return self.value if self.text is None else read_json(self.text)


@dataclass(frozen=True)
class Batch:
    """Some items, where to go on after them, and contents of attachments: {sha2: (content type, bytes)}."""

    items: Sequence[Item]
    position: str
    contents: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def batches_of_file(stream: BinaryIO, *, position: str = "", contents: Path | None = None) -> Iterator[Batch]:
    """Yield the statements of a file that come after `position`, the number of the last line (or item) taken.

    Lines of JSON are read one by one, however long the file; an array or a statements result is read whole.
    `contents` is a folder with contents of attachments, each named by its SHA-2. Raises UnreadableJson if a file
    that begins as an array is none.
    """
    done = int(position or 0)
    items = (item for item in _items(stream) if item.number > done)
    while found := list(islice(items, BATCH)):
        yield Batch(found, str(found[-1].number), _Folder(contents) if contents else {})


def _items(stream: BinaryIO) -> Iterator[Item]:
    lines = enumerate(iter(stream.readline, b""), start=1)
    first = next(((number, line) for number, line in lines if line.strip()), None)
    if first is None:
        return
    number, line = first
    line = line.removeprefix(b"\xef\xbb\xbf")
    if line.lstrip()[:1] == b"[" or line.strip() == b"{" or _is_result(line):
        found = read_json(line + stream.read())
        found = found["statements"] if isinstance(found, dict) and "statements" in found else found
        yield from (
            Item(n, one) for n, one in enumerate(found if isinstance(found, list) else [found], start=1)
        )
        return
    yield Item(number, text=line)
    yield from (Item(number, text=line) for number, line in lines if line.strip())


def _is_result(line: bytes) -> bool:
    try:
        found = read_json(line)
    except UnreadableJson:
        return False
    return isinstance(found, dict) and isinstance(found.get("statements"), list)


class _Folder(Mapping):
    """Contents of attachments in a folder, read when they are asked for."""

    def __init__(self, folder: Path):
        self._folder = folder

    def __getitem__(self, sha2: str) -> tuple[str, bytes]:
        path = self._folder / sha2.lower()
        if not sha2.isalnum() or not path.is_file():
            raise KeyError(sha2)
        return "", path.read_bytes()

    def __iter__(self):
        return (path.name for path in self._folder.iterdir())

    def __len__(self):
        return sum(1 for _path in self._folder.iterdir())
