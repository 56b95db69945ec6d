"""What is in a package that was read: its parts as they go on to be stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from assessments.h5p.package.naming import LibraryName, number


@dataclass(frozen=True)
class KeptFile:
    """A file whose bytes are in the storage under their digest; `path` is below its library or below content/."""

    path: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True)
class LibraryIn:
    """A library of a package: library.json, semantics.json (None: it takes no content of its own), its files."""

    metadata: Mapping
    semantics: list | None = None
    files: tuple[KeptFile, ...] = ()

    @property
    def name(self) -> LibraryName:
        return LibraryName.of_json(self.metadata)

    @property
    def patch(self) -> int:
        return number(self.metadata["patchVersion"])

    @property
    def is_runnable(self) -> bool:
        return str(self.metadata.get("runnable")) in {"1", "True"}

    @property
    def digest(self) -> str:
        return digest_of((file.path, file.digest) for file in self.files)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class PackageIn:
    """A package as it goes on to be stored: `digest` is that of the file that was sent."""

    digest: str
    h5p: Mapping
    params: Mapping
    removed: list = field(default_factory=list)
    files: tuple[KeptFile, ...] = ()
    libraries: tuple[LibraryIn, ...] = ()


def digest_of(files: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 over the sorted lines "path digest": what a library is pinned by."""
    lines = "".join(f"{path} {digest}\n" for path, digest in sorted(files))
    return sha256(lines.encode()).hexdigest()
