"""What each kind of package is checked and stored by. A room registers its own: this one knows none of them.

Checking and storing go in portions of about two seconds, each one request. Uploads itself reads every file (real
bytes, media type, what is suspicious, cleaned SVG) and keeps the files; a checker says what they mean:

    recognises(archive)      is it of my kind?
    place(path)              CONTENT, LIBRARY, PACKAGE: by which list its media are judged; None: left out
    check(upload, archive)   after every file was read; may take several portions, see below
    store(...)               one act, in our transaction, after every file is in the assets; what comes between
                             (the package was archived meanwhile) is told by ArchiveRefused

`check` is a generator that begins anew in each portion: what it has done already is in `upload.report`, which is
saved between portions, and it yields wherever it may be interrupted. What it finds goes to `add(upload, finding)`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assessments.uploads.findings import ERROR, Finding
from assessments.uploads.judging.words import Words
from assessments.uploads.models import Upload
from assessments.uploads.zips.archive import Readable


@dataclass(frozen=True)
class StoredFile:
    """A file of the package that is in the assets now; an SVG as it was cleaned."""

    digest: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Outcome:
    """What came out of storing, for the page: its title, the page of it in the admin."""

    title: str
    url: str


class Checker(Protocol):
    """What a room knows about packages of its kind."""

    kind: str  # of Upload.Kind
    words: Mapping[str, Words]  # by code of finding
    template: str  # what is inside, told from upload.report; "" for none

    def recognises(self, archive: Readable) -> bool: ...
    def place(self, path: str) -> str | None: ...
    def check(self, upload: Upload, archive: Readable) -> Iterator[None]: ...
    def store(
        self, *, upload: Upload, archive: Readable, files: Mapping[str, StoredFile], by, at: datetime
    ) -> Outcome: ...


MOST_FINDINGS = 300
_CHECKERS: dict[str, Checker] = {}


def register(checker: Checker) -> None:
    _CHECKERS[checker.kind] = checker


def checker_of(kind: str) -> Checker | None:
    return _CHECKERS.get(kind)


def recognised(archive: Readable) -> Checker | None:
    """Return whoever knows the package by what is inside."""
    return next((checker for checker in _CHECKERS.values() if checker.recognises(archive)), None)


def add(upload: Upload, finding: Finding) -> None:
    """Write a finding down; the same one is told once, so that a portion may be gone through twice.

    Of very many, what is not an error is counted only.
    """
    data = finding.as_data()
    if data in upload.findings:
        return
    if (
        len(upload.findings) < MOST_FINDINGS
        or finding.level == ERROR
        and len(upload.findings) < 2 * MOST_FINDINGS
    ):
        upload.findings.append(data)
    else:
        upload.report["not_told"] = upload.report.get("not_told", 0) + 1
