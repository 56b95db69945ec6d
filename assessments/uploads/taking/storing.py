"""A package that was checked is stored in portions: its files into the assets, then, in one transaction, its rows.

Files that nothing points at are no harm: the sweeper takes them. So whatever ends a process in between, nothing is
half-stored, and to store goes on from any process.
"""

from datetime import datetime
from time import monotonic

from django.db import transaction

from assessments.uploads import assets
from assessments.uploads.findings import error
from assessments.uploads.models import Upload
from assessments.uploads.taking import checkers
from assessments.uploads.taking.auditing import note_refused, note_stored
from assessments.uploads.taking.checkers import StoredFile
from assessments.uploads.taking.scanning import content_of, scanned
from assessments.uploads.taking.waiting import forget, opened
from assessments.uploads.zips.archive import ArchiveRefused, Readable

FOR_EVER = float("inf")
# So much is put to disk at once: below a second of a slow disk.
MOST_TOGETHER, MOST_BYTES_TOGETHER = 500, 16 * 1024**2
_NEEDED_UNTIL_STORED = ("files", "left_out", "kept", "stored")


class NotChecked(Exception):
    """Only what was checked and not refused is stored, and once."""


def store(*, upload: Upload, by, at: datetime, seconds: float = FOR_EVER) -> Upload:
    """Store for so many seconds, or to the end, and return the upload as it is then. Raises NotChecked.

    Where it cannot go on, it is refused and says why. How far it is: `upload.report["stored"]`, in bytes.
    """
    if upload.state != Upload.State.CHECKED:
        raise NotChecked
    until = monotonic() + seconds
    try:
        with opened(upload) as archive:
            if not _keep_files(upload, archive, until):
                return _gone_on(upload)
            return _finish(upload, archive, by=by, at=at)
    except ArchiveRefused as refused:
        return _refused(upload, refused.findings)
    except FileNotFoundError:
        return _refused(upload, [error("file-lost")])


def _keep_files(upload: Upload, archive: Readable, until: float) -> bool:
    """Keep the files that are not kept yet; tell whether that is all."""
    files = list(scanned(upload).items())
    while upload.report.get("kept", 0) < len(files):
        _keep_some(upload, archive, files, until)
        if monotonic() >= until:
            break
    return upload.report.get("kept", 0) >= len(files)


def _keep_some(upload: Upload, archive: Readable, files: list[tuple[str, StoredFile]], until: float) -> None:
    """Keep the next files, as many as one wait for the disk is long enough for."""
    done, size = upload.report.get("kept", 0), 0
    with assets.together() as keep:
        for path, file in files[done : done + MOST_TOGETHER]:
            if not assets.is_kept(file.digest):
                kept = keep(content_of(archive, path, file.media_type))
                if kept.digest != file.digest:
                    raise ArchiveRefused([error("changed-since", path)])
            done, size = done + 1, size + file.size
            if size >= MOST_BYTES_TOGETHER or monotonic() >= until:
                break
    # Not before the disk has them.
    upload.report["kept"] = done
    upload.report["stored"] = upload.report.get("stored", 0) + size


def _finish(upload: Upload, archive: Readable, *, by, at: datetime) -> Upload:
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.state != Upload.State.CHECKED:
            raise NotChecked
        checker = checkers.checker_of(locked.kind)
        outcome = checker.store(upload=locked, archive=archive, files=scanned(locked), by=by, at=at)
        locked.state, locked.stored_at = Upload.State.STORED, at
        told = {key: value for key, value in locked.report.items() if key not in _NEEDED_UNTIL_STORED}
        locked.report = {**told, "outcome": {"title": outcome.title, "url": outcome.url}}
        locked.save()
        note_stored(upload=locked, by=by)
        transaction.on_commit(lambda: forget(locked))
    return locked


def _gone_on(upload: Upload) -> Upload:
    Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKED).update(report=upload.report)
    upload.refresh_from_db()
    return upload


@transaction.atomic
def _refused(upload: Upload, findings) -> Upload:
    for finding in findings:
        checkers.add(upload, finding)
    waits = Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKED)
    if waits.update(state=Upload.State.REFUSED, findings=upload.findings):
        note_refused(upload=upload)
    upload.refresh_from_db()
    return upload
