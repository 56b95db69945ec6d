"""What no client should send: refused with the code the standard names, told where, and nothing stored."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.assessments import statement
from tests.factories.documents import Documents
from tests.factories.requirements import case
from tests.factories.whole_statement import PERSON, replaced
from tests.factories.xapi_client import VERSION_HEADER

MEGABYTE = 1024 * 1024


def nested(depth, opening="[", closing="]"):
    return f"{opening * depth}1{closing * depth}"


def bytes_of(made):
    return json.dumps(made).encode()


@pytest.mark.requirement("XAPI-00328")
def test_a_statement_of_20_megabytes_is_too_large(client, kept):
    before = kept()
    made = statement(context={"extensions": {"https://example.org/x": "x" * (20 * MEGABYTE)}})
    response = client.post(made)
    assert response.status_code == 413
    assert str(16 * MEGABYTE) in response.json()["message"]
    assert kept() == before


@pytest.mark.requirement("XAPI-00328")
def test_a_statement_of_3_megabytes_is_taken(client):
    made = statement(context={"extensions": {"https://example.org/x": "x" * (3 * MEGABYTE)}})
    assert client.post(made).status_code == 200
    assert client.one(made["id"])["context"] == made["context"]


@pytest.mark.parametrize(
    "text",
    [
        case("lists", nested(10_000)),
        case("objects", nested(10_000, '{"a":', "}")),
        case("both", nested(5_000, '[{"a":', "}]")),
        case("never closed", "[" * 10_000),
        case("just too deep", nested(101)),
    ],
)
@pytest.mark.parametrize("where", ["alone", "in an extension", "in a parameter"])
def test_what_is_nested_too_deeply_is_refused(client, text, where, kept):
    before = kept()
    if where == "alone":
        response = client.post(text)
    elif where == "in an extension":
        made = bytes_of(statement(context={"extensions": {"https://example.org/x": "HERE"}}))
        response = client.post(made.replace(b'"HERE"', text.encode()))
    else:
        response = client.get("/xapi/agents", agent=text)
    assert response.status_code == 400
    [problem] = response.json()["problems"]
    if where == "in a parameter":
        assert problem["parameter"] == "agent"
    elif text.endswith("["):
        assert problem["pointer"] == ""
    else:
        assert problem == {"pointer": "", "requirement": "must not be nested deeper than 100"}
    assert kept() == before


def test_what_is_nested_less_deeply_is_taken(client):
    deep = json.loads(nested(90))
    made = statement(context={"extensions": {"https://example.org/x": deep}})
    assert client.post(made).status_code == 200
    assert client.one(made["id"])["context"]["extensions"] == made["context"]["extensions"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        case(
            "XAPI-00014 broken",
            b'{"actor": ',
            {"pointer": "", "requirement": "must be JSON in UTF-8", "rule": "XAPI-00014"},
        ),
        case(
            "XAPI-00021 key twice",
            b'{"result": {"score": {"raw": 1, "raw": 2}}}',
            {"pointer": "/result/score/raw", "requirement": "must stand only once", "rule": "XAPI-00021"},
        ),
        case(
            "XAPI-00015 no UTF-8",
            bytes_of(statement()).replace(b"example", b"ex\xe4mple"),
            {"pointer": "", "requirement": "must be JSON in UTF-8", "rule": "XAPI-00015"},
        ),
        case(
            "XAPI-00044 IRI with a space",
            bytes_of(replaced(statement(), "verb/id", "https://example.org/ did")),
            {"pointer": "/verb/id", "requirement": "must be an absolute IRI", "rule": "XAPI-00044"},
        ),
        case(
            "XAPI-00013 language tag that is none",
            bytes_of(replaced(statement(), "verb/display", {"englisch_": "did"})),
            {
                "pointer": "/verb/display/englisch_",
                "requirement": "must be a language tag of RFC 5646",
                "rule": "XAPI-00013",
            },
        ),
        case(
            "XAPI-00034 actor with two identifiers",
            bytes_of(statement(actor=PERSON | {"openid": "https://example.org/me"})),
            {
                "pointer": "/actor",
                "requirement": "must have exactly one of: mbox, mbox_sha1sum, openid, account",
                "rule": "XAPI-00034",
            },
        ),
    ],
)
def test_where_the_fault_is_and_which_requirement_is_not_met(client, body, problem, kept):
    before = kept()
    response = client.post(body)
    assert response.status_code == 400
    assert response.json()["problems"] == [problem]
    assert kept() == before


@pytest.mark.requirement("XAPI-00014")
def test_of_json_that_breaks_off_the_line_and_column_are_told(client):
    message = client.post(b'{"verb":\n  {"id": did}}').json()["message"]
    assert "line 2 column 10" in message


@pytest.mark.parametrize(
    "version", ["0.9", "1.1.0", "9.9.9", "latest", "1.0.3\t", "'; DROP TABLE", "1" * 5000]
)
@pytest.mark.requirement("XAPI-00331")
def test_an_unknown_version_is_refused(client, version, kept):
    before = kept()
    response = client.post(statement(), headers={VERSION_HEADER: version})
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == VERSION_HEADER
    assert kept() == before


@pytest.mark.requirement("XAPI-00022")
def test_a_clock_in_the_future_is_taken(client):
    made = statement(timestamp=(timezone.now() + timedelta(days=36_500)).isoformat())
    assert client.put(made).status_code == 204


@pytest.mark.parametrize(
    "letters", ["\x00", "a\x00b", "\x1f", "\u202e", "\uffff", "🙂", "'; DROP TABLE", "%00", "../../"]
)
def test_odd_letters_are_kept_or_refused_but_never_break_anything(client, letters):
    made = statement(result={"response": letters}, context={"extensions": {"https://example.org/x": letters}})
    response = client.post(made)
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        found = client.one(made["id"])
        assert (found["result"], found["context"]) == (made["result"], made["context"])
    state = Documents(client, "state")
    put = state.send("PUT", {"a": 1}, stateId=letters)
    assert put.status_code == (400 if any(ord(one) < 32 for one in letters) else 204)
