"""Many files are put to disk as one: all at the end or none, whatever ends the process in between."""

import os
import signal
from hashlib import sha256
from pathlib import Path

import pytest

from assessments.blobs import Blobs, Kept

CONTENTS = tuple(b"content %d" % number for number in range(20))
BLOBS = Blobs("assets")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "assets": backend}
    return tmp_path


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def named(folder: Path) -> set[str]:
    """Return the names of the files that are there for readers."""
    return {path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != "__"}


def halves(folder: Path) -> list[Path]:
    return list((folder / "__").iterdir())


def test_files_are_there_at_the_end_and_not_before(folder):
    with BLOBS.together() as keep:
        kept = [keep([content[:2], content[2:]]) for content in CONTENTS]
        again = keep([CONTENTS[0]])
        assert named(folder) == set()
    assert again == kept[0]
    assert kept == [Kept(digest_of(content), len(content)) for content in CONTENTS]
    assert named(folder) == {digest_of(content) for content in CONTENTS}
    assert [BLOBS.path(one.digest).read_bytes() for one in kept] == list(CONTENTS)
    assert halves(folder) == []


def test_where_something_fails_none_is_there_and_nothing_is_left_over(folder):
    def breaks():
        yield b"ha"
        raise OSError("the archive ends")

    def keep_all():
        with BLOBS.together() as keep:
            keep([b"first"])
            keep(breaks())

    pytest.raises(OSError, keep_all)
    assert named(folder) == set()
    assert halves(folder) == []


def test_one_that_could_not_be_read_is_not_there_beside_those_that_could(folder):
    def breaks():
        yield b"ha"
        raise OSError("the archive ends")

    with BLOBS.together() as keep:
        keep([b"first"])
        pytest.raises(OSError, keep, breaks())
    assert named(folder) == {digest_of(b"first")}
    assert halves(folder) == []


def test_a_process_that_is_killed_leaves_nothing_under_a_name_and_the_next_one_keeps_all(folder):
    child = os.fork()
    if child == 0:
        with BLOBS.together() as keep:
            keep([b"first"])
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert len(halves(folder)) == 1
    assert named(folder) == set()

    with BLOBS.together() as keep:
        for content in CONTENTS:
            keep([content])
    assert named(folder) == {digest_of(content) for content in CONTENTS}


@pytest.mark.parametrize("contents", [CONTENTS[:1], CONTENTS], ids=["one", "many"])
def test_contents_are_on_the_disk_before_their_names_and_names_before_the_end(folder, monkeypatch, contents):
    seen, sync, replace = [], os.fsync, os.replace

    def watched_sync(handle):
        seen.append(("disk", os.fstat(handle).st_ino))
        sync(handle)

    def watched_replace(half, path, **how):
        seen.append(("name", Path(path)))
        replace(half, path, **how)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(os, "replace", watched_replace)
    with BLOBS.together() as keep:
        for content in contents:
            keep([content])

    names = [line for line in seen if line[0] == "name"]
    first, last = seen.index(names[0]), seen.index(names[-1])
    before, after = ({line[1] for line in part} for part in (seen[:first], seen[last + 1 :]))
    files = {path for _name, path in names}
    assert {path.name for path in files} == {digest_of(content) for content in contents}
    assert before == {path.stat().st_ino for path in files}
    assert after == {path.stat().st_ino for path in (folder, *(file.parent for file in files))}


def test_what_is_there_already_is_not_written_over(folder):
    BLOBS.keep([b"first"])
    was = BLOBS.path(digest_of(b"first")).stat().st_ino
    with BLOBS.together() as keep:
        keep([b"first"])
        keep([b"second"])
    assert BLOBS.path(digest_of(b"first")).stat().st_ino == was
    assert named(folder) == {digest_of(b"first"), digest_of(b"second")}
