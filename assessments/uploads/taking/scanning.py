"""Every file of a package is read once, in portions: its real bytes, media type, suspicion, a drawing cleaned.

What was found stands in `upload.report["files"]`: {path: [digest, size, media type]} of what is going to be stored.
"""

from collections.abc import Iterator
from hashlib import sha256

from assessments.uploads.findings import error, warning
from assessments.uploads.judging.media import HEAD, LIBRARY, judged
from assessments.uploads.judging.suspicion import Suspicion
from assessments.uploads.judging.svg import NotSvg, clean_svg
from assessments.uploads.models import Upload
from assessments.uploads.taking import checkers
from assessments.uploads.taking.checkers import Checker, StoredFile
from assessments.uploads.zips.archive import ArchiveRefused, Readable

SVG = "image/svg+xml"
# A drawing is cleaned in memory.
MOST_SVG = 8 * 1024**2


def scan(upload: Upload, archive: Readable, checker: Checker) -> Iterator[None]:
    """Read the files that were not read yet, and yield after each."""
    files = upload.report.setdefault("files", {})
    left_out = upload.report.setdefault("left_out", [])
    known = {*files, *left_out}
    for path, entry in archive.entries.items():
        if path in known:
            continue
        place = checker.place(path)
        kept = _read(upload, archive, path, place) if place is not None else None
        if kept is None:
            left_out.append(path)
        else:
            files[path] = kept
        upload.bytes_done += entry.size
        yield


def scanned(upload: Upload) -> dict[str, StoredFile]:
    """Return the files as they are going to be stored."""
    return {path: StoredFile(*kept) for path, kept in upload.report.get("files", {}).items()}


def types_of(upload: Upload) -> list[list]:
    """Return what the package is made of, most bytes first: [[media type, how many files, bytes]]."""
    counted: dict[str, list] = {}
    for file in scanned(upload).values():
        row = counted.setdefault(file.media_type, [file.media_type, 0, 0])
        row[1] += 1
        row[2] += file.size
    return sorted(counted.values(), key=lambda row: -row[2])


def content_of(archive: Readable, path: str, media_type: str) -> Iterator[bytes]:
    """Yield what is stored of a file: a drawing as it is cleaned, anything else as it is. Raises NotSvg."""
    if media_type != SVG:
        yield from archive.stream(path)
        return
    cleaned, _removed = clean_svg(archive.read(path, MOST_SVG))
    yield cleaned


def _read(upload: Upload, archive: Readable, path: str, place: str) -> list | None:
    """Return what is going to be stored of a file; None: it is left out."""
    suspicion = Suspicion(path)
    digest, size, head = sha256(), 0, b""
    try:
        for chunk in suspicion.look(archive.stream(path)):
            digest.update(chunk)
            size += len(chunk)
            if len(head) < HEAD:
                head = (head + chunk)[:HEAD]
    except ArchiveRefused as refused:
        for finding in refused.findings:
            checkers.add(upload, finding)
        return ["", 0, ""]
    for finding in suspicion.findings():
        checkers.add(upload, finding)
    media_type, finding = judged(path, head, place)
    if finding is not None:
        checkers.add(upload, finding)
    if media_type == SVG:
        return _drawing(upload, archive, path, place)
    return [digest.hexdigest(), size, media_type]


def _drawing(upload: Upload, archive: Readable, path: str, place: str) -> list | None:
    try:
        cleaned, removed = clean_svg(archive.read(path, MOST_SVG))
    except NotSvg as problem:
        # Builds of libraries leave broken drawings behind that nothing shows; nobody who sends one can mend it.
        if place == LIBRARY:
            checkers.add(upload, warning("svg-left-out", path, reason=str(problem)))
            return None
        checkers.add(upload, error("svg-unreadable", path, reason=str(problem)))
        return ["", 0, ""]
    except ArchiveRefused as refused:
        for finding in refused.findings:
            checkers.add(upload, finding)
        return ["", 0, ""]
    if removed:
        checkers.add(upload, warning("svg-cleaned", path, removed=", ".join(removed[:20])))
    return [sha256(cleaned).hexdigest(), len(cleaned), SVG]
