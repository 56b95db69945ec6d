from io import BytesIO
from zipfile import ZIP_STORED

import pytest

from assessments.uploads.zips.archive import Archive, ArchiveRefused, BareFile
from tests.factories.zips import named, zip64, zipped


def opened(content: bytes) -> Archive:
    return Archive.open(BytesIO(content))


def test_files_are_read_by_path_in_the_order_they_stand():
    archive = opened(zipped({"h5p.json": b"{}", "content/": b"", "content/a.txt": b"text"}))
    assert list(archive.entries) == ["h5p.json", "content/a.txt"]
    assert archive.read("content/a.txt") == b"text"
    assert "content/b.txt" not in archive
    with pytest.raises(KeyError):
        archive.read("content/b.txt")


def test_what_the_computer_that_packed_it_left_behind_is_not_there():
    left = [
        "__MACOSX/course/._a.png",
        "course/._b.html",
        "course/.DS_Store",
        "Thumbs.db",
        "course/desktop.ini",
    ]
    archive = opened(
        zipped(dict.fromkeys(left, b"\x00\x05\x16\x07") | {"course/a.png": b"", "MACOSX/.well": b""})
    )
    assert list(archive.entries) == ["course/a.png", "MACOSX/.well"]


def test_a_large_file_comes_in_small_chunks():
    archive = opened(zipped({"film.mp4": b"0123456789" * 100_000}, ZIP_STORED))
    chunks = list(archive.stream("film.mp4"))
    assert max(len(chunk) for chunk in chunks) <= 64 * 1024
    assert b"".join(chunks) == b"0123456789" * 100_000


def test_what_is_larger_than_asked_for_is_not_read():
    archive = opened(zipped({"content.json": b"0" * 11}))
    with pytest.raises(ArchiveRefused, match="file-size-too-large content.json"):
        archive.read("content.json", 10)


def test_an_honest_zip64_is_read():
    archive = opened(zip64({"a.txt": b"text", "b.txt": b"more"}))
    assert archive.read("b.txt") == b"more"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_was_put_in_again_is_one_file():
    archive = opened(zipped([("a.png", b"1"), ("b.png", b"2"), ("a.png", b"1"), ("a.png", b"1")]))
    assert list(archive.entries) == ["a.png", "b.png"]
    assert archive.read("a.png") == b"1"


def test_backslashes_are_slashes_and_letters_are_composed():
    archive = opened(zipped({"images\\\u0438\u0306.png": b"1"}))  # as a Mac writes it
    assert list(archive.entries) == ["images/\u0439.png"]


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("урок.png".encode(), "урок.png"),  # UTF-8, not said
        ("урок.png".encode("cp866"), "урок.png"),
        ("دری.png".encode(), "دری.png"),
    ],
)
def test_names_are_read_as_they_are_meant(raw, path):
    archive = opened(named(raw))
    assert list(archive.entries) == [path]
    assert archive.read(path) == b"1"


def test_a_name_that_was_guessed_is_warned_of():
    (finding,) = opened(named("урок.png".encode("cp866"))).warnings
    assert (finding.code, finding.level, finding.path) == ("name-guessed", "warning", "урок.png")


def test_a_bare_file_is_read_like_an_archive_that_holds_it_alone():
    bare = BareFile(BytesIO(b"<courseStructure/>" * 10_000), "cmi5.xml")
    assert list(bare.entries) == ["cmi5.xml"]
    assert bare.read("cmi5.xml") == b"<courseStructure/>" * 10_000
    with pytest.raises(KeyError):
        bare.read("index.html")
