"""What a package is worth before it is stored: read, its libraries compared, its content filtered. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assessments.h5p.libraries.comparing import Standing, State, findings_of, standings
from assessments.h5p.libraries.installing import all_installed
from assessments.h5p.models import Library
from assessments.h5p.package import reading
from assessments.h5p.package.dependencies import closure, dependencies_of, libraries_in
from assessments.h5p.package.naming import LibraryName
from assessments.h5p.semantics.filtering import Filtered, filtered
from assessments.h5p.semantics.walk import Medium
from assessments.uploads.findings import Finding, error, is_refused, warning
from assessments.uploads.taking.checkers import StoredFile
from assessments.uploads.zips.archive import Readable

MOST_TOLD = 50
_PARTS_LEFT_OUT = ("library-not-allowed", "library-version")


@dataclass
class Inspection:
    """`main` and `filtered` are None where it does not come to that; a package may also hold libraries alone."""

    h5p: Mapping | None = None
    main: LibraryName | None = None
    filtered: Filtered | None = None
    standings: list[Standing] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    # What the content needs to be played, in the order of loading.
    needed: list[LibraryName] = field(default_factory=list)
    is_libraries_alone: bool = False

    @property
    def is_refused(self) -> bool:
        return is_refused(self.findings)

    @property
    def wanted(self) -> list[Standing]:
        """Return the libraries that would be installed."""
        return [standing for standing in self.standings if standing.is_wanted]


def inspect(archive: Readable, files: Mapping[str, StoredFile], *, may_install: bool) -> Inspection:
    """Inspect a package whose files were scanned; `may_install`: whether its sender may install libraries."""
    found = Inspection(is_libraries_alone=has_libraries_alone(archive.entries))
    libraries = _read_libraries(archive, found.findings)
    installed = all_installed()
    found.standings = standings(libraries, files, installed)
    for standing in found.standings:
        found.findings += findings_of(standing, may_install=may_install)
    if not found.is_libraries_alone:
        found.h5p = reading.read_h5p(archive, found.findings)
        params = reading.read_content(archive, found.findings)
        if found.h5p is not None and params is not None:
            _inspect_content(found, params, _Shelf(found.standings, installed, may_install))
            found.findings += _findings_of_media(found.filtered, files)
    if may_install:
        found.findings += _findings_of_upgrades(found.standings, installed)
    else:
        found.findings += _may_not_install(found)
    return found


def has_libraries_alone(paths: Iterable[str]) -> bool:
    """Tell whether it is a package of libraries, without content."""
    return not any(path == reading.H5P or path.startswith(f"{reading.CONTENT_FOLDER}/") for path in paths)


class _Shelf:
    """The libraries as they are once the package is stored: those of the package before older ones installed."""

    def __init__(self, found: list[Standing], installed: Mapping[LibraryName, Library], may_install: bool):
        self.sent = {standing.name: standing.read for standing in found if standing.is_wanted}
        self.installed, self.may_install = installed, may_install
        # To read what the content would need, new libraries are looked at also where they may not be installed.
        self._first = {
            name: library for name, library in self.sent.items() if may_install or name not in installed
        }
        self.metadata = {
            **{name: row.metadata for name, row in installed.items()},
            **{name: library.metadata for name, library in self._first.items()},
        }

    def semantics(self, names: Iterable[LibraryName]) -> dict[str, list | None]:
        """Return the semantics of those there are, by "H5P.Foo 1.2"."""
        names = set(names)
        kept = [row.pk for name, row in self.installed.items() if name in names and name not in self._first]
        rows = Library.objects.filter(pk__in=kept).only("machine_name", "major", "minor", "semantics")
        return {
            **{f"{row.machine_name} {row.major}.{row.minor}": row.semantics for row in rows},
            **{str(name): each.semantics for name, each in self._first.items() if name in names},
        }


def _read_libraries(archive: Readable, findings: list[Finding]) -> list[reading.LibraryRead]:
    found = [
        reading.read_library(archive, folder, findings) for folder in reading.library_folders(archive.entries)
    ]
    read: dict[LibraryName, reading.LibraryRead] = {}
    for library in filter(None, found):
        if library.name in read:
            findings.append(error("library-twice", library.folder, other=read[library.name].folder))
        read.setdefault(library.name, library)
    return list(read.values())


def _inspect_content(found: Inspection, params: object, shelf: _Shelf) -> None:
    declared = dependencies_of(found.h5p, ("preloadedDependencies",))
    found.main = next((name for name in declared if name.machine == found.h5p["mainLibrary"]), None)
    if found.main is None:
        found.findings.append(
            error("missing-main-library", reading.H5P, library=str(found.h5p["mainLibrary"])[:120])
        )
        return
    semantics = shelf.semantics([found.main, *libraries_in(params)])
    if found.main in shelf.metadata:
        found.filtered = filtered(params, semantics.get(str(found.main)), semantics, str(found.main))
        used = [LibraryName.of_string(name) for name in found.filtered.libraries]
        found.findings += _findings_of_filtering(found.filtered)
    else:
        used = []
    found.needed = closure([found.main, *used], shelf.metadata)
    found.findings += _findings_of_needed(found, [*declared, *found.needed], shelf)


def _findings_of_needed(found: Inspection, names: list[LibraryName], shelf: _Shelf) -> Iterator[Finding]:
    missing = [name for name in dict.fromkeys(names) if name not in shelf.metadata]
    for name in missing:
        if name == found.main:
            yield error("missing-main-library", reading.H5P, library=str(name))
        else:
            asks = [each for each in found.needed if name in dependencies_of(shelf.metadata.get(each, {}))]
            yield error(
                "missing-required-library",
                reading.H5P,
                library=str(name),
                by=str(asks[0]) if asks else reading.H5P,
            )
    if found.main in shelf.metadata and str(shelf.metadata[found.main].get("runnable")) != "1":
        yield error("main-library-not-runnable", reading.H5P, library=str(found.main))


def _findings_of_upgrades(
    found: list[Standing], installed: Mapping[LibraryName, Library]
) -> Iterator[Finding]:
    """Yield an error for what an upgrade would need and nobody has: content that is played here would stop."""
    there = {*installed, *(standing.name for standing in found)}
    for standing in found:
        if standing.state == State.UPGRADE:
            for name in dependencies_of(standing.read.metadata):
                if name not in there:
                    yield error(
                        "missing-required-library",
                        standing.read.folder,
                        library=str(name),
                        by=str(standing.name),
                    )


def _findings_of_filtering(result: Filtered) -> Iterator[Finding]:
    """Yield what the filter did to the content; an error for each place where it would stop for want of a part."""
    stops = {unfilled.place: unfilled for unfilled in result.unfilled}
    for entry in result.removed:
        if entry["what"] == "library-missing":
            library = entry["detail"]["library"]
            yield error("missing-required-library", reading.CONTENT, library=library, by=entry["path"][:200])
        elif entry["what"] in _PARTS_LEFT_OUT and entry["path"] not in stops:
            yield warning("part-left-out", entry["path"][:200], library=entry["detail"]["library"])
    missing = {entry["path"] for entry in result.removed if entry["what"] == "library-missing"}
    for place, unfilled in stops.items():
        if place not in missing:
            code = "part-not-taken" if unfilled.library else "part-not-chosen"
            yield error(code, place[:200], container=unfilled.container, library=unfilled.library)
    if result.removed:
        yield warning("content-filtered", reading.CONTENT, count=len(result.removed))


def _findings_of_media(result: Filtered | None, files: Mapping[str, StoredFile]) -> list[Finding]:
    found: dict[str, Finding] = {}
    for medium in result.media if result else []:
        finding = _finding_of_medium(medium, files)
        if finding is not None and len(found) < MOST_TOLD:
            found.setdefault(medium.path, finding)
    return list(found.values())


def _finding_of_medium(medium: Medium, files: Mapping[str, StoredFile]) -> Finding | None:
    if medium.is_elsewhere:
        return warning("external-media", medium.place, address=medium.path[:200])
    path = f"{reading.CONTENT_FOLDER}/{medium.path}"
    return None if path in files else warning("missing-content-file", path, place=medium.place)


def _may_not_install(found: Inspection) -> Iterator[Finding]:
    """Yield an error for each new library the content needs, or the package is about."""
    for standing in found.standings:
        is_needed = found.is_libraries_alone or standing.name in found.needed
        if is_needed and standing.installed is None:
            yield error("may-not-install", standing.read.folder, library=str(standing.name))
    if found.is_libraries_alone and not is_refused(found.findings):
        yield error("may-not-install-any", "")
