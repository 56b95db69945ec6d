from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.lrs import blobs


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "records": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def test_a_content_is_kept_once_and_read_by_its_digest(tmp_path):
    digest = blobs.keep(b"content")
    assert blobs.keep(b"content") == digest
    assert blobs.read(digest) == b"content"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_sweeper_takes_only_old_files_that_no_row_points_at():
    kept, orphan = blobs.keep(b"kept"), blobs.keep(b"orphan")
    later, earlier = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)

    assert blobs.sweep(wanted=lambda digests: [], before=earlier) == 0
    assert blobs.sweep(wanted=lambda digests: {kept}, before=later) == 1
    assert blobs.read(kept) == b"kept"
    with pytest.raises(FileNotFoundError):
        blobs.read(orphan)
