"""Signed statements: part 2, 2.6. JWS: RFC 7515; algorithms: RFC 7518."""

import json

import pytest

from tests.factories.assessments import statement
from tests.factories.multipart import MULTIPART, attachment, body_of, content_part, statements_part
from tests.factories.requirements import case
from tests.factories.signing import OCTETS, USAGE_TYPE, make_signer, signature
from tests.factories.whole_statement import replaced, whole

POINTER = "/attachments/0"


def bytes_of(made):
    return json.dumps(made).encode()


def send(client, made, jws, *parts, **fields):
    """Post a statement with its signature."""
    told, part = signature(jws, **fields)
    signed = made | {"attachments": [told, *made.get("attachments", [])]}
    return client.post(body_of(statements_part(signed), part, *parts), content_type=MULTIPART)


def problems_of(response):
    assert response.status_code == 400, response.content
    return [(one["pointer"], one["rule"]) for one in response.json()["problems"]]


@pytest.mark.parametrize(
    "algorithm", [case(f"XAPI-00115 XAPI-00117 {one}", one) for one in ("RS256", "RS384", "RS512")]
)
@pytest.mark.parametrize("has_certificate", [True, False])
def test_a_signed_statement_is_stored_with_its_signature(client, signer, algorithm, has_certificate):
    made = statement()
    header = None if has_certificate else {"x5c": None}
    jws = signer.sign(bytes_of(made), algorithm=algorithm, header=header)
    assert send(client, made, jws).json() == [made["id"]]
    [told] = client.one(made["id"])["attachments"]
    assert told["usageType"] == USAGE_TYPE


@pytest.mark.parametrize(
    "change",
    [
        case("XAPI-00116 another order", lambda made: dict(reversed(made.items()))),
        case("XAPI-00116 without what the store sets", lambda made: replaced(made, "timestamp", ...)),
        case("XAPI-00116 with what the store sets", lambda made: made | {"stored": "2026-01-01T00:00:00Z"}),
        case("XAPI-00116 another offset", lambda made: made | {"timestamp": "2026-03-02T15:00:00+05:00"}),
        case("XAPI-00116 other words", lambda made: replaced(made, "verb/display", {"ru": "испытал"})),
    ],
)
def test_a_payload_that_says_the_same_is_a_payload_of_it(client, signer, change):
    made = statement()
    assert send(client, made, signer.sign(bytes_of(change(made)))).status_code == 200


@pytest.mark.requirement("XAPI-00116")
def test_other_attachments_are_signed_with_the_statement(client, signer):
    made = statement(attachments=[attachment()])
    assert send(client, made, signer.sign(bytes_of(made)), content_part()).status_code == 200
    other = statement(attachments=[attachment()])
    jws = signer.sign(bytes_of(replaced(other, "attachments", ...)))
    assert problems_of(send(client, other, jws, content_part())) == [(POINTER, "XAPI-00116")]


@pytest.mark.requirement("XAPI-00116")
def test_a_statement_with_everything_in_it_is_signed(client, signer):
    made = replaced(whole(client.version), "attachments", ...)
    assert send(client, made, signer.sign(bytes_of(made))).status_code == 200


@pytest.mark.parametrize(
    "payload",
    [
        case("XAPI-00116 another statement", bytes_of(statement())),
        case("XAPI-00116 no JSON", b"{"),
        case("XAPI-00116 nothing", b" "),
        case("XAPI-00116 list", b"[]"),
        case("XAPI-00116 text", b'"statement"'),
        case("XAPI-00116 object that is no statement", b'{"timestamp": 1, "attachments": 7}'),
        case("XAPI-00116 no UTF-8", b"\xff\xfe"),
        case("XAPI-00116 key twice", b'{"id": "a", "id": "b"}'),
        case("XAPI-00116 too deep", b"[" * 10_000),
    ],
)
def test_the_signature_of_something_else_is_refused(client, signer, payload, kept):
    before = kept()
    assert problems_of(send(client, statement(), signer.sign(payload))) == [(POINTER, "XAPI-00116")]
    assert kept() == before


@pytest.mark.parametrize(
    ("path", "value"),
    [
        case("XAPI-00116 actor", "actor/account/name", "p-2"),
        case("XAPI-00116 verb", "verb/id", "https://example.org/other"),
        case("XAPI-00116 result", "result", {"success": True}),
        case("XAPI-00116 moment", "timestamp", "2026-03-02T10:00:01Z"),
    ],
)
def test_a_statement_changed_after_it_was_signed_is_refused(client, signer, path, value, kept):
    before, made = kept(), statement()
    jws = signer.sign(bytes_of(made))
    assert problems_of(send(client, replaced(made, path, value), jws)) == [(POINTER, "XAPI-00116")]
    assert kept() == before


