"""multipart/mixed, in and out: part 3, 1.5.2; RFC 2046; 2.0: 4.1.3."""

from hashlib import sha224, sha384, sha512

import pytest

from assessments.lrs import blobs
from assessments.lrs.models import Attachment
from tests.factories.assessments import statement
from tests.factories.multipart import (
    BOUNDARY,
    CONTENT,
    HASH_HEADER,
    MULTIPART,
    attachment,
    body_of,
    content_part,
    parts_of,
    statements_part,
)
from tests.factories.requirements import case
from tests.factories.whole_statement import as_sub_statement

OTHER = b"other content"


def having(*contents, **fields):
    """Return a statement with attachments of these contents."""
    return statement(attachments=[attachment(one) for one in contents], **fields)


def send(client, *parts, method="post", content_type=MULTIPART, made=None):
    url = f"?statementId={made['id']}" if method == "put" else ""
    return client.send(method.upper(), f"/xapi/statements{url}", body_of(*parts), content_type=content_type)


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.requirement("XAPI-00127", "XAPI-00130", "IEEE-4.1.3")
def test_a_content_comes_with_its_statement_and_is_given_back(client, method, kept):
    made = having(CONTENT)
    response = send(client, statements_part(made), content_part(), method=method, made=made)
    assert response.status_code == {"put": 204, "post": 200}[method]
    [row] = Attachment.objects.all()
    assert blobs.read(row.digest) == CONTENT
    statements, *_others, files = kept()
    assert (statements, files) == (1, 1)
    assert client.one(made["id"])["attachments"] == made["attachments"]
    answer = client.get(statementId=made["id"], attachments="true")
    assert answer["Content-Type"].startswith("multipart/mixed; boundary=")
    (head, _text), (content_head, content) = parts_of(answer)
    assert head["Content-Type"] == "application/json"
    assert content == CONTENT
    assert content_head == {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        HASH_HEADER: made["attachments"][0]["sha2"],
    }


@pytest.mark.requirement("XAPI-00167", "XAPI-00161")
def test_contents_are_given_only_when_asked_for(client):
    first, second, plain = having(CONTENT), having(CONTENT, OTHER), statement()
    send(client, statements_part([first, second, plain]), content_part(), content_part(OTHER))
    page = client.get(attachments="true")
    (head, text), *contents = parts_of(page)
    assert head["Content-Type"] == "application/json"
    assert text.count(b'"sha2"') == 3
    # One copy of each, however many statements name it.
    assert sorted(content for _head, content in contents) == sorted([CONTENT, OTHER])
    for response in (client.get(attachments="false"), client.get(), client.get(statementId=second["id"])):
        assert response["Content-Type"] == "application/json"
        assert CONTENT not in response.content


@pytest.mark.requirement("XAPI-00167")
def test_a_page_without_contents_is_still_in_parts_when_they_are_asked_for(client):
    client.store(statement())
    [(head, text)] = parts_of(client.get(attachments="true"))
    assert head["Content-Type"] == "application/json"
    assert b'"statements"' in text


