"""A package is received, read file by file in portions, and judged; nothing of it is stored by that."""

import json
from datetime import timedelta
from hashlib import sha256
from zipfile import ZIP_STORED

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.models import Upload
from assessments.uploads.judging.suspicion import EICAR
from assessments.uploads.judging.svg import clean_svg
from assessments.uploads.taking.checkers import StoredFile
from assessments.uploads.taking.checking import check
from assessments.uploads.taking.scanning import scanned
from assessments.uploads.taking.storing import store
from assessments.uploads.taking.waiting import path_of
from tests.factories.uploads import picture
from tests.factories.zips import says_of_size, zipped

pytestmark = pytest.mark.django_db

SAID = json.dumps({"title": "A package"}).encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect/></svg>'
GOOD = {"plain.json": SAID, "a.png": picture(), "folder/b.js": b"1;", "_later/x.exe": b"MZ\0"}


def checked(upload):
    return check(upload=upload, at=timezone.now())


def codes(upload) -> list[tuple[str, str, str]]:
    return [(found["code"], found["level"], found["path"]) for found in upload.findings]


def test_a_package_is_recognised_by_what_is_inside_and_waits(plain, send, lecturer):
    upload = send(zipped(GOOD), name="урок.h5p")
    assert (upload.kind, upload.state, upload.name) == ("plain", Upload.State.RECEIVED, "урок.h5p")
    assert (upload.uploaded_by, upload.size) == (lecturer, path_of(upload).stat().st_size)
    assert upload.bytes_total == sum(map(len, GOOD.values()))


def test_a_good_package_is_checked_and_nothing_is_stored_by_that(plain, send, folders):
    upload = checked(send(zipped(GOOD)))
    upload.refresh_from_db()
    assert (upload.state, codes(upload)) == (Upload.State.CHECKED, [])
    assert upload.bytes_done == upload.bytes_total
    assert upload.checked_at is not None
    assert not folders["assets"].exists()
    assert plain.stored == []


def test_what_is_going_to_be_stored_is_known_after_the_check_and_what_is_left_out_is_not_read(plain, send):
    upload = checked(send(zipped(GOOD)))
    files = scanned(upload)
    assert {path: (file.size, file.media_type) for path, file in files.items()} == {
        "plain.json": (len(SAID), "application/json"),
        "a.png": (len(GOOD["a.png"]), "image/png"),
        "folder/b.js": (2, "text/javascript"),
    }
    assert upload.report["left_out"] == ["_later/x.exe"]
    assert sorted(row[0] for row in upload.report["types"]) == [
        "application/json",
        "image/png",
        "text/javascript",
    ]


def test_a_check_goes_on_portion_by_portion_from_whatever_process(plain, send):
    inside = {"plain.json": json.dumps({"steps": 3}).encode(), "a.txt": b"a", "b.txt": b"b"}
    upload = send(zipped(inside))
    done = []
    while upload.state == Upload.State.RECEIVED:
        upload = check(upload=Upload.objects.get(pk=upload.pk), at=timezone.now(), seconds=0)
        done.append((upload.bytes_done, upload.report.get("counted", 0)))
    size = len(inside["plain.json"])
    assert done == [
        (size, 0),
        (size + 1, 0),
        (size + 2, 0),
        (size + 2, 1),
        (size + 2, 2),
        (size + 2, 3),
        (size + 2, 3),
    ]
    assert upload.state == Upload.State.CHECKED


def test_two_browsers_that_go_on_with_the_same_check_tell_nothing_twice(plain, send):
    upload = send(zipped({"plain.json": SAID, "a.txt": EICAR, "b.txt": b"b"}))
    first, second = Upload.objects.get(pk=upload.pk), Upload.objects.get(pk=upload.pk)
    check(upload=first, at=timezone.now(), seconds=0)
    for _portion in range(5):
        first = check(upload=first, at=timezone.now(), seconds=0)
    # The other one comes late, with what it knew before.
    late = check(upload=second, at=timezone.now(), seconds=0)
    assert late.state == Upload.State.REFUSED
    assert codes(late) == [("virus-found", "error", "a.txt")]
    assert ModelLogEntry.objects.filter(action="panah.upload_refused").count() == 1


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ({"a.txt": EICAR}, ("virus-found", "error", "a.txt")),
        ({"a.png": b"<html><script>"}, ("not-what-it-says", "error", "a.png")),
        ({"a.exe": b""}, ("runs-on-a-computer", "error", "a.exe")),
        ({"a.php": b"<?php"}, ("not-in-whitelist", "error", "a.php")),
        ({"course/a.svg": b"<svg><"}, ("svg-unreadable", "error", "course/a.svg")),
        ({"a.svg": b"<svg><"}, ("svg-left-out", "warning", "a.svg")),
        ({"a.svg": SVG}, ("svg-cleaned", "warning", "a.svg")),
        ({"a.jpg": picture()}, ("named-otherwise", "note", "a.jpg")),
    ],
)
def test_what_was_found_is_told_with_its_place(plain, send, inside, found):
    upload = checked(send(zipped({"plain.json": SAID, **inside})))
    assert codes(upload) == [found]
    assert upload.state == (Upload.State.REFUSED if found[1] == "error" else Upload.State.CHECKED)


