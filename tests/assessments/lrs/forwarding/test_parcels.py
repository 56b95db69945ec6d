"""What goes out, and in which form."""

import json
from uuid import uuid4

import pytest

from assessments.lrs.forwarding.sending.parcels import (
    Content,
    NotForwardable,
    Parcel,
    body_of,
    outgoing,
    require_contents,
)
from tests.factories.forwarding import make_statement

STORED = {"stored": "2026-11-23T04:30:01Z", "authority": {"mbox": "mailto:a@example.org"}}


def test_stored_and_authority_stay_here_and_nothing_else_is_touched():
    statement = make_statement(version="1.0.0")
    assert outgoing(statement | STORED, "1.0.3") == statement


@pytest.mark.parametrize(
    ("written", "destination", "kept"),
    [
        ("1.0.0", "1.0.3", True),
        ("1.0.3", "2.0.0", False),
        ("2.0.0", "2.0.0", True),
        ("2.0.0", "1.0.3", False),
    ],
)
def test_the_version_of_a_statement_goes_only_where_it_is_spoken(written, destination, kept):
    assert ("version" in outgoing(make_statement(version=written), destination)) is kept


@pytest.mark.parametrize(
    "statement",
    [
        make_statement(context={"contextAgents": []}),
        make_statement(context={"contextGroups": []}),
        make_statement(object={"objectType": "SubStatement", "object": {}, "context": {"contextAgents": []}}),
    ],
)
def test_what_only_version_2_can_say_does_not_go_to_version_1(statement):
    with pytest.raises(NotForwardable, match=r"only-in-2\.0: context"):
        outgoing(statement, "1.0.3")
    assert outgoing(statement, "2.0.0") == statement


def test_an_attachment_needs_its_content_or_an_address():
    attachment = {"sha2": "AB" * 32, "contentType": "text/plain"}
    require_contents(make_statement(attachments=[attachment | {"fileUrl": "https://example.org/a"}]), [])
    require_contents(make_statement(attachments=[attachment]), [Content("ab" * 32, "text/plain", b"")])
    with pytest.raises(NotForwardable, match="no-content: ABAB"):
        require_contents(make_statement(attachments=[attachment]), [])


def test_a_content_of_several_statements_goes_once_and_byte_for_byte():
    content = Content("ab" * 32, "image/png", bytes(range(256)) + b"\r\n--\r\n")
    parcels = [Parcel(n, uuid4(), json.dumps({"n": n}), (content,)) for n in (1, 2)]
    content_type, body = body_of(parcels)
    boundary = content_type.partition("boundary=")[2].encode()
    opening, first, second, end = body.split(b"--" + boundary)
    assert (opening, end) == (b"", b"--\r\n")
    assert json.loads(first.partition(b"\r\n\r\n")[2]) == [{"n": 1}, {"n": 2}]
    assert second == (
        b"\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n"
        b"X-Experience-API-Hash: " + b"ab" * 32 + b"\r\n\r\n" + content.body + b"\r\n"
    )
