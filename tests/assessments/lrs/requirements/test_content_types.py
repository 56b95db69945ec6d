"""UTF-8 and application/json: part 3, 1.4 and 1.5.1; 2.0: 4.1.3."""

import json

import pytest

from tests.factories.assessments import statement
from tests.factories.multipart import attachment
from tests.factories.requirements import case
from tests.factories.xapi_client import AGENT

NAMES = {
    "ru": "Охрана границы",
    "fa-AF": "نگهبانی مرز",
    "tg": "Ҳифзи сарҳад",
    "en": "a\u2028b 𝄞 \u0000".strip("\u0000"),
}


@pytest.mark.requirement("XAPI-00015")
def test_letters_of_every_script_come_back_as_they_were_sent(client):
    definition = {"name": NAMES}
    made = statement(object={"id": "https://example.org/граница", "definition": definition})
    escaped, plain = made, statement(object=made["object"])
    assert client.post(json.dumps(escaped, ensure_ascii=True)).status_code == 200
    assert client.post(json.dumps(plain, ensure_ascii=False).encode()).status_code == 200
    for one in (escaped, plain):
        response = client.get(statementId=one["id"])
        assert json.loads(response.content.decode("utf-8"))["object"] == made["object"]
    assert client.find(activity="https://example.org/граница") == [plain["id"], escaped["id"]]


@pytest.mark.requirement("XAPI-00015")
def test_names_of_documents_are_utf_8_too(client):
    asked = {"activityId": "https://example.org/граница", "agent": AGENT, "stateId": "состояние ۱ +&=%"}
    address = client.address("/xapi/activities/state", asked)
    assert client.send("PUT", address, "слово".encode(), content_type="text/plain").status_code == 204
    assert client.send("GET", address).content.decode() == "слово"
    del asked["stateId"]
    assert client.get("/xapi/activities/state", **asked).json() == ["состояние ۱ +&=%"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        case(
            "XAPI-00015 no UTF-8",
            json.dumps(statement()).encode().replace(b"experienced", b"\xff\xfe"),
            "XAPI-00015",
        ),
        case("XAPI-00015 Latin-1", '{"verb": {"id": "a:é"}}'.encode("latin-1"), "XAPI-00015"),
        case("XAPI-00015 UTF-16", json.dumps(statement()).encode("utf-16"), "XAPI-00015"),
        case("XAPI-00015 overlong", b'{"verb": "\xc0\xaf"}', "XAPI-00015"),
        case("XAPI-00015 half a letter", b'{"verb": "\\ud800"}', "XAPI-00015"),
        case("XAPI-00014 nothing", b"", "XAPI-00014"),
        case("XAPI-00014 cut off", json.dumps(statement()).encode()[:-1], "XAPI-00014"),
        case("XAPI-00014 something after it", json.dumps(statement()).encode() + b"}", "XAPI-00014"),
        case("XAPI-00014 comma too many", b'{"verb": {},}', "XAPI-00014"),
        case("XAPI-00014 single quotes", b"{'verb': {}}", "XAPI-00014"),
        case("XAPI-00014 comment", b"{} // done", "XAPI-00014"),
        case("XAPI-00014 byte order mark", b"\xef\xbb\xbf" + json.dumps(statement()).encode(), "XAPI-00014"),
        case("XAPI-00014 NaN", b'{"result": {"score": {"raw": NaN}}}', "XAPI-00014"),
        case("XAPI-00014 no number", b'{"result": {"score": {"raw": 1e999}}}', "XAPI-00014"),
        case(
            "XAPI-00014 number of 5000 digits",
            b'{"result": {"score": {"raw": ' + b"9" * 5000 + b"}}}",
            "XAPI-00014",
        ),
    ],
)
def test_what_is_no_json_in_utf_8_is_refused(client, body, rule, kept):
    before = kept()
    response = client.post(body)
    assert response.status_code == 400
    assert response.json()["message"]
    assert response.json()["problems"] == [
        {"pointer": "", "requirement": "must be JSON in UTF-8", "rule": rule}
    ]
    assert kept() == before


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        case("XAPI-00021 id", b'{"id": "a", "verb": {}, "id": "b"}', "/id"),
        case("XAPI-00021 same value", b'{"verb": {"id": "a:b", "id": "a:b"}}', "/verb/id"),
        case(
            "XAPI-00021 in a batch",
            b'[{}, {"object": {"definition": {"name": {"en": "", "en": ""}}}}]',
            "/1/object/definition/name/en",
        ),
        case(
            "XAPI-00021 in extensions",
            b'{"context": {"extensions": {"a:b/c": [{"~": 1, "~": 2}]}}}',
            "/context/extensions/a:b~1c/0/~0",
        ),
        case("XAPI-00021 the outer of two", b'{"actor": {"mbox": 1, "mbox": 1}, "actor": 2}', "/actor"),
    ],
)
def test_a_key_that_stands_twice_is_named(client, body, pointer, kept):
    before = kept()
    response = client.post(body)
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {"pointer": pointer, "requirement": "must stand only once", "rule": "XAPI-00021"}
    ]
    assert kept() == before


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.parametrize(
    "content_type",
    [
        case("XAPI-00127 text/plain", "text/plain"),
        case("XAPI-00127 multipart/form-data", "multipart/form-data; boundary=x"),
        case("XAPI-00127 form", "application/x-www-form-urlencoded"),
        case("XAPI-00127 application/jsonp", "application/jsonp"),
        case("XAPI-00127 JSON-LD", "application/ld+json"),
        case("XAPI-00127 empty", ""),
        case("XAPI-00127 none that is one", ";;;"),
        case("XAPI-00127 another charset", "application/json; charset=latin-1"),
    ],
)
def test_other_content_types_are_a_bad_request(client, method, content_type, kept):
    before = kept()
    for made in (statement(), statement(attachments=[attachment(fileUrl="https://example.org/f")])):
        response = getattr(client, method)(made, content_type=content_type)
        assert response.status_code == 400
        assert response.json()["problems"][0]["parameter"] == "Content-Type"
    assert kept() == before


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON",
        'application/json; a="b"',
    ],
)
@pytest.mark.requirement("XAPI-00127", "IEEE-4.1.3")
def test_a_charset_beside_the_content_type_is_fine(client, content_type):
    assert client.post(statement(), content_type=content_type).status_code == 200


