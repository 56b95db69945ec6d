"""A file arrives and becomes an upload: straight to its place on the disk, hashed on the way, never whole in memory."""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.db import transaction

from assessments.uploads.findings import Finding, error, note
from assessments.uploads.judging.suspicion import Suspicion
from assessments.uploads.models import Upload
from assessments.uploads.taking import checkers
from assessments.uploads.taking.auditing import note_refused
from assessments.uploads.taking.waiting import arriving, opened, path_of
from assessments.uploads.zips.archive import ArchiveRefused

_LONGEST_NAME = Upload._meta.get_field("name").max_length


class Arrived(UploadedFile):
    """A file that has arrived, with its SHA-256. Closed without being received, it is gone."""

    def __init__(self, file, *, name: str, size: int, digest: str):
        super().__init__(file, name=name, size=size)
        self.digest = digest

    def close(self) -> None:
        super().close()
        Path(self.file.name).unlink(missing_ok=True)


class ArrivingHandler(FileUploadHandler):
    """Writes what comes into the storage of uploads, up to so many bytes, then reads no further."""

    chunk_size = 256 * 1024

    def __init__(self, request=None, *, most: int):
        super().__init__(request)
        self._most = most
        self._file = None
        self.is_too_large = False

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._drop()
        self._file = NamedTemporaryFile(dir=arriving(), delete=False)  # noqa: SIM115 - closed by whoever receives it
        self._digest, self._size = sha256(), 0

    def receive_data_chunk(self, raw_data, start):
        self._size += len(raw_data)
        if self._size > self._most:
            self._drop()
            self.is_too_large = True
            raise StopUpload(connection_reset=True)
        self._file.write(raw_data)
        self._digest.update(raw_data)

    def file_complete(self, file_size):
        file, self._file = self._file, None
        file.flush()
        os.fsync(file.fileno())
        return Arrived(file, name=self.file_name, size=self._size, digest=self._digest.hexdigest())

    def upload_interrupted(self):
        self._drop()

    def _drop(self) -> None:
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
            self._file = None


@transaction.atomic
def receive(*, file: Arrived, by, at: datetime, replaces_key: UUID | None = None) -> Upload:
    """Write down a file that has arrived and return the upload: recognised and waiting to be checked, or refused."""
    upload = Upload.objects.create(
        kind="",
        name=file.name[-_LONGEST_NAME:],
        size=file.size,
        digest=file.digest,
        replaces_key=replaces_key,
        uploaded_at=at,
        uploaded_by=by,
    )
    os.replace(file.file.name, path_of(upload))
    _recognise(upload)
    upload.save()
    if upload.state == Upload.State.REFUSED:
        note_refused(upload=upload)
    return upload


def _recognise(upload: Upload) -> None:
    """Find out what it is from its directory alone; what cannot be read safely is refused here."""
    try:
        with opened(upload) as archive:
            for finding in archive.warnings:
                checkers.add(upload, finding)
            upload.bytes_total = archive.size
            checker = checkers.recognised(archive)
    except ArchiveRefused as refused:
        _refuse(upload, [*_suspicion(upload), *refused.findings])
        return
    if checker is None:
        _refuse(upload, [*_suspicion(upload), error("not-recognised")])
        return
    upload.kind = checker.kind
    before = Upload.objects.filter(digest=upload.digest, state=Upload.State.STORED).first()
    if before is not None:
        checkers.add(upload, note("stored-before", day=f"{before.stored_at:%Y-%m-%d}"))


def _suspicion(upload: Upload) -> list[Finding]:
    """Look at the file as it is: nobody is going to look at what is inside."""
    suspicion = Suspicion("")
    with path_of(upload).open("rb") as file:
        for _chunk in suspicion.look(iter(lambda: file.read(ArrivingHandler.chunk_size), b"")):
            pass
    return list(suspicion.findings())


def _refuse(upload: Upload, findings: list[Finding]) -> None:
    upload.state = Upload.State.REFUSED
    for finding in findings:
        checkers.add(upload, finding)
