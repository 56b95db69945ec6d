import pytest

from assessments.uploads.judging.media import CONTENT, DOWNLOAD, LIBRARY, PACKAGE, judged, media_type_of
from tests.factories.uploads import picture

PNG, JPEG, GIF = picture(), picture(kind="jpeg"), picture(mode="P", kind="gif", colour=1)
GIF_AND_SCRIPT = b"GIF89a/*\x01\x00\x01\x00*/=1;alert(document.domain)//"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\0" * 64
WOFF = b"wOFF\x00\x01\x00\x00" + b"\0" * 64
PDF = b"%PDF-1.7\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 64
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 64


@pytest.mark.parametrize(
    ("path", "head", "served"),
    [
        ("a.png", PNG, "image/png"),
        ("A.JPEG", JPEG, "image/jpeg"),
        ("a.jpg", PNG, "image/png"),  # shown as what it is
        ("a.mp4", MP4, "video/mp4"),
        ("a.m4a", MP4, "audio/mp4"),
        ("a.mp3", MP3, "audio/mpeg"),
        ("a.mp3", b"\0" * 200, "audio/mpeg"),  # some begin with silence
        ("a.woff", WOFF, "font/woff"),
        ("a.pdf", PDF, "application/pdf"),
        ("a.json", b'{"a": 1}', "application/json"),
        ("a.js", b"window.a = 1;", "text/javascript"),
        ("a.css", "\ufeffbody{}".encode(), "text/css"),
        ("a.html", HTML, "text/html"),
        ("a.txt", b"BMI: body mass index. MZ is a mark.", "text/plain"),
        ("a.txt", "текст".encode("utf-16"), "text/plain"),
        ("a.svg", b"<svg/>", "image/svg+xml"),
        ("a.json", b"", "application/json"),
    ],
)
def test_what_is_right_in_name_and_bytes_is_served_as_that(path, head, served):
    assert media_type_of(path, head) == served


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("evil.png", HTML),
        ("evil.jpg", b"\xef\xbb\xbf  <svg onload=alert(1)>"),
        ("evil.mp3", HTML),
        ("evil.pdf", HTML),
        ("evil.woff", b"<?php system($_GET[0]);"),
        ("evil.js", GIF_AND_SCRIPT),
        ("evil.html", PNG),
        ("evil.json", PDF),
        ("evil.css", b"PK\x03\x04" + b"\0" * 64),
        ("evil.js", b"alert(1)\0"),
        ("evil.png", b"PK\x03\x04" + b"\0" * 64),
        ("evil.png", MP4),
        ("evil.glb", PNG),
    ],
)
def test_a_name_that_the_bytes_deny_is_refused(path, head):
    assert media_type_of(path, head) is None
    served, finding = judged(path, head, PACKAGE)
    assert (served, finding.code, finding.level) == (DOWNLOAD, "not-what-it-says", "error")


def test_a_picture_that_is_a_script_too_is_served_as_a_picture():
    assert judged("evil.gif", GIF_AND_SCRIPT, CONTENT) == ("image/gif", None)


def test_a_picture_of_another_kind_than_its_name_says_is_noted():
    served, finding = judged("a.jpg", PNG, CONTENT)
    assert (served, finding.code, finding.level) == ("image/png", "named-otherwise", "note")


@pytest.mark.parametrize(
    ("path", "head"),
    [("a.exe", b""), ("setup.msi", b""), ("a.bat", b"echo"), ("a.png", EXE), ("a.txt", ELF), ("lesson", EXE)],
)
def test_what_would_run_on_a_computer_is_refused_whatever_it_is_called(path, head):
    assert judged(path, head, PACKAGE)[1].code == "runs-on-a-computer"


@pytest.mark.parametrize(
    ("path", "place", "code"),
    [
        ("a.js", CONTENT, "not-in-whitelist"),
        ("a.html", CONTENT, "not-in-whitelist"),
        ("a.svg", CONTENT, "not-in-whitelist"),
        ("a.php", LIBRARY, "not-in-whitelist"),
        ("README", LIBRARY, "not-in-whitelist"),
        ("a.js", LIBRARY, None),
        ("a.svg", LIBRARY, None),
        ("a.html", PACKAGE, None),
        ("a.php", PACKAGE, "served-as-download"),
        ("a.docx", CONTENT, "served-as-download"),
    ],
)
def test_each_place_has_a_list_of_what_may_stand_there(path, place, code):
    finding = judged(path, b"text", place)[1]
    assert (finding and finding.code) == code
