"""Requests as a server hands them to Panah: what a client library would never send can be sent."""

import gzip
import json
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO, StringIO

import brotli
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections

from cms.wsgi import application

JSON = "application/json"


@dataclass(frozen=True)
class Sent:
    """One request. `query` stands after the question mark as it is; headers have their names as on the wire.

    `length` is the Content-Length told, None for that of the body.
    """

    method: str
    path: str
    query: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came back, header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        return json.loads(self.body)


def send(sent: Sent) -> Answer:
    """Return the answer. An error that Panah did not answer itself is raised: it is a 500."""
    told = []
    with _errors_raised(), _connection_kept():
        response = application(_environ(sent), lambda *answer: told.append(answer))
        body = b"".join(response)
        response.close()
    [(status, headers)] = told
    for name, value in headers:
        # What cannot be sent is refused by the server, as a 500.
        assert f"{name}{value}".encode("latin-1").decode("latin-1").isprintable(), (name, value)
    headers = {name.lower(): value for name, value in headers}
    return Answer(int(status.split()[0]), headers, _UNPACKING[headers.get("content-encoding", "")](body))


_UNPACKING = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@contextmanager
def _errors_raised() -> Iterator[None]:
    errors = []

    def note(**_signal):
        # The signal comes while the error is handled.
        errors.append(sys.exc_info()[1])

    got_request_exception.connect(note)
    try:
        yield
    finally:
        got_request_exception.disconnect(note)
    if errors:
        raise errors[0]


@contextmanager
def _connection_kept() -> Iterator[None]:
    # As Django's own test client does: a connection inside a transaction must not be closed.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def basic(key: str, secret: str) -> str:
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


def multipart(parts: Sequence[tuple[Mapping[str, str], bytes]], boundary: str = "b") -> bytes:
    """Return the body of parts, each its headers and its content."""
    lines = []
    for headers, content in parts:
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        lines.append(f"--{boundary}\r\n{told}\r\n".encode("utf-8", "surrogatepass") + content + b"\r\n")
    return b"".join(lines) + f"--{boundary}--\r\n".encode()


def _environ(sent: Sent) -> dict:
    environ = {
        "REQUEST_METHOD": sent.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": sent.path,
        "QUERY_STRING": sent.query.decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(sent.body),
        "wsgi.errors": StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
        "CONTENT_LENGTH": str(len(sent.body)) if sent.length is None else sent.length,
    }
    for name, value in sent.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