@pytest.mark.parametrize(
    ("algorithm", "header"),
    [
        case("XAPI-00117 none", "none", {}),
        case("XAPI-00117 HS256", "HS256", {}),
        case("XAPI-00117 ES256", "ES256", {}),
        case("XAPI-00117 PS256", "PS256", {}),
        case("XAPI-00117 in small letters", "rs256", {}),
        case("XAPI-00117 no algorithm", "RS256", {"alg": None}),
        case("XAPI-00117 list", "RS256", {"alg": ["RS256"]}),
    ],
)
def test_other_algorithms_are_refused(client, signer, algorithm, header, kept):
    before, made = kept(), statement()
    jws = signer.sign(bytes_of(made), algorithm=algorithm, header=header)
    assert problems_of(send(client, made, jws)) == [(POINTER, "XAPI-00117")]
    assert kept() == before


@pytest.mark.parametrize(
    "spoil",
    [
        case("XAPI-00115 nothing", lambda jws: b""),
        case("XAPI-00115 text", lambda jws: b"signed"),
        case("XAPI-00115 two parts", lambda jws: jws.rpartition(b".")[0]),
        case("XAPI-00115 four parts", lambda jws: jws + b".x"),
        case("XAPI-00115 empty part", lambda jws: jws.rpartition(b".")[0] + b"."),
        case("XAPI-00115 padding", lambda jws: jws + b"=="),
        case("XAPI-00115 base64 of the other kind", lambda jws: b"+/" + jws),
        case("XAPI-00115 header that is no JSON", lambda jws: b"e30x" + jws[jws.index(b".") :]),
        case("XAPI-00115 header that is a list", lambda jws: b"W10" + jws[jws.index(b".") :]),
        case("XAPI-00115 JWS as JSON", lambda jws: b'{"payload": "", "signature": ""}'),
    ],
)
def test_what_is_no_jws_is_refused(client, signer, spoil, kept):
    before, made = kept(), statement()
    jws = spoil(signer.sign(bytes_of(made)))
    assert problems_of(send(client, made, jws)) == [(POINTER, "XAPI-00115")]
    assert kept() == before


@pytest.mark.parametrize(
    "header",
    [
        case("XAPI-00115 text for certificates", {"x5c": "MII"}),
        case("XAPI-00115 no certificates in the list", {"x5c": []}),
        case("XAPI-00115 no certificate", {"x5c": ["MII"]}),
        case("XAPI-00115 number", {"x5c": [7]}),
        case("XAPI-00115 what must be understood", {"crit": ["exp"]}),
    ],
)
def test_a_header_that_cannot_be_followed_is_refused(client, signer, header, kept):
    before, made = kept(), statement()
    [(pointer, rule)] = problems_of(send(client, made, signer.sign(bytes_of(made), header=header)))
    assert (pointer, rule) in ((POINTER, "part 2, 2.6"), (POINTER, "XAPI-00115"))
    assert kept() == before


@pytest.mark.requirement("XAPI-00115")
def test_a_signature_by_another_key_than_that_of_the_certificate_is_refused(client, signer, kept):
    before, made = kept(), statement()
    jws = make_signer().sign(bytes_of(made), header={"x5c": [signer.certificate]})
    assert problems_of(send(client, made, jws)) == [(POINTER, "part 2, 2.6")]
    other_hash = signer.sign(bytes_of(made), algorithm="RS384", header={"alg": "RS256"})
    assert problems_of(send(client, made, other_hash)) == [(POINTER, "part 2, 2.6")]
    assert kept() == before


@pytest.mark.parametrize(
    ("fields", "content_type"),
    [
        case("XAPI-00115 said by the statement", {"contentType": "application/json"}, OCTETS),
        case("XAPI-00115 said by the part", {}, "application/jose"),
    ],
)
def test_a_signature_is_a_stream_of_octets(client, signer, fields, content_type, kept):
    before, made = kept(), statement()
    told, part = signature(signer.sign(bytes_of(made)), **fields)
    body = body_of(statements_part(made | {"attachments": [told]}), part.having("Content-Type", content_type))
    found = problems_of(client.post(body, content_type=MULTIPART))
    assert found == [(f"{POINTER}/contentType", "XAPI-00115")]
    assert kept() == before


@pytest.mark.requirement("XAPI-00115")
def test_a_signature_that_is_not_sent_is_missed(client, signer, kept):
    before, made = kept(), statement()
    told, _part = signature(signer.sign(bytes_of(made)))
    assert problems_of(client.post(made | {"attachments": [told]})) == [(f"{POINTER}/fileUrl", "XAPI-00129")]
    assert kept() == before
