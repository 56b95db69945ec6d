import socket
import struct
from threading import Thread

import pytest

from assessments.uploads.judging.suspicion import EICAR, Suspicion


def found_in(*chunks: bytes) -> list:
    suspicion = Suspicion("content/a.txt")
    assert b"".join(suspicion.look(chunks)) == b"".join(chunks)
    return [(finding.code, finding.level, dict(finding.detail)) for finding in suspicion.findings()]


@pytest.mark.parametrize(
    "chunks",
    [
        [EICAR],
        [b"before " + EICAR + b" after"],
        [b"x" * 1000 + EICAR[:30], EICAR[30:]],
        [bytes([byte]) for byte in EICAR],
    ],
    ids=["alone", "in a text", "over two chunks", "byte by byte"],
)
def test_the_test_string_of_virus_scanners_is_named(chunks):
    assert found_in(*chunks) == [("virus-found", "error", {"name": "EICAR"})]


def test_nothing_is_found_in_an_ordinary_file():
    assert found_in(b"some text", b"more") == []


class Clamd:
    """A scanner of the test's own that speaks as clamd does: answers each file by what it says."""

    def __init__(self, answer):
        self._answer, self.received = answer, []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        connection, _from = self._listening.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack(">L", stream.read(4))[0]:
                content += stream.read(size)
            self.received.append(content)
            connection.sendall(self._answer(content))
        self._listening.close()


def test_a_configured_scanner_is_asked_about_the_whole_file(settings):
    clamd = Clamd(lambda content: b"stream: Win.Test-1 FOUND\0" if b"bad" in content else b"stream: OK\0")
    settings.PANAH_CLAMD = clamd.address
    assert found_in(b"b", b"a", b"d") == [("virus-found", "error", {"name": "Win.Test-1"})]
    assert clamd.received == [b"bad"]


def test_what_a_scanner_finds_nothing_in_passes(settings):
    settings.PANAH_CLAMD = Clamd(lambda _content: b"stream: OK\0").address
    assert found_in(b"good") == []


def test_a_scanner_that_cannot_judge_is_not_taken_for_a_good_answer(settings):
    settings.PANAH_CLAMD = Clamd(lambda _content: b"INSTREAM size limit exceeded. ERROR\0").address
    ((code, level, detail),) = found_in(b"large")
    assert (code, level) == ("scanner-silent", "error")
    assert "size limit" in detail["reason"]


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_not_there_is_told(settings, address):
    settings.PANAH_CLAMD = address
    assert [code for code, *_ in found_in(b"text")] == ["scanner-silent"]
