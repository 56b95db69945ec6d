"""multipart/mixed: statements and contents of their attachments in one body (xAPI 1.0.3 part 3, 1.5.2; RFC 2046)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from assessments.lrs.statements.attachments import Content
from assessments.lrs.statements.errors import BadQuery

HASH_HEADER = "X-Experience-API-Hash"
_ENCODING_HEADER = "Content-Transfer-Encoding"
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]", re.ASCII)
_HEADER_NAME = re.compile(r"[!#-'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_NO_VALUE = re.compile(r"[\r\n\x00]")
_WHERE = "body"


@dataclass(frozen=True)
class Part:
    """One part: its headers by their names in small letters, and its content as it came."""

    headers: Mapping[str, str]
    content: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


def read_parts(body: bytes, boundary: str) -> list[Part]:
    """Return the parts of a body. Raises BadQuery, which says what is broken.

    What stands before the first delimiter and after the last one is not looked at (RFC 2046, 5.1.1).
    """
    if not _BOUNDARY.fullmatch(boundary):
        raise BadQuery("Content-Type", "must have a boundary of 1 to 70 letters, digits or '()+_,./:=?-")
    # Each part ends with the line break before its delimiter; the first has none before it.
    pieces = re.split(rb"\r\n--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r\n|\Z)", b"\r\n" + body)
    contents, closings = pieces[2::2], pieces[1::2]
    if not closings or closings[-1] is None or any(closings[:-1]):
        raise BadQuery(_WHERE, "must be parts between lines of the boundary, the last of which ends with --")
    return [_part(number, piece) for number, piece in enumerate(contents[:-1], start=1)]


def read_statements_and_contents(body: bytes, boundary: str) -> tuple[Part, dict[str, tuple[str, bytes]]]:
    """Return the part with the statements and {sha2: (content type, content)}. Raises BadQuery."""
    parts = read_parts(body, boundary)
    if not parts:
        raise BadQuery(_WHERE, "must have a first part with the statements")
    contents = {}
    for number, part in enumerate(parts[1:], start=2):
        sha2 = part.headers.get(HASH_HEADER.lower(), "")
        if not sha2:
            raise BadQuery(f"{_WHERE}, part {number}", f"must have the header {HASH_HEADER}")
        if part.headers.get(_ENCODING_HEADER.lower(), "").lower() != "binary":
            raise BadQuery(f"{_WHERE}, part {number}", f"must have the header {_ENCODING_HEADER}: binary")
        contents[sha2] = (part.content_type, part.content)
    return parts[0], contents


def new_boundary() -> str:
    return f"panah-{uuid4().hex}"


def written(boundary: str, text: str, contents: Iterable[Content]) -> Iterator[bytes]:
    """Yield a body: the statements as JSON text, then each content, read when its turn comes."""
    yield f"--{boundary}\r\nContent-Type: application/json\r\n\r\n{text}\r\n".encode()
    for one in contents:
        yield (
            f"--{boundary}\r\nContent-Type: {one.content_type}\r\n{_ENCODING_HEADER}: binary\r\n"
            f"{HASH_HEADER}: {one.sha2}\r\n\r\n"
        ).encode()
        yield one.read()
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _part(number: int, piece: bytes) -> Part:
    head, blank, content = piece.partition(b"\r\n\r\n")
    headers = {}
    for line in head.removeprefix(b"\r\n").split(b"\r\n"):
        if not line and not headers:
            continue
        name, colon, value = (one.strip(" \t") for one in line.decode("latin-1").partition(":"))
        if not colon or not _HEADER_NAME.fullmatch(name) or _NO_VALUE.search(value):
            raise BadQuery(f"{_WHERE}, part {number}", "must begin with its headers and an empty line")
        headers[name.lower()] = value
    if not blank:
        raise BadQuery(f"{_WHERE}, part {number}", "must have an empty line after its headers")
    return Part(headers, content)
