"""How the libraries of a package stand to those that are installed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from assessments.h5p.models import Library
from assessments.h5p.package.naming import LibraryName, number
from assessments.h5p.package.parts import digest_of
from assessments.h5p.package.reading import LIBRARY, SEMANTICS, LibraryRead, is_skipped
from assessments.uploads.assets import read_asset
from assessments.uploads.findings import Finding, note, warning
from assessments.uploads.judging.svg import NotSvg, clean_svg
from assessments.uploads.taking.checkers import StoredFile

MOST_NAMED = 5
_PAPERS = (".md", ".txt")


class State(StrEnum):
    """What becomes of a library of the package."""

    NEW = "new"
    UPGRADE = "upgrade"
    SAME = "same"
    OLDER = "older"
    OTHER_BYTES = "other-bytes"


@dataclass(frozen=True)
class Standing:
    """One library of the package beside the installed one of the same minor version, if there is one."""

    read: LibraryRead
    files: Mapping[str, StoredFile]
    installed: Library | None

    @property
    def name(self) -> LibraryName:
        return self.read.name

    @property
    def patch(self) -> int:
        return number(self.read.metadata["patchVersion"])

    @cached_property
    def digest(self) -> str:
        return digest_of((path, file.digest) for path, file in self.files.items())

    @cached_property
    def state(self) -> State:
        if self.installed is None:
            return State.NEW
        if self.patch != self.installed.patch:
            return State.UPGRADE if self.patch > self.installed.patch else State.OLDER
        return State.OTHER_BYTES if self.changed else State.SAME

    @cached_property
    def changed(self) -> list[str]:
        """Return the paths of the files that are others than the installed ones, or only on one side. One query.

        Programs that export content write the JSON of libraries anew, and drawings are stored as they were cleaned
        that day: what says the same is the same.
        """
        if self.digest == self.installed.digest:
            return []
        there = dict(self.installed.files.values_list("path", "digest"))
        here = {path: file.digest for path, file in self.files.items()}
        return sorted(
            path
            for path in {*there, *here}
            if there.get(path) != here.get(path)
            and not (path in there and path in here and self._says_the_same(path, there[path]))
        )

    def _says_the_same(self, path: str, installed: str) -> bool:
        if path == LIBRARY:
            return self.read.metadata == self.installed.metadata
        if path.endswith(".svg"):
            return _cleaned(installed) == self.files[path].digest
        return path == SEMANTICS and self.read.semantics == self.installed.semantics

    @property
    def is_wanted(self) -> bool:
        """Tell whether it would be installed."""
        return self.state in (State.NEW, State.UPGRADE)


def standings(
    libraries: Iterable[LibraryRead],
    files: Mapping[str, StoredFile],
    installed: Mapping[LibraryName, Library],
) -> list[Standing]:
    """Return how each stands; `files` are all of the package, by path."""
    return [
        Standing(library, dict(_inside(library.folder, files)), installed.get(library.name))
        for library in libraries
    ]


def findings_of(standing: Standing, *, may_install: bool) -> Iterator[Finding]:
    """Yield what somebody has to know about a library that is there already."""
    library = str(standing.installed)
    match standing.state:
        case State.OTHER_BYTES:
            yield _other_bytes(standing, library)
        case State.OLDER:
            yield note("library-older", standing.read.folder, library=library, patch=standing.patch)
        case State.UPGRADE if may_install:
            yield note("library-upgraded", standing.read.folder, library=library, patch=standing.patch)
        case State.UPGRADE:
            yield note("library-not-upgraded", standing.read.folder, library=library, patch=standing.patch)


def _other_bytes(standing: Standing, library: str) -> Finding:
    """Say which files are others: code is a warning, words of the editor and its read-me files are not."""
    changed = standing.changed
    code = [path for path in changed if not path.startswith("language/") and not path.endswith(_PAPERS)]
    say = warning if code else note
    return say(
        "library-other-bytes" if code else "library-other-words",
        standing.read.folder,
        library=library,
        installed=standing.installed.digest,
        sent=standing.digest,
        files=", ".join((code or changed)[:MOST_NAMED]),
        count=len(code or changed),
    )


def _cleaned(digest: str) -> str | None:
    """Return the digest of a stored drawing if it were cleaned today: the rules may have changed since."""
    try:
        cleaned, _removed = clean_svg(read_asset(digest))
    except (NotSvg, FileNotFoundError):
        return None
    return sha256(cleaned).hexdigest()


def _inside(folder: str, files: Mapping[str, StoredFile]) -> Iterator[tuple[str, StoredFile]]:
    begin = f"{folder}/"
    for path, file in files.items():
        if path.startswith(begin) and not is_skipped(path):
            yield path.removeprefix(begin), file
