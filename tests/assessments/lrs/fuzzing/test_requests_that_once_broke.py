"""What has once ended in an error 500, in half a document or in a process that ran for minutes."""

import json
from hashlib import sha256
from time import process_time
from urllib.parse import quote

import pytest

from assessments.lrs.models import Document, Statement
from tests.assessments.lrs.fuzzing.signing import unsigned_jws
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, multipart, send
from tests.factories.assessments import statement

STATEMENTS, STATE = "/xapi/statements", "/xapi/activities/state"
PLACE = b"activityId=https://example.org/a&agent=" + quote('{"mbox":"mailto:a@example.org"}').encode()
NAMED = PLACE + b"&stateId=bookmark"


@pytest.fixture
def ask(authorization):
    def ask(method, path, query=b"", body=b"", content_type=JSON, length=None, **headers):
        told = {
            "Authorization": authorization,
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": content_type,
        }
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        return send(Sent(method, path, query, told, body, length))

    return ask


def told(answer):
    return answer.json()["message"]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset=rot13",
        "application/json; charset=undefined",
        "application/json; charset=idna",
        'application/json; charset="utf\x00-8"',
        "application/json; charset*=x'y'z",
        "application/json; a*=undefined'en'%ff",
        "application/json; a*=%00'en'x",
    ],
)
def test_an_encoding_that_is_none_of_text_is_a_bad_request(ask, content_type):
    answer = ask("POST", STATEMENTS, body=json.dumps(statement()).encode(), content_type=content_type)
    assert (answer.status, "Content-Type" in told(answer)) == (400, True)
    assert not Statement.objects.exists()


@pytest.mark.parametrize("charset", ["rot13", "undefined", "unicode_escape", "utf-16", "idna"])
def test_the_encoding_of_a_document_is_not_that_of_the_address(ask, charset):
    content_type = f"text/plain; charset={charset}"
    query = NAMED + quote(r"\ud800").encode()
    assert ask("PUT", STATE, query, b"x", content_type=content_type).status == 204
    answer = ask("GET", STATE, query)
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"x", content_type)


@pytest.mark.parametrize(
    "query", [b"verb=http://example.org/%ff", b"verb=http://example.org/\xff", b"&".join([b"a=1"] * 2000)]
)
def test_an_address_that_cannot_be_read_is_told_of_in_json(ask, query):
    answer = ask("GET", STATEMENTS, query)
    assert (answer.status, "query string" in told(answer)) == (400, True)


def test_two_names_that_are_not_utf_8_are_not_one(ask):
    assert ask("PUT", STATE, PLACE + b"&stateId=%ff", b"x").status == 400
    assert not Document.objects.exists()


def test_the_content_type_in_a_form_must_be_one_that_can_be_sent_back(ask):
    form = NAMED + b"&content=x&Content-Type=" + quote("text/日本").encode()
    answer = ask("POST", STATE, b"method=PUT", form, content_type="application/x-www-form-urlencoded")
    assert (answer.status, "Content-Type" in told(answer)) == (400, True)


@pytest.mark.parametrize(
    ("length", "status"), [("abc", 400), ("-1", 400), ("²", 400), ("9" * 5000, 413), ("7", 400)]
)
def test_a_length_that_is_none_or_another_stores_nothing(ask, length, status):
    assert ask("PUT", STATE, NAMED, b"whole", length=length).status == status
    assert not Document.objects.exists()


def test_a_body_in_chunks_is_read_to_its_end(ask):
    assert ask("PUT", STATE, NAMED, b"in chunks", length="", Transfer_Encoding="chunked").status == 204
    assert ask("GET", STATE, NAMED).body == b"in chunks"


def test_a_body_in_chunks_has_the_same_limit(ask, settings):
    settings.PANAH_LRS_MOST_BYTES = 5
    assert ask("PUT", STATE, NAMED, b"in chunks", length="", Transfer_Encoding="chunked").status == 413
    assert not Document.objects.exists()


def test_a_header_of_a_part_is_read_in_time_that_grows_with_it(ask):
    body = multipart([({"A": " " * 100_000 + "\x00"}, b"x")])
    start = process_time()
    assert ask("POST", STATEMENTS, body=body, content_type="multipart/mixed; boundary=b").status == 400
    assert process_time() - start < 2


def test_a_signed_statement_at_the_end_of_the_calendar_is_refused(ask):
    signature = unsigned_jws(statement(timestamp="0001-01-01T00:00:00+14:00"))
    sha2 = sha256(signature).hexdigest()
    signed = statement(
        attachments=[
            {
                "usageType": "http://adlnet.gov/expapi/attachments/signature",
                "display": {"en": "signature"},
                "contentType": "application/octet-stream",
                "length": len(signature),
                "sha2": sha2,
            }
        ]
    )
    parts = [
        ({"Content-Type": JSON}, json.dumps(signed).encode()),
        (
            {
                "Content-Type": "application/octet-stream",
                "Content-Transfer-Encoding": "binary",
                "X-Experience-API-Hash": sha2,
            },
            signature,
        ),
    ]
    answer = ask("POST", STATEMENTS, body=multipart(parts), content_type="multipart/mixed; boundary=b")
    assert (answer.status, "signature of this statement" in told(answer)) == (400, True)


@pytest.mark.parametrize(
    "moment", ["2026-03-02T10:00:00+23:59", "0001-01-01T23:59:00+23:59", "9999-12-31T00:00:00-23:59"]
)
def test_an_offset_larger_than_any_on_earth_is_a_moment_all_the_same(ask, moment):
    made = statement(timestamp=moment)
    assert ask("POST", STATEMENTS, body=json.dumps(made).encode()).status == 200
    assert ask("GET", STATEMENTS, f"statementId={made['id']}".encode()).json()["timestamp"] == moment
    for path, query in ((STATEMENTS, b"since="), (STATEMENTS, b"until="), (STATE, PLACE + b"&since=")):
        assert ask("GET", path, query + quote(moment).encode()).status == 200


def test_an_activity_told_of_as_another_interaction_has_the_parts_of_that_one_only(ask):
    def told(**definition):
        return statement(object={"id": "https://example.org/q", "definition": definition})

    choice = told(
        interactionType="choice", choices=[{"id": "a"}], correctResponsesPattern=["a"], name={"en": "A"}
    )
    matching = told(interactionType="matching", source=[{"id": "b"}])
    assert ask("POST", STATEMENTS, body=json.dumps([choice, matching]).encode()).status == 200
    found = ask("GET", "/xapi/activities", b"activityId=https://example.org/q").json()["definition"]
    assert found == {"interactionType": "matching", "source": [{"id": "b"}], "name": {"en": "A"}}
