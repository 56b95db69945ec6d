"""One kept-alive connection to a record store.

It reads only what it must of an answer: the client runs beside the server, and what it takes the server lacks.
"""

import socket
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.site import TICKS

TIMEOUT = 120


@dataclass(frozen=True)
class Store:
    """A store to measure: its endpoint (what `/statements` is added to) and the headers of every request.

    `processes` are those whose CPU time is counted, with their children; none where it runs elsewhere.
    """

    name: str
    host: str
    port: int
    path: str
    headers: str
    processes: tuple[int, ...] = ()

    @classmethod
    def at(cls, name: str, address: str, version: str = "1.0.3") -> "Store":
        """Return the store at `http://KEY:SECRET@HOST:PORT/PATH#PID,PID`."""
        parts = urlsplit(address)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"{name}: http://KEY:SECRET@HOST:PORT/PATH is needed")
        pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        headers = (
            f"Host: {parts.hostname}:{parts.port or 80}\r\n"
            f"Authorization: Basic {b64encode(pair.encode()).decode()}\r\n"
            f"X-Experience-API-Version: {version}\r\n"
        )
        processes = tuple(int(one) for one in parts.fragment.split(",") if one)
        return cls(name, parts.hostname, parts.port or 80, parts.path.rstrip("/"), headers, processes)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the processes of the store have used so far."""
        return sum(_cpu_seconds(one) for one in self.processes)

    def get(self, query: str) -> bytes:
        """Return a whole request for statements."""
        return f"GET {self.path}/statements?{query} HTTP/1.1\r\n{self.headers}\r\n".encode()

    def post(self, body: bytes) -> bytes:
        """Return a whole request that posts statements."""
        head = (
            f"POST {self.path}/statements HTTP/1.1\r\n{self.headers}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def _cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process, of its children and of those that have ended (Linux, proc(5))."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = sum(_cpu_ticks(pid))
    return (own + sum(ticks for child in children for ticks in _cpu_ticks(int(child))[:2])) / TICKS


def _cpu_ticks(pid: int) -> list[int]:
    """Return utime, stime, cutime and cstime; nothing when the process has ended in this moment."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return []
    return [int(one) for one in fields[11:15]]


class BrokenAnswer(OSError):
    """The server closed the connection, or did not answer in HTTP."""


class Connection:
    """Sends a request and reads its answer, again and again, over one connection."""

    def __init__(self, store: Store):
        self._socket = socket.create_connection((store.host, store.port), TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""

    def send(self, request: bytes) -> tuple[int, bytes]:
        """Return (status, body). Raises OSError."""
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n")
        fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
        if fields.get(b"transfer-encoding", b"").strip() == b"chunked":
            body = b"".join(iter(self._chunk, b""))
        else:
            body = self._take(int(fields.get(b"content-length", 0)))
        return int(head[9:12]), body

    def close(self) -> None:
        self._socket.close()

    def _chunk(self) -> bytes:
        size = int(self._until(b"\r\n").split(b";")[0], 16)
        return self._take(size + 2)[:size]

    def _until(self, mark: bytes) -> bytes:
        while (end := self._read.find(mark)) < 0:
            self._receive()
        found, self._read = self._read[:end], self._read[end + len(mark) :]
        return found

    def _take(self, size: int) -> bytes:
        while len(self._read) < size:
            self._receive()
        found, self._read = self._read[:size], self._read[size:]
        return found

    def _receive(self) -> None:
        some = self._socket.recv(1 << 18)
        if not some:
            raise BrokenAnswer("the server closed the connection")
        self._read += some
