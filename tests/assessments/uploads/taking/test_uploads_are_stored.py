"""What was checked is stored: files first, portion by portion, then the rows, all of them or none."""

import json

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.models import Upload
from assessments.uploads.assets import is_kept, keep_bytes, read_asset
from assessments.uploads.taking import storing
from assessments.uploads.taking.checking import check
from assessments.uploads.taking.discarding import discard
from assessments.uploads.taking.scanning import scanned
from assessments.uploads.taking.storing import NotChecked, store
from assessments.uploads.taking.waiting import path_of
from tests.factories.uploads import picture
from tests.factories.zips import zipped

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect/></svg>'
GOOD = {"plain.json": b'{"a": 1}', "a.png": picture(), "b.svg": SVG, "_left/out.txt": b"x"}


@pytest.fixture
def checked(plain, send):
    def act(inside=GOOD):
        return check(upload=send(zipped(inside)), at=timezone.now())

    return act


def test_the_files_are_in_the_assets_and_the_room_of_its_kind_gets_them(plain, checked, lecturer):
    at = timezone.now()
    upload = store(upload=checked(), by=lecturer, at=at)
    ((key, files, by, stored_at),) = plain.stored
    assert (key, by, stored_at) == (upload.key, lecturer, at)
    assert sorted(files) == ["a.png", "b.svg", "plain.json"]
    assert read_asset(files["a.png"].digest) == GOOD["a.png"]
    assert b"alert" not in read_asset(files["b.svg"].digest)
    assert (upload.state, upload.stored_at) == (Upload.State.STORED, at)
    assert upload.report["outcome"] == {"title": "A plain package", "url": "/admin/plain/1/"}


@pytest.mark.parametrize("answer", ["", "files", "left_out"])
def test_what_is_not_needed_any_more_goes(
    plain, checked, lecturer, answer, django_capture_on_commit_callbacks
):
    upload = checked()
    with django_capture_on_commit_callbacks(execute=True):
        upload = store(upload=upload, by=lecturer, at=timezone.now())
    assert not path_of(upload).exists()
    assert sorted(upload.report) == ["outcome", "types"]


def test_storing_goes_on_portion_by_portion(plain, checked, lecturer):
    upload = checked()
    seen = []
    while upload.state == Upload.State.CHECKED:
        upload = store(upload=Upload.objects.get(pk=upload.pk), by=lecturer, at=timezone.now(), seconds=0)
        seen.append(upload.report.get("kept"))
    assert seen == [1, 2, None]
    assert len(plain.stored) == 1


@pytest.mark.parametrize("bound", ["MOST_TOGETHER", "MOST_BYTES_TOGETHER"])
def test_however_few_files_are_put_to_disk_at_once_all_of_them_are(
    plain, checked, lecturer, bound, monkeypatch
):
    monkeypatch.setattr(storing, bound, 1)
    upload = store(upload=checked(), by=lecturer, at=timezone.now())
    ((_key, files, _by, _at),) = plain.stored
    assert upload.state == Upload.State.STORED
    assert [is_kept(file.digest) for file in files.values()] == [True, True, True]


def test_what_is_there_already_is_not_written_again(plain, checked, lecturer, folders):
    kept = keep_bytes(GOOD["a.png"])
    path = folders["assets"] / kept.digest[:2] / kept.digest
    inode = path.stat().st_ino
    store(upload=checked(), by=lecturer, at=timezone.now())
    assert path.stat().st_ino == inode


def test_when_the_room_fails_nothing_is_half_stored(plain, checked, lecturer):
    upload = checked({"plain.json": json.dumps({"fails": True}).encode()})
    with pytest.raises(ValueError, match="this room cannot"):
        store(upload=upload, by=lecturer, at=timezone.now())
    upload.refresh_from_db()
    assert (upload.state, upload.stored_at) == (Upload.State.CHECKED, None)
    assert path_of(upload).exists()
    assert not ModelLogEntry.objects.filter(action="panah.upload_stored").exists()


def test_a_package_is_stored_once(plain, checked, lecturer):
    upload = checked()
    late = Upload.objects.get(pk=upload.pk)
    store(upload=upload, by=lecturer, at=timezone.now())
    with pytest.raises(NotChecked):
        store(upload=late, by=lecturer, at=timezone.now())
    assert len(plain.stored) == 1


def test_what_was_not_checked_or_refused_is_not_stored(plain, send, lecturer):
    waiting = send(zipped(GOOD))
    refused = check(upload=send(zipped({"plain.json": b"{}"})), at=timezone.now())
    for upload in (waiting, refused):
        with pytest.raises(NotChecked):
            store(upload=upload, by=lecturer, at=timezone.now())


def test_a_file_that_was_changed_on_the_disk_since_is_not_stored(plain, checked, lecturer):
    upload = checked()
    path_of(upload).write_bytes(zipped({**GOOD, "a.png": picture(colour=(9, 9, 9))}))
    upload = store(upload=upload, by=lecturer, at=timezone.now())
    assert upload.state == Upload.State.REFUSED
    assert [(found["code"], found["path"]) for found in upload.findings if found["level"] == "error"] == [
        ("changed-since", "a.png")
    ]
    assert plain.stored == []


def test_a_package_that_is_thrown_away_leaves_nothing(
    plain, checked, lecturer, django_capture_on_commit_callbacks
):
    upload = checked()
    digests = [file.digest for file in scanned(upload).values()]
    with django_capture_on_commit_callbacks(execute=True):
        discard(upload=upload, by=lecturer)
    assert not Upload.objects.exists()
    assert not path_of(upload).exists()
    assert not any(is_kept(digest) for digest in digests)


def test_what_was_stored_is_not_thrown_away(plain, checked, lecturer):
    upload = store(upload=checked(), by=lecturer, at=timezone.now())
    discard(upload=upload, by=lecturer)
    assert Upload.objects.get().state == Upload.State.STORED
