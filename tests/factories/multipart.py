"""multipart/mixed bodies (RFC 2046): statements and the contents of their attachments; every part can be spoilt."""

import json
from dataclasses import dataclass, field
from email import message_from_bytes
from hashlib import sha256

BOUNDARY = "a-boundary"
MULTIPART = f"multipart/mixed; boundary={BOUNDARY}"
HASH_HEADER = "X-Experience-API-Hash"
CONTENT = b"\x00\xff not text\r\n--no-boundary\r\n"


@dataclass
class Part:
    content: bytes
    headers: dict = field(default_factory=dict)

    def without(self, name):
        return Part(self.content, {key: value for key, value in self.headers.items() if key != name})

    def having(self, name, value):
        return Part(self.content, self.headers | {name: value})

    @property
    def written(self):
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return head.encode() + b"\r\n" + self.content


def statements_part(made):
    return Part(json.dumps(made).encode(), {"Content-Type": "application/json"})


def content_part(content=CONTENT, content_type="text/plain"):
    return Part(
        content,
        {
            "Content-Type": content_type,
            "Content-Transfer-Encoding": "binary",
            HASH_HEADER: sha256(content).hexdigest(),
        },
    )


def body_of(*parts, boundary=BOUNDARY):
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part.written + b"\r\n" for part in parts) + line + b"--\r\n"


def attachment(content=CONTENT, **fields):
    """Return what a statement says of an attachment with this content."""
    return {
        "usageType": "https://example.org/usage",
        "display": {"en": "A file"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": sha256(content).hexdigest(),
    } | fields


def parts_of(response):
    """Return [(headers, content)] of an answer in multipart/mixed."""
    head = f"Content-Type: {response['Content-Type']}\r\n\r\n".encode()
    message = message_from_bytes(head + response.getvalue())
    assert message.is_multipart()
    return [(dict(part.items()), part.get_payload(decode=True)) for part in message.get_payload()]