@pytest.mark.parametrize(
    ("made", "parts"),
    [
        case("XAPI-00127 no attachment", statement(), []),
        case(
            "XAPI-00127 address alone",
            statement(attachments=[attachment(fileUrl="https://example.org/f")]),
            [],
        ),
        case(
            "XAPI-00127 one by address, one by content",
            statement(attachments=[attachment(OTHER, fileUrl="https://example.org/f"), attachment()]),
            [content_part()],
        ),
        case(
            "XAPI-00133 content of a sub-statement",
            statement(object=as_sub_statement(having(CONTENT))),
            [content_part()],
        ),
        case(
            "XAPI-00132 SHA-224",
            statement(attachments=[attachment(sha2=sha224(CONTENT).hexdigest())]),
            [content_part().having(HASH_HEADER, sha224(CONTENT).hexdigest())],
        ),
        case(
            "XAPI-00132 SHA-384",
            statement(attachments=[attachment(sha2=sha384(CONTENT).hexdigest())]),
            [content_part().having(HASH_HEADER, sha384(CONTENT).hexdigest())],
        ),
        case(
            "XAPI-00132 SHA-512",
            statement(attachments=[attachment(sha2=sha512(CONTENT).hexdigest())]),
            [content_part().having(HASH_HEADER, sha512(CONTENT).hexdigest())],
        ),
        case(
            "XAPI-00132 in capitals",
            having(CONTENT),
            [content_part().having(HASH_HEADER, attachment()["sha2"].upper())],
        ),
        case(
            "XAPI-00135 BINARY",
            having(CONTENT),
            [content_part().having("Content-Transfer-Encoding", "BINARY")],
        ),
        case("XAPI-00130 nothing in it", having(b""), [content_part(b"")]),
        case(
            "XAPI-00130 lines like a boundary",
            having(b"\r\n--a-boundar\r\n--\r\n"),
            [content_part(b"\r\n--a-boundar\r\n--\r\n")],
        ),
        case("XAPI-00135 without its type", having(CONTENT), [content_part().without("Content-Type")]),
    ],
)
def test_other_bodies_are_taken(client, made, parts):
    response = send(client, statements_part(made), *parts)
    assert (response.status_code, response.json()) == (200, [made["id"]])
    assert Attachment.objects.count() == len(parts)


@pytest.mark.parametrize("boundary", ["b", "a b", "--", "'()+_,-./:=?", "b" * 70])
@pytest.mark.requirement("XAPI-00131")
def test_every_boundary_of_rfc_2046_is_taken(client, boundary):
    body = body_of(statements_part(having(CONTENT)), content_part(), boundary=boundary)
    response = client.post(body, content_type=f'multipart/mixed; boundary="{boundary}"')
    assert response.status_code == 200


GOOD = statements_part(having(CONTENT))
LINE = f"--{BOUNDARY}".encode()


@pytest.mark.parametrize(
    "content_type",
    [
        case("XAPI-00131 none", "multipart/mixed"),
        case("XAPI-00131 empty", "multipart/mixed; boundary="),
        case("XAPI-00131 another", "multipart/mixed; boundary=other"),
        case("XAPI-00131 too long", f"multipart/mixed; boundary={'b' * 71}"),
        case("XAPI-00131 letters it may not have", 'multipart/mixed; boundary="a;b"'),
        case("XAPI-00131 ends with a space", 'multipart/mixed; boundary="b "'),
        case("XAPI-00127 another multipart", f"multipart/form-data; boundary={BOUNDARY}"),
    ],
)
def test_without_the_boundary_nothing_is_found(client, content_type, kept):
    before = kept()
    response = send(client, GOOD, content_part(), content_type=content_type)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] in ("Content-Type", "body")
    assert kept() == before


@pytest.mark.parametrize(
    ("body", "where"),
    [
        case("XAPI-00130 nothing", b"", "body"),
        case("XAPI-00130 no boundary", GOOD.written, "body"),
        case("XAPI-00130 closing line alone", LINE + b"--\r\n", "body"),
        case("XAPI-00130 not closed", LINE + b"\r\n" + GOOD.written + b"\r\n", "body"),
        case("XAPI-00130 closed too early", LINE + b"--\r\n" + body_of(GOOD, content_part()), "body"),
        case(
            "XAPI-00130 lines that end in LF alone",
            body_of(GOOD, content_part()).replace(b"\r\n", b"\n"),
            "body",
        ),
        case(
            "XAPI-00130 no line between parts", LINE + b"\r\n" + GOOD.written + content_part().written, "body"
        ),
        case(
            "XAPI-00130 no empty line",
            LINE + b"\r\nContent-Type: application/json\r\n" + LINE + b"--\r\n",
            "body, part 1",
        ),
        case(
            "XAPI-00130 header that is none",
            LINE + b"\r\nno header\r\n\r\n{}\r\n" + LINE + b"--\r\n",
            "body, part 1",
        ),
        case("XAPI-00134 no type", body_of(GOOD.without("Content-Type"), content_part()), "body, part 1"),
        case(
            "XAPI-00134 another type",
            body_of(GOOD.having("Content-Type", "text/plain"), content_part()),
            "body, part 1",
        ),
        case("XAPI-00134 content first", body_of(content_part(), GOOD), "body, part"),
        case("XAPI-00132 no hash", body_of(GOOD, content_part().without(HASH_HEADER)), "body, part 2"),
        case("XAPI-00132 empty hash", body_of(GOOD, content_part().having(HASH_HEADER, "")), "body, part 2"),
        case(
            "XAPI-00135 no encoding",
            body_of(GOOD, content_part().without("Content-Transfer-Encoding")),
            "body, part 2",
        ),
        case(
            "XAPI-00135 base64",
            body_of(GOOD, content_part().having("Content-Transfer-Encoding", "base64")),
            "body, part 2",
        ),
        case(
            "XAPI-00133 statements in two parts",
            body_of(GOOD, statements_part(statement()), content_part()),
            "body, part 2",
        ),
    ],
)
def test_a_body_of_broken_parts_is_refused(client, body, where, kept):
    before = kept()
    response = client.post(body, content_type=MULTIPART)
    assert response.status_code == 400
    [problem] = response.json()["problems"]
    assert problem["parameter"].startswith(where)
    assert kept() == before


