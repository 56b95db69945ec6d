"""What nobody should read is refused by the directory of the zip alone, or while the bytes come out."""

import tracemalloc
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipInfo

import pytest

from assessments.uploads.zips.archive import Archive, ArchiveRefused
from assessments.uploads.zips.limits import Limits
from tests.factories.zips import (
    link,
    named,
    overlapping,
    says_of_size,
    with_flags,
    zip64,
    zipped,
)

MEGABYTE = 1024**2
PLAIN = zipped({"a.txt": b"some text" * 100})


def folder_with_content() -> bytes:
    return zipped([("folder/", b"what")])


def device() -> tuple[ZipInfo, bytes]:
    info = ZipInfo("device")
    info.external_attr = 0o020666 << 16
    return info, b""


REFUSED = {
    "zip slip": (zipped({"../../etc/cron.d/x": b""}), "path-leads-out"),
    "zip slip by backslashes": (zipped({"..\\..\\windows\\x": b""}), "path-leads-out"),
    "zip slip in the middle": (zipped({"a/../../x": b""}), "path-leads-out"),
    "zip slip of a folder": (zipped({"../": b""}), "path-leads-out"),
    "absolute": (zipped({"/etc/passwd": b""}), "path-leads-out"),
    "drive": (zipped({"C:/x.txt": b""}), "path-leads-out"),
    "an empty folder name": (zipped({"a//b": b""}), "path-unsafe"),
    "this folder": (zipped({"./a": b""}), "path-unsafe"),
    "control characters": (zipped({"a\nb.txt": b""}), "path-unsafe"),
    "read from the right": (zipped({"gpj.\u202eexe.png": b""}), "path-unsafe"),
    "deep": (zipped({"a/" * 30 + "b": b""}), "path-too-deep"),
    "long": (zipped({"a" * 401: b""}), "path-too-long"),
    "a link": (zipped([link("secret", "/etc/passwd")]), "not-a-file"),
    "a device": (zipped([device()]), "not-a-file"),
    "a folder that has content": (folder_with_content(), "not-a-file"),
    "twice by letter case": (zipped({"a/B.png": b"", "A/b.PNG": b""}), "duplicate-path"),
    "twice by Unicode form": (zipped({"\u0439.png": b"", "\u0438\u0306.png": b"2"}), "duplicate-path"),
    "twice by width": (zipped({"a.png": b"", "\uff41.png": b""}), "duplicate-path"),
    "a file and a folder": (zipped({"a": b"", "A/b": b""}), "duplicate-path"),
    "encrypted": (with_flags(PLAIN, 0x1), "encrypted"),
    "strongly encrypted": (with_flags(PLAIN, 0x40), "encrypted"),
    "bzip2": (zipped({"a": b"0" * 1000}, ZIP_BZIP2), "packed-otherwise"),
    "lzma": (zipped({"a": b"0" * 1000}, ZIP_LZMA), "packed-otherwise"),
    "a name in no known letters": (named(b"\xff\xfe\x81.png"), "name-unreadable"),
    "a name that says UTF-8 and is not": (with_flags(named(b"\xff\xfe.png"), 0x800), "unable-to-unzip"),
    "overlapping entries": (overlapping(), "overlapping"),
    "something before the zip": (b"GIF89a" + PLAIN, "unable-to-unzip"),
    "no zip": (b"hello", "unable-to-unzip"),
    "nothing": (b"", "unable-to-unzip"),
    "the first half": (PLAIN[: len(PLAIN) // 2], "truncated"),
    "all but the last byte": (PLAIN[:-1], "truncated"),
    "zip64 with entries beyond number": (zip64({"a": b""}, entries=2**40), "too-many-entries"),
    "zip64 with more entries than there are": (zip64({"a": b""}, entries=3), "unable-to-unzip"),
    "zip64 with a directory elsewhere": (zip64({"a": b""}, offset=2**60), "unable-to-unzip"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_reason(content, code):
    with pytest.raises(ArchiveRefused) as refused:
        Archive.open(BytesIO(content))
    assert code in {finding.code for finding in refused.value.findings}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused():
    with pytest.raises(ArchiveRefused, match="duplicate-path a.txt"):
        Archive.open(BytesIO(zipped([("a.txt", b"1"), ("a.txt", b"2")])))


def test_a_link_is_seen_whatever_system_the_zip_says_it_comes_from():
    info, data = link("secret", "/etc/passwd")
    info.create_system = 0
    with pytest.raises(ArchiveRefused, match="not-a-file"):
        Archive.open(BytesIO(zipped([(info, data)])))


def test_150_megabytes_out_of_146_kilobytes_are_refused_without_being_unpacked():
    bomb = zipped({"content/content.json": b"\0" * (150 * MEGABYTE)})
    assert len(bomb) < 160_000
    tracemalloc.start()
    with pytest.raises(ArchiveRefused, match="ratio-too-high"):
        Archive.open(BytesIO(bomb))
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    tracemalloc.stop()


def test_many_small_files_full_of_air_are_refused_as_a_whole():
    bomb = zipped({f"{number}.txt": b"\0" * (MEGABYTE - 1) for number in range(20)})
    with pytest.raises(ArchiveRefused) as refused:
        Archive.open(BytesIO(bomb))
    (finding,) = refused.value.findings
    assert (finding.code, finding.path) == ("ratio-too-high", "")


def test_100_000_entries_are_refused_before_the_directory_is_read():
    content = zipped([(f"{number}.txt", b"") for number in range(100_000)], ZIP_STORED)
    tracemalloc.start()
    with pytest.raises(ArchiveRefused, match="too-many-entries"):
        Archive.open(BytesIO(content))
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    tracemalloc.stop()


def test_sizes_are_limited_for_one_file_and_for_all():
    content = zipped({"a.bin": b"12345", "b.bin": b"12345"}, ZIP_STORED)
    with pytest.raises(ArchiveRefused, match="file-size-too-large a.bin, file-size-too-large b.bin"):
        Archive.open(BytesIO(content), Limits(one=4))
    with pytest.raises(ArchiveRefused, match="total-size-too-large"):
        Archive.open(BytesIO(content), Limits(total=9))
    assert Archive.open(BytesIO(content), Limits(one=5, total=10)).size == 10


def test_a_package_that_is_wrong_throughout_is_told_of_by_its_first_findings():
    with pytest.raises(ArchiveRefused) as refused:
        Archive.open(BytesIO(zipped({f"../{number}": b"" for number in range(80)})))
    assert [finding.code for finding in refused.value.findings] == ["path-leads-out"] * 50 + ["and-more"]
    assert refused.value.findings[-1].detail == {"count": 30}


@pytest.mark.parametrize("size", [10, 2000])
def test_a_file_with_less_or_more_than_the_directory_says_is_damaged(size):
    archive = Archive.open(BytesIO(says_of_size(PLAIN, size)))
    with pytest.raises(ArchiveRefused, match="damaged a.txt"):
        archive.read("a.txt")


def test_a_file_whose_checksum_is_wrong_is_damaged():
    content = bytearray(zipped({"a.txt": b"some text"}, ZIP_STORED))
    content[content.index(b"some text")] ^= 1
    with pytest.raises(ArchiveRefused, match="damaged a.txt"):
        Archive.open(BytesIO(bytes(content))).read("a.txt")


def read_through(content: bytes) -> None:
    archive = Archive.open(BytesIO(content))
    for path in archive.entries:
        archive.read(path)


def test_no_byte_changed_and_no_end_cut_off_leads_to_anything_but_a_refusal():
    whole = zipped({"plain.json": b'{"a": 1}', "folder/b.txt": b"some text" * 40})
    read = 0
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0xFF
        for content in (bytes(changed), whole[:place]):
            with suppress(ArchiveRefused):
                read_through(content)
                read += 1
    # Times, versions and attributes say nothing that matters here.
    assert 0 < read < len(whole) / 2
