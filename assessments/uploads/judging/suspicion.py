"""What is suspicious in a file: the test string every scanner knows, and what a scanner of the academy's says.

clamd is asked only where PANAH_CLAMD names it. Its silence is told, never taken for a good answer.
"""

import socket
import struct
from collections.abc import Iterable, Iterator

from django.conf import settings

from assessments.uploads.findings import Finding, error

# In two halves, so that a scanner finds nothing in this file. https://www.eicar.org/download-anti-malware-testfile/
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_SECONDS = 20
_SIZE = struct.Struct(">L")


class Suspicion:
    """One file on its way through: `look` at its chunks as they pass, then ask for `findings`."""

    def __init__(self, path: str):
        self._path = path
        self._tail = b""
        self._is_eicar = False
        self._scanner = Scanner(settings.PANAH_CLAMD) if settings.PANAH_CLAMD else None

    def look(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the chunks as they come, having looked at each."""
        for chunk in chunks:
            self._is_eicar = self._is_eicar or EICAR in self._tail + chunk
            self._tail = (self._tail + chunk)[-len(EICAR) :]
            if self._scanner is not None:
                self._scanner.send(chunk)
            yield chunk

    def findings(self) -> Iterator[Finding]:
        """Yield what was found, after the last chunk has passed."""
        if self._is_eicar:
            yield error("virus-found", self._path, name="EICAR")
        if self._scanner is None:
            return
        try:
            name = self._scanner.answer()
        except ScannerSilent as problem:
            yield error("scanner-silent", self._path, reason=str(problem))
            return
        if name and not self._is_eicar:
            yield error("virus-found", self._path, name=name)


class ScannerSilent(Exception):
    """clamd did not answer, or could not judge the file."""


class Scanner:
    """One conversation with clamd about one file: INSTREAM (clamd(8)). `address`: "host:port" or a socket's path."""

    def __init__(self, address: str):
        self._trouble: str | None = None
        try:
            self._socket = _connected(address)
            self._socket.sendall(b"zINSTREAM\0")
        except OSError as problem:
            self._socket, self._trouble = None, str(problem)

    def send(self, chunk: bytes) -> None:
        if self._socket is None or self._trouble or not chunk:
            return
        try:
            self._socket.sendall(_SIZE.pack(len(chunk)) + chunk)
        except OSError as problem:
            # It has hung up, most often because the file is larger than it takes: its answer says so.
            self._trouble = str(problem)

    def answer(self) -> str | None:
        """Return the name of what it found; None: nothing. Raises ScannerSilent."""
        if self._socket is None:
            raise ScannerSilent(self._trouble)
        with self._socket:
            said = self._said()
        if said.endswith("FOUND"):
            return said.removeprefix("stream:").removesuffix("FOUND").strip()
        if said != "stream: OK":
            raise ScannerSilent(said or self._trouble or "no answer")
        return None

    def _said(self) -> str:
        try:
            if not self._trouble:
                self._socket.sendall(_SIZE.pack(0))
            answer = b"".join(iter(lambda: self._socket.recv(4096), b""))
        except OSError as problem:
            raise ScannerSilent(str(problem)) from problem
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_SECONDS)
        connection.connect(address)
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
