"""A package is checked in portions, each one request: read file by file, then by whoever knows its kind.

What a portion found is written down at its end, by compare-and-set: two browsers that go on with the same upload do
the same work twice and none of it is told twice. No transaction is open while files are read.
"""

from collections.abc import Iterator
from datetime import datetime
from time import monotonic

from django.db import transaction

from assessments.uploads.findings import Finding, error, is_refused
from assessments.uploads.models import Upload
from assessments.uploads.taking import checkers
from assessments.uploads.taking.auditing import note_refused
from assessments.uploads.taking.scanning import scan, types_of
from assessments.uploads.taking.waiting import opened
from assessments.uploads.zips.archive import ArchiveRefused, Readable

SECONDS = 2.0
FOR_EVER = float("inf")


def check(*, upload: Upload, at: datetime, seconds: float = FOR_EVER) -> Upload:
    """Check for so many seconds, or to the end, and return the upload as it is then.

    One that has ended, or that another browser has taken further meanwhile, is left as it is.
    """
    if upload.state != Upload.State.RECEIVED:
        return upload
    before = upload.bytes_done
    until = monotonic() + seconds
    try:
        is_done = _go_on(upload, until)
    except ArchiveRefused as refused:
        is_done = _told(upload, refused.findings)
    except FileNotFoundError:
        is_done = _told(upload, [error("file-lost")])
    if is_done:
        found = [Finding.from_data(data) for data in upload.findings]
        upload.state = Upload.State.REFUSED if is_refused(found) else Upload.State.CHECKED
        upload.checked_at = at
        upload.report["types"] = types_of(upload)
    return _written(upload, before)


def _go_on(upload: Upload, until: float) -> bool:
    """Work until then; tell whether all is done."""
    checker = checkers.checker_of(upload.kind)
    with opened(upload) as archive:
        for _step in _steps(upload, archive, checker):
            if monotonic() >= until:
                return False
    return True


def _steps(upload: Upload, archive: Readable, checker: checkers.Checker) -> Iterator[None]:
    yield from scan(upload, archive, checker)
    yield from checker.check(upload, archive)


def _told(upload: Upload, findings: list[Finding]) -> bool:
    for finding in findings:
        checkers.add(upload, finding)
    return True


@transaction.atomic
def _written(upload: Upload, before: int) -> Upload:
    fields = ("state", "bytes_done", "findings", "report", "checked_at")
    untouched = Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVED, bytes_done=before)
    if not untouched.update(**{field: getattr(upload, field) for field in fields}):
        upload.refresh_from_db()
    elif upload.state == Upload.State.REFUSED:
        note_refused(upload=upload)
    return upload
