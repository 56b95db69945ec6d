"""Entity tags: part 3, 3.1; 2.0: 4.1.4; RFC 9110, section 13."""

from hashlib import sha1

import pytest

from tests.factories.documents import KINDS, Documents
from tests.factories.requirements import case
from tests.factories.xapi_client import XapiClient

TEXT = "text/plain"
OTHER = '"0000000000000000000000000000000000000000"'
PROFILES = [kind for kind in KINDS if kind != "state"]


@pytest.fixture(params=[case(f"XAPI-00322 IEEE-4.1.4 {kind}", kind) for kind in KINDS])
def found(request, client):
    """Documents of each kind, in each version; requirements are named by the parameter."""
    return Documents(client, request.param)


@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_a_document_has_a_tag_in_quotes_the_sha_1_of_its_content(found):
    content = b"\x00\xff"
    assert found.put_new(content, TEXT) == f'"{sha1(content, usedforsecurity=False).hexdigest()}"'
    assert found.send("HEAD")["ETag"] == found.get()["ETag"]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize(
    "header", ["If-Match: other", "If-Match: many others", "If-None-Match: *", "If-None-Match: its"]
)
@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_a_document_that_was_changed_meanwhile_is_left_as_it_is(found, method, header, kept):
    tag = found.put_new({"a": 1})
    values = {"other": OTHER, "many others": f"{OTHER}, W/{OTHER}", "*": "*", "its": tag}
    name, value = header.split(": ")
    before = kept()
    response = found.send(method, {"b": 2}, headers={name: values[value]})
    assert response.status_code == 412
    assert response.json()["message"]
    assert (found.get().json(), found.get()["ETag"]) == ({"a": 1}, tag)
    assert kept() == before


@pytest.mark.parametrize("spelt", ["{tag}", "*", f"{OTHER}, {{tag}}", "{bare}"])
@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_who_has_seen_the_document_may_change_it(found, spelt):
    tag = found.put_new({"a": 1})

    def seen():
        tag = found.get()["ETag"]
        return {"If-Match": spelt.format(tag=tag, bare=tag.strip('"'))}

    assert found.send("PUT", {"b": 2}, headers=seen()).status_code == 204
    assert found.send("POST", {"c": 3}, headers=seen()).status_code == 204
    assert found.get().json() == {"b": 2, "c": 3}
    assert found.get()["ETag"] != tag
    assert found.send("DELETE", headers=seen()).status_code == 204
    assert found.get().status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_nothing_matches_where_nothing_is(found, method, kept):
    before = kept()
    for value in ("*", OTHER):
        assert found.send(method, {}, headers={"If-Match": value}).status_code == 412
    assert found.get().status_code == 404
    assert kept() == before


@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_where_nothing_is_a_new_document_may_be_made(found):
    for method in ("PUT", "POST"):
        assert found.send(method, {"a": 1}, headers={"If-None-Match": "*"}).status_code == 204
        found.send("DELETE")


@pytest.mark.requirement("XAPI-00322", "IEEE-4.1.4")
def test_who_has_it_already_is_told_so(found):
    tag = found.put_new(b"x" * 500, TEXT)
    response = found.get(headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert found.get(headers={"If-None-Match": OTHER}).status_code == 200


# Put without having looked


@pytest.mark.parametrize("kind", [case(f"XAPI-00322 {kind}", kind) for kind in PROFILES])
def test_a_profile_is_not_overwritten_unseen(client, kind, kept):
    found = Documents(client, kind)
    tag, before = found.put_new({"a": 1}), kept()
    response = found.send("PUT", {"b": 2})
    assert response.status_code == 409
    assert "If-Match" in response.json()["message"]
    assert (found.get().json(), found.get()["ETag"]) == ({"a": 1}, tag)
    assert kept() == before


@pytest.mark.parametrize(
    "kind", [case("XAPI-00273", "agent profile"), case("XAPI-00322", "activity profile")]
)
def test_in_1_0_3_a_new_profile_is_put_with_a_header(client_of_1, kind, kept):
    found, before = Documents(client_of_1, kind), kept()
    response = found.send("PUT", {"a": 1})
    assert response.status_code == 400
    assert "If-None-Match" in response.json()["message"]
    assert kept() == before


@pytest.mark.requirement("IEEE-4.1.4")
@pytest.mark.parametrize("kind", KINDS)
def test_in_2_0_a_new_document_needs_no_header_but_one_that_is_there_does(client_of_2, kind, kept):
    found = Documents(client_of_2, kind)
    assert found.send("PUT", {"a": 1}).status_code == 204
    before = kept()
    response = found.send("PUT", {"b": 2})
    assert response.status_code == 409
    assert "If-Match" in response.json()["message"]
    assert found.get().json() == {"a": 1}
    assert kept() == before
    # What is added to or taken away is not overwritten.
    assert found.send("POST", {"b": 2}).status_code == 204
    assert found.send("DELETE").status_code == 204


@pytest.mark.requirement("XAPI-00190", "XAPI-00322")
def test_in_1_0_3_states_are_put_without_looking(db):
    state = Documents(XapiClient(), "state")
    for content in ({"a": 1}, {"b": 2}):
        assert state.send("PUT", content).status_code == 204
    assert state.get().json() == {"b": 2}
