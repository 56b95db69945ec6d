"""A stored version as an .h5p file again, with its libraries and what editors elsewhere need of them."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assessments.h5p.libraries.installing import all_installed, name_of
from assessments.h5p.models import H5PFile, H5PVersion, Library, LibraryFile
from assessments.h5p.package.dependencies import TO_EDIT, closure
from assessments.h5p.package.reading import CONTENT, CONTENT_FOLDER, H5P
from assessments.uploads.assets import open_asset

CHUNK = 64 * 1024
IN_MEMORY = 8 * 1024**2
# The newest core that widely used hosts ship (Moodle 4.5, Lumi): libraries that ask for more are refused there.
HOSTS_CORE = (1, 27)
# Packed already: to pack them once more costs time and saves nothing.
_PACKED = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/", "font/woff")
# The same version gives the same bytes.
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


def export(version: H5PVersion) -> IO[bytes]:
    """Return the .h5p file, open at its beginning; above 8 MiB it lies on the disk and goes when it is closed."""
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by whoever sends it
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        _write_json(package, H5P, version.package)
        _write_json(package, CONTENT, version.params)
        for file in version.files.all():
            _write_file(package, f"{CONTENT_FOLDER}/{file.path}", file)
        for library in libraries_of(version):
            for file in library.files.all():
                _write_file(package, f"{library.folder}/{file.path}", file)
    out.seek(0)
    return out


def libraries_of(version: H5PVersion) -> list[Library]:
    """Return the libraries that go along: those to play with, and those to edit with that are installed."""
    installed = all_installed()
    used = [name_of(library) for library in version.libraries.defer("semantics")]
    order = closure(used, {name: row.metadata for name, row in installed.items()}, TO_EDIT)
    return [installed[name] for name in order if name in installed]


def asking_for_more(version: H5PVersion) -> list[tuple[str, str]]:
    """Return the libraries that hosts with an older core refuse: [("H5P.Foo 1.2.3", core they ask for)]."""
    return list(_asking_for_more(libraries_of(version)))


def _asking_for_more(libraries: list[Library]) -> Iterator[tuple[str, str]]:
    for library in libraries:
        asked = library.metadata.get("coreApi") or {}
        core = (int(asked.get("majorVersion", 0)), int(asked.get("minorVersion", 0)))
        if core > HOSTS_CORE:
            yield str(library), f"{core[0]}.{core[1]}"


def _write_json(package: ZipFile, path: str, value: object) -> None:
    package.writestr(_info(path, ZIP_DEFLATED), json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _write_file(package: ZipFile, path: str, file: H5PFile | LibraryFile) -> None:
    info = _info(path, ZIP_STORED if file.media_type.startswith(_PACKED) else ZIP_DEFLATED)
    info.file_size = file.size
    with package.open(info, "w") as inside, open_asset(file.digest) as kept:
        while chunk := kept.read(CHUNK):
            inside.write(chunk)


def _info(path: str, method: int) -> ZipInfo:
    info = ZipInfo(path, _DAY_ONE)
    info.compress_type = method
    return info