@pytest.mark.requirement("XAPI-00127", "IEEE-4.1.3")
def test_an_attachment_with_an_address_needs_no_part_of_its_own(client):
    made = statement(attachments=[attachment(fileUrl="https://example.org/f")])
    assert client.put(made).status_code == 204
    assert client.one(made["id"])["attachments"] == made["attachments"]


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.requirement("XAPI-00129")
def test_an_attachment_without_address_or_content_is_refused(client, method, kept):
    before = kept()
    made = statement(attachments=[attachment(fileUrl="https://example.org/f"), attachment(b"other")])
    response = getattr(client, method)(made)
    assert response.status_code == 400
    assert response.json()["problems"] == [
        {
            "pointer": "/attachments/1/fileUrl",
            "requirement": "is required when the content is not sent along",
            "rule": "XAPI-00129",
        }
    ]
    assert kept() == before


@pytest.mark.parametrize("value", [None, "text", 7, True, [[]], [statement(), None], [[statement()]], ["a"]])
@pytest.mark.requirement("XAPI-00014")
def test_json_that_is_no_statement_is_refused(client, value, kept):
    before = kept()
    response = client.post(json.dumps(value))
    assert response.status_code == 400
    [problem] = response.json()["problems"]
    assert problem["rule"] == "XAPI-00006"
    assert problem["pointer"] == ({1: "/0", 2: "/1"}[len(value)] if isinstance(value, list) else "")
    assert kept() == before
