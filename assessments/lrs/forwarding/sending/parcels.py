"""Statements as they go out: what is taken off, what fits which version, multipart bodies (part 3, 1.5.2). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from assessments.lrs.forwarding import reasons
from assessments.xapi.reading import write_json

# The receiving store sets both from its own clock and from the credentials (part 2, 2.4.8 and 2.4.9).
_OURS = ("stored", "authority")
_ONLY_IN_2_0 = ("contextAgents", "contextGroups")


class NotForwardable(Exception):
    """The statement cannot be said in the version of the destination, or is not whole; a code of `reasons`."""


@dataclass(frozen=True)
class Content:
    """The content of one attachment."""

    sha2: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Parcel:
    """One statement on its way: row number, id, JSON text, contents of attachments."""

    row: int
    statement_id: UUID
    text: str
    contents: tuple[Content, ...] = field(default=())

    @property
    def size(self) -> int:
        return len(self.text) + sum(len(one.body) for one in self.contents)


def outgoing(statement: dict, version: str) -> dict:
    """Return a stored statement as it is sent to a store that speaks `version` ("1.0.3" or "2.0.0").

    Nothing is re-written: durations, timestamps and numbers stay as their sender wrote them. Raises NotForwardable.
    """
    if version.startswith("1.") and (lost := sorted(set(_only_in_2_0(statement)))):
        raise NotForwardable(f"{reasons.ONLY_IN_2_0}: {', '.join(lost)}")
    sent = {name: value for name, value in statement.items() if name not in _OURS}
    # The property names the version a statement was written in; a store of another version refuses it.
    if str(sent.get("version", version)).split(".")[0] != version.split(".")[0]:
        del sent["version"]
    return sent


def _only_in_2_0(statement: dict) -> Iterator[str]:
    yield from (name for name in _ONLY_IN_2_0 if name in statement.get("context", {}))
    if statement["object"].get("objectType") == "SubStatement":
        yield from _only_in_2_0(statement["object"])


def require_contents(statement: dict, contents: Sequence[Content]) -> None:
    """Raise NotForwardable if an attachment can neither be fetched by its fileUrl nor is kept here."""
    kept = {one.sha2.lower() for one in contents}
    for attachment in statement.get("attachments", ()):
        if "fileUrl" not in attachment and attachment["sha2"].lower() not in kept:
            raise NotForwardable(f"{reasons.NO_CONTENT}: {attachment['sha2']}")


def body_of(parcels: Sequence[Parcel]) -> tuple[str, bytes]:
    """Return the Content-Type and the body of a POST of these statements."""
    statements = f"[{','.join(one.text for one in parcels)}]".encode()
    # The same content may belong to several statements of a request; it goes once.
    contents = {one.sha2.lower(): one for parcel in parcels for one in parcel.contents}
    if not contents:
        return "application/json", statements
    boundary = _boundary(statements, contents)
    parts = [_part({"Content-Type": "application/json"}, statements)]
    parts += [
        _part(
            {
                "Content-Type": one.content_type,
                "Content-Transfer-Encoding": "binary",
                "X-Experience-API-Hash": one.sha2,
            },
            one.body,
        )
        for one in contents.values()
    ]
    edge = b"--" + boundary.encode()
    return (
        f"multipart/mixed; boundary={boundary}",
        b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n",
    )


def _boundary(statements: bytes, contents: dict[str, Content]) -> str:
    # A digest of everything inside: it cannot stand inside.
    return sha256(statements + "".join(contents).encode()).hexdigest()


def _part(headers: dict[str, str], body: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return head.encode("utf-8") + b"\r\n" + body


def text_of(statement: dict) -> str:
    """Return the JSON text of a statement that goes out."""
    return write_json(statement)
