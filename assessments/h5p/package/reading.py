"""Reading a package: h5p.json, content.json, and of each library library.json, semantics.json, its languages.

Goes by `Readable` of uploads alone; what is wrong comes as findings, with the H5P core's error ids.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessments.h5p.package.json_files import JsonRefused, parse
from assessments.h5p.package.naming import MACHINE_NAME, LibraryName
from assessments.h5p.package.requirements import findings_of_h5p_json, findings_of_library_json, scripts_of
from assessments.h5p.package.semantics_shape import MOST_LEVELS, problems_of_semantics
from assessments.uploads.findings import Finding, error, is_refused, warning
from assessments.uploads.zips.archive import ArchiveRefused, Readable

H5P, CONTENT_FOLDER = "h5p.json", "content"
CONTENT = f"{CONTENT_FOLDER}/content.json"
LIBRARY, SEMANTICS = "library.json", "semantics.json"
KIB = 1024
_MOST = {H5P: 512 * KIB, CONTENT: 4 * KIB * KIB, LIBRARY: 256 * KIB, SEMANTICS: 2 * KIB * KIB}
_PAPERS = frozenset({"license", "licence", "copying", "notice", "readme", "authors", "changelog"})
_MOST_LANGUAGE = 2 * KIB * KIB
_MISSING = object()
_TOO_MUCH = {"too-deep": "json-too-deep", "too-many": "json-too-many"}


@dataclass(frozen=True)
class LibraryRead:
    """A library of a package: its folder there, library.json, semantics.json (None: it has none)."""

    folder: str
    metadata: Mapping
    semantics: list | None

    @property
    def name(self) -> LibraryName:
        return LibraryName.of_json(self.metadata)


def is_skipped(path: str) -> bool:
    """Tell whether a path is passed over, as in the H5P core: part of it begins with "." or "_"."""
    return any(part.startswith((".", "_")) for part in path.split("/"))


def is_paper(path: str) -> bool:
    """Tell whether it is a text for people without an ending (LICENSE): other hosts refuse a package that has it."""
    folder, _, name = path.rpartition("/")
    return bool(folder) and path.split("/")[0] != CONTENT_FOLDER and name.lower() in _PAPERS


def library_folders(paths: Iterable[str]) -> list[str]:
    """Return the folders of libraries: all at the top but that of the content."""
    folders = {path.split("/")[0] for path in paths if "/" in path and not is_skipped(path)}
    return sorted(folders - {CONTENT_FOLDER})


def read_h5p(archive: Readable, findings: list[Finding]) -> Mapping | None:
    """Return h5p.json, or None where it cannot be taken."""
    data = _json(archive, H5P, findings, missing=error("invalid-h5p-json-file", H5P))
    if data is _MISSING:
        return None
    found = list(findings_of_h5p_json(data))
    findings += found
    return None if is_refused(found) else data


def read_content(archive: Readable, findings: list[Finding]) -> object:
    """Return content.json, or None where it cannot be taken."""
    data = _json(archive, CONTENT, findings, missing=error("invalid-content-folder", CONTENT))
    if data is not _MISSING and not isinstance(data, Mapping):
        findings.append(error("unable-to-parse-package", CONTENT, reason="no-object"))
    return data if isinstance(data, Mapping) else None


def read_library(archive: Readable, folder: str, findings: list[Finding]) -> LibraryRead | None:
    """Return a library, or None where it cannot be taken."""
    path = f"{folder}/{LIBRARY}"
    if not MACHINE_NAME.fullmatch(folder):
        findings.append(error("invalid-library-name", folder))
        return None
    missing = error("invalid-library-json-file", path)
    data = _json(archive, path, findings, missing=missing, most=_MOST[LIBRARY])
    if data is _MISSING:
        return None
    found = list(findings_of_library_json(data, path))
    if not is_refused(found):
        found += _findings_of_files(archive, folder, data)
    semantics = _semantics(archive, f"{folder}/{SEMANTICS}", found)
    findings += found
    return None if is_refused(found) else LibraryRead(folder, data, semantics)


def findings_of_languages(archive: Readable, folder: str) -> Iterator[Finding]:
    """Yield what is wrong with the translations of a library: the editor's words, which are not shown here."""
    begin = f"{folder}/language/"
    for path in archive.entries:
        if not path.startswith(begin) or is_skipped(path) or not path.endswith(".json"):
            continue
        try:
            data = parse(archive.read(path, _MOST_LANGUAGE), most_levels=MOST_LEVELS)
        except (JsonRefused, ArchiveRefused):
            data = None
        if not isinstance(data, Mapping):
            yield warning("invalid-language-file", path)


def _findings_of_files(archive: Readable, folder: str, data: Mapping) -> Iterator[Finding]:
    name = LibraryName.of_json(data)
    if folder not in (name.machine, name.folder):
        yield error("library-directory-name-mismatch", folder, library=str(name), wanted=name.folder)
    for path in scripts_of(data):
        if f"{folder}/{path.removeprefix('./')}" not in archive.entries:
            yield error("library-missing-file", f"{folder}/{path}", library=str(name))


def _semantics(archive: Readable, path: str, findings: list[Finding]) -> list | None:
    if path not in archive.entries:
        return None
    try:
        data = parse(archive.read(path, _MOST[SEMANTICS]), most_levels=MOST_LEVELS)
    except (JsonRefused, ArchiveRefused) as problem:
        reason = problem.reason if isinstance(problem, JsonRefused) else "unreadable"
        findings.append(error("invalid-semantics-json-file", path, place=reason))
        return None
    findings += [error("invalid-semantics-json-file", path, place=place or "/") for place in _few(data)]
    return data


def _few(semantics: object) -> list[str]:
    return [place for place, _number in zip(problems_of_semantics(semantics), range(5), strict=False)]


def _json(
    archive: Readable, path: str, findings: list[Finding], *, missing: Finding, most: int = 0
) -> object:
    """Return the value of a JSON file, or _MISSING with a finding that says why."""
    if path not in archive.entries:
        findings.append(missing)
        return _MISSING
    try:
        return parse(archive.read(path, most or _MOST[path]))
    except JsonRefused as problem:
        code = _TOO_MUCH.get(problem.reason, "unable-to-parse-package")
        findings.append(error(code, path, reason=problem.reason))
    except ArchiveRefused as refused:
        findings += refused.findings
    return _MISSING
