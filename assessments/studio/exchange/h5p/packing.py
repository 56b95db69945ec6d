"""A scenario as an .h5p file, with the libraries that play it where they are installed here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import translation

from assessments.h5p.libraries.installing import name_of
from assessments.h5p.models import Library
from assessments.h5p.package.dependencies import closure
from assessments.h5p.package.naming import LibraryName
from assessments.studio.exchange.h5p.branching_out import VERSIONS, Written, write_branching
from assessments.studio.exchange.h5p.opening import CONTENT, HEAD
from assessments.uploads.assets import open_asset
from assessments.xapi.keys import child_key

# The newest H5P core that widely used hosts ship (Moodle 4.5, Lumi); libraries that ask for more are refused there.
HOSTS_CORE = (1, 27)


@dataclass(frozen=True)
class Needs:
    """What an export needs of the library store. `libraries` in the order of loading; `missing` are not installed.

    `newer_core` are those that ask for a newer core than widely used hosts have: [(library, core asked for)].
    """

    versions: dict[str, tuple[int, int]]
    libraries: tuple[Library, ...] = ()
    missing: tuple[str, ...] = ()
    newer_core: tuple[tuple[str, str], ...] = ()

    @property
    def are_all_here(self) -> bool:
        return not self.missing


def needs() -> Needs:
    """Return what the libraries of an export are, of each the newest that is installed. One query."""
    rows = {name_of(row): row for row in Library.objects.defer("semantics")}
    versions = dict(VERSIONS)
    for name in sorted(rows):
        if name.machine in VERSIONS:
            versions[name.machine] = (name.major, name.minor)
    wanted = [LibraryName(machine, *version) for machine, version in versions.items()]
    order = closure(wanted, {name: row.metadata for name, row in rows.items()})
    there = [rows[name] for name in order if name in rows]
    return Needs(
        versions=versions,
        libraries=tuple(there),
        missing=tuple(str(name) for name in order if name not in rows),
        newer_core=tuple(_asking_for_more(there)),
    )


def write_h5p(doc: dict, *, key: UUID, language: str, number: int, needed: Needs) -> Written:
    """Return a document as H5P content in one of its languages; `number` is that of the version."""
    with translation.override(language):
        written = write_branching(
            doc,
            language=language,
            number=number,
            sub_content_id=lambda name: str(child_key(key, name)),
            versions=needed.versions,
        )
    if not needed.are_all_here:
        return written
    dependencies = [name_of(row).as_json() for row in needed.libraries]
    return replace(written, package=written.package | {"preloadedDependencies": dependencies})


def pack_h5p(written: Written, needed: Needs) -> bytes:
    """Return the .h5p file; without any library where one of them is not installed: half of them help nobody."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for path, data in ((HEAD, written.package), (CONTENT, written.params)):
            package.writestr(path, json.dumps(data, ensure_ascii=False, indent=1))
        for library in needed.libraries if needed.are_all_here else ():
            for file in library.files.all():
                with (
                    package.open(f"{library.folder}/{file.path}", "w") as inside,
                    open_asset(file.digest) as kept,
                ):
                    while chunk := kept.read(65536):
                        inside.write(chunk)
    return out.getvalue()


def _asking_for_more(libraries: list[Library]) -> Iterator[tuple[str, str]]:
    for library in libraries:
        asked = library.metadata.get("coreApi") or {}
        core = (asked.get("majorVersion", 0), asked.get("minorVersion", 0))
        if core > HOSTS_CORE:
            yield str(library), f"{core[0]}.{core[1]}"