@pytest.mark.parametrize(
    ("made", "parts", "problems"),
    [
        case("XAPI-00128 surplus part", statement(), [content_part()], [("", "XAPI-00128")]),
        case(
            "XAPI-00128 one of two is surplus",
            having(CONTENT),
            [content_part(), content_part(OTHER)],
            [("", "XAPI-00128")],
        ),
        case("XAPI-00129 missing part", having(CONTENT), [], [("/attachments/0/fileUrl", "XAPI-00129")]),
        case(
            "XAPI-00129 one of two is missing",
            having(CONTENT, OTHER),
            [content_part()],
            [("/attachments/1/fileUrl", "XAPI-00129")],
        ),
        case(
            "XAPI-00129 of a sub-statement",
            statement(object=as_sub_statement(having(CONTENT))),
            [],
            [("/object/attachments/0/fileUrl", "XAPI-00129")],
        ),
        case(
            "XAPI-00132 hash of another content",
            having(CONTENT),
            [content_part().having(HASH_HEADER, attachment(OTHER)["sha2"])],
            [("/attachments/0/fileUrl", "XAPI-00129"), ("", "XAPI-00128")],
        ),
        case(
            "XAPI-00132 content of another hash",
            having(CONTENT),
            [content_part(OTHER).having(HASH_HEADER, attachment()["sha2"])],
            [("/attachments/0/sha2", "part 3, 1.5.2")],
        ),
        case(
            "XAPI-00132 digest of no known length",
            statement(attachments=[attachment(sha2="a" * 60)]),
            [content_part().having(HASH_HEADER, "a" * 60)],
            [("/attachments/0/sha2", "part 3, 1.5.2")],
        ),
    ],
)
def test_statements_and_contents_that_do_not_fit_are_refused(client, made, parts, problems, kept):
    before = kept()
    response = send(client, statements_part(made), *parts)
    assert response.status_code == 400
    assert [(one["pointer"], one["rule"]) for one in response.json()["problems"]] == problems
    assert kept() == before


@pytest.mark.requirement("XAPI-00128", "XAPI-00182", "XAPI-00326")
def test_of_a_batch_with_one_content_missing_neither_rows_nor_files_are_stored(client, kept):
    before = kept()
    batch = [having(CONTENT), statement(), having(OTHER)]
    response = send(client, statements_part(batch), content_part())
    assert response.status_code == 400
    assert [one["pointer"] for one in response.json()["problems"]] == ["/2/attachments/0/fileUrl"]
    assert kept() == before


@pytest.mark.requirement("XAPI-00142")
def test_a_conflict_stores_no_content(client, kept):
    made = statement()
    client.put(made)
    before = kept()
    response = send(client, statements_part(having(CONTENT, id=made["id"])), content_part())
    assert response.status_code == 409
    assert kept() == before
