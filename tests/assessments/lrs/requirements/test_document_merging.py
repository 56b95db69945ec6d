"""POST puts the members of a JSON object over those of the one stored: part 3, 2.2."""

import pytest

from tests.factories.documents import JSON, Documents
from tests.factories.requirements import case


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00234 XAPI-00185 XAPI-00186", "state"),
        case("XAPI-00308 XAPI-00185 XAPI-00186", "activity profile"),
        case("XAPI-00279 XAPI-00185 XAPI-00186", "agent profile"),
    ],
)
def test_members_are_put_over_those_that_are_there(client, kind):
    found = Documents(client, kind)
    found.put_new({"x": "foo", "y": "bar"})
    response = found.send("POST", {"x": "bash", "z": ["faz", None]}, f"{JSON}; charset=utf-8")
    assert (response.status_code, response.content) == (204, b"")
    assert found.get().json() == {"x": "bash", "y": "bar", "z": ["faz", None]}
    assert found.get()["Content-Type"] == JSON


@pytest.mark.parametrize(
    ("known", "new", "merged"),
    [
        case("XAPI-00183 objects are put whole", {"a": {"b": 1, "c": 2}}, {"a": {"d": 3}}, {"a": {"d": 3}}),
        case("XAPI-00183 lists too", {"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        case("XAPI-00184 another type", {"a": {"b": 1}}, {"a": "text"}, {"a": "text"}),
        case("XAPI-00184 null is a value", {"a": 1, "b": 2}, {"a": None}, {"a": None, "b": 2}),
        case("XAPI-00184 nothing new", {"a": 1}, {}, {"a": 1}),
        case("XAPI-00184 nothing there", {}, {"a": 1}, {"a": 1}),
        case("XAPI-00184 letter case", {"a": 1}, {"A": 2}, {"a": 1, "A": 2}),
        case("XAPI-00184 letters of every script", {"а": "б"}, {"ب": "ج"}, {"а": "б", "ب": "ج"}),
    ],
)
def test_only_what_stands_outermost_is_merged(client, known, new, merged):
    state = Documents(client, "state")
    state.put_new(known)
    assert state.send("POST", new).status_code == 204
    assert state.get().json() == merged


JSON_OBJECT = b'{"a": 1}'
OF_TYPES = {"state": "XAPI-00232", "activity profile": "XAPI-00309", "agent profile": "XAPI-00278"}
OF_OBJECTS = {"state": "XAPI-00229", "activity profile": "XAPI-00313", "agent profile": "XAPI-00281"}
OF_JSON = {"state": "XAPI-00235", "activity profile": "XAPI-00314", "agent profile": "XAPI-00284"}


def unmergeable():
    for kind in OF_TYPES:
        for words, known, new in (
            ("stored text", (JSON_OBJECT, "text/plain"), (JSON_OBJECT, JSON)),
            ("sent text", (JSON_OBJECT, JSON), (JSON_OBJECT, "text/plain")),
            ("both text", (b"a", "text/plain"), (b"b", "text/plain")),
            ("sent JSON-LD", (JSON_OBJECT, JSON), (JSON_OBJECT, "application/ld+json")),
            ("sent without type", (JSON_OBJECT, JSON), (JSON_OBJECT, "")),
        ):
            yield case(f"{OF_TYPES[kind]} {words}", kind, known, new)
        for words, content in (("list", b"[]"), ("number", b"1"), ("text", b'"a"'), ("null", b"null")):
            yield case(f"{OF_OBJECTS[kind]} stored {words}", kind, (content, JSON), (JSON_OBJECT, JSON))
            yield case(f"{OF_OBJECTS[kind]} sent {words}", kind, (JSON_OBJECT, JSON), (content, JSON))
        for words, content in (
            ("cut off", b'{"a": '),
            ("nothing", b""),
            ("no UTF-8", b'{"a": "\xff"}'),
            ("key twice", b'{"a": 1, "a": 2}'),
            ("10,000 deep", b'{"a": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
        ):
            yield case(f"{OF_JSON[kind]} {words}", kind, (JSON_OBJECT, JSON), (content, JSON))


@pytest.mark.parametrize(("kind", "known", "new"), list(unmergeable()))
def test_what_cannot_be_merged_is_refused_and_what_is_there_stays(client, kind, known, new, kept):
    found = Documents(client, kind)
    tag = found.put_new(*known)
    before = kept()
    response = found.send("POST", *new)
    assert response.status_code == 400
    assert response.json()["message"]
    answer = found.get()
    assert (answer.content, answer["Content-Type"], answer["ETag"]) == (*known, tag)
    assert kept() == before


@pytest.mark.parametrize("kind", [case(f"{rule} {kind}", kind) for kind, rule in OF_JSON.items()])
@pytest.mark.parametrize("content", [b"{", b"[]", b"", b'{"a": 1, "a": 2}'])
def test_a_new_document_that_says_it_is_json_is_an_object(client, kind, content, kept):
    found, before = Documents(client, kind), kept()
    assert found.send("POST", content).status_code == 400
    assert found.get().status_code == 404
    assert kept() == before


@pytest.mark.requirement("XAPI-00190")
def test_put_takes_whatever_it_says_it_is(client):
    state = Documents(client, "state")
    state.put_new(b"{ no JSON", JSON)
    assert state.get().content == b"{ no JSON"