def test_a_drawing_of_a_library_that_cannot_be_read_is_not_stored(plain, send, lecturer):
    upload = checked(send(zipped({"plain.json": SAID, "a.svg": b"<svg><", "b.js": b"1;"})))
    store(upload=upload, by=lecturer, at=timezone.now())
    ((_key, files, _by, _at),) = plain.stored
    assert set(files) == {"plain.json", "b.js"}


def test_a_drawing_is_going_to_be_stored_as_it_was_cleaned(plain, send):
    upload = checked(send(zipped({"plain.json": SAID, "a.svg": SVG})))
    cleaned, _removed = clean_svg(SVG)
    assert scanned(upload)["a.svg"] == StoredFile(sha256(cleaned).hexdigest(), len(cleaned), "image/svg+xml")
    assert upload.findings[0]["detail"] == {"removed": "script"}


def test_what_the_room_of_its_kind_finds_is_told_too(plain, send):
    upload = checked(send(zipped({"plain.json": b"{}"})))
    assert (codes(upload), upload.state) == ([("plain-empty", "error", "plain.json")], Upload.State.REFUSED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (zipped({"../../x": b""}), "path-leads-out"),
        (zipped({"something.txt": b"else"}), "not-recognised"),
        (zipped({"folder/plain.json": SAID}), "not-recognised"),
        (b"hello", "unable-to-unzip"),
        (zipped(GOOD)[:-30], "truncated"),
        (b"<html><script>alert(1)</script></html>", "unable-to-unzip"),
    ],
)
def test_what_cannot_be_taken_is_refused_on_arrival_and_written_down(plain, send, caplog, content, code):
    upload = send(content)
    assert upload.state == Upload.State.REFUSED
    assert codes(upload) == [(code, "error", upload.findings[0]["path"])]
    entry = ModelLogEntry.objects.get(action="panah.upload_refused")
    assert entry.formatter.format_message(entry) == f"The package “package.zip” was refused: {code}"
    assert code in caplog.text


@pytest.mark.parametrize(
    ("content", "code"),
    [(EICAR, "unable-to-unzip"), (zipped({"a.txt": EICAR}, ZIP_STORED), "not-recognised")],
    ids=["alone", "in a ZIP of no known kind"],
)
def test_what_is_suspicious_is_named_even_where_nothing_is_unpacked(plain, send, content, code):
    upload = send(content)
    assert upload.state == Upload.State.REFUSED
    assert codes(upload) == [("virus-found", "error", ""), (code, "error", "")]


def test_a_damaged_file_refuses_the_package(plain, send):
    content = says_of_size(zipped({"plain.json": SAID}), 5)
    upload = checked(send(content))
    assert upload.state == Upload.State.REFUSED
    assert ("damaged", "error", "plain.json") in codes(upload)


def test_a_file_that_is_lost_is_told(plain, send):
    upload = send(zipped(GOOD))
    path_of(upload).unlink()
    assert codes(checked(upload)) == [("file-lost", "error", "")]


def test_of_very_many_findings_errors_come_first(plain, send):
    inside = {f"{number:04}.jpg": picture(size=(1, 1)) for number in range(310)}
    upload = checked(send(zipped({"plain.json": SAID, **inside, "z.txt": EICAR})))
    assert len(upload.findings) == 301
    assert codes(upload)[-1] == ("virus-found", "error", "z.txt")
    assert upload.report["not_told"] == 10


def test_the_same_file_once_more_is_noted(plain, send, lecturer):
    same = zipped(GOOD)  # packed once: a ZIP tells the time, too
    store(upload=checked(send(same, at=timezone.now() - timedelta(days=1))), by=lecturer, at=timezone.now())
    assert codes(send(same)) == [("stored-before", "note", "")]
