"""State, activity profiles and agent profiles: part 3, 2.2, 2.3, 2.6, 2.7; 2.0: 4.1.6.2, 4.1.6.5, 4.1.6.6."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha1
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.lrs.models import Document
from tests.factories.documents import JSON, KINDS
from tests.factories.requirements import case
from tests.factories.xapi_client import OTHER_AGENT

REGISTRATION = "c0ffee00-0000-4000-8000-000000000000"
BYTES = b"\x00\xff any bytes"


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00190 XAPI-00188 XAPI-00192 XAPI-00217 XAPI-00230 XAPI-00140 IEEE-4.1.6.2", "state"),
        case(
            "XAPI-00287 XAPI-00293 XAPI-00288 XAPI-00290 XAPI-00311 XAPI-00140 IEEE-4.1.6.6",
            "activity profile",
        ),
        case(
            "XAPI-00273 XAPI-00269 XAPI-00274 XAPI-00259 XAPI-00282 XAPI-00140 IEEE-4.1.6.5", "agent profile"
        ),
    ],
)
@pytest.mark.parametrize(
    "content_type", ["application/octet-stream", JSON, "image/png", 'text/plain; charset="x"']
)
def test_a_document_comes_back_as_it_was_put(documents, kind, content_type):
    found = documents(kind)
    response = found.send("PUT", BYTES, content_type, {"If-None-Match": "*"})
    assert (response.status_code, response.content) == (204, b"")
    response = found.get()
    assert (response.status_code, response.content) == (200, BYTES)
    assert response["Content-Type"] == content_type


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00189 XAPI-00231 XAPI-00233", "state"),
        case("XAPI-00286 XAPI-00292 XAPI-00312 XAPI-00310", "activity profile"),
        case("XAPI-00272 XAPI-00283 XAPI-00280", "agent profile"),
    ],
)
@pytest.mark.parametrize(
    ("body", "content_type"), [(b'{"a": 1}', JSON), (b"plain", "text/plain"), (BYTES, "image/png")]
)
def test_a_post_of_what_is_not_there_stores_it(documents, kind, body, content_type):
    found = documents(kind)
    response = found.send("POST", body, content_type)
    assert (response.status_code, response.content) == (204, b"")
    assert (found.get().content, found.get()["Content-Type"]) == (body, content_type)


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00187 XAPI-00191 XAPI-00216", "state"),
        case("XAPI-00285 XAPI-00291", "activity profile"),
        case("XAPI-00271", "agent profile"),
    ],
)
def test_a_document_is_deleted_and_no_other(documents, kind):
    found = documents(kind)
    found.put_new(b"1", "text/plain")
    found.put_new(b"2", "text/plain", **{found.kind.name: "other"})
    response = found.send("DELETE")
    assert (response.status_code, response.content) == (204, b"")
    assert found.get().status_code == 404
    assert found.names() == ["other"]
    assert found.send("DELETE").status_code == 204


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_is_not_there_is_not_found(documents, kind):
    response = documents(kind).get()
    assert response.status_code == 404
    assert response.json()["message"]


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00193", "state"),
        case("XAPI-00289", "activity profile"),
        case("XAPI-00270", "agent profile"),
    ],
)
def test_the_names_of_all_documents_in_a_place(documents, kind):
    found = documents(kind)
    assert found.names() == []
    for name in ("б", "a", "2"):
        found.put_new(b"x", "text/plain", **{found.kind.name: name})
    elsewhere = {"activityId": "https://example.org/other"} if "activityId" in found.kind.place else {}
    elsewhere = elsewhere or {"agent": OTHER_AGENT}
    found.put_new(b"x", "text/plain", **elsewhere)
    assert sorted(found.names()) == ["2", "a", "б"]
    assert found.names(**elsewhere) == ["d"]


@pytest.mark.parametrize(
    "kind",
    [
        case("XAPI-00195 XAPI-00221 XAPI-00222 XAPI-00141", "state"),
        case("XAPI-00294 XAPI-00303 XAPI-00141", "activity profile"),
        case("XAPI-00275 XAPI-00268 XAPI-00141", "agent profile"),
    ],
)
def test_since_leaves_out_what_was_not_changed_after_it(documents, kind):
    found = documents(kind)
    for name in ("old", "new"):
        found.put_new(b"x", "text/plain", **{found.kind.name: name})
    moment = timezone.now()
    Document.objects.filter(name="old").update(updated_at=moment - timedelta(seconds=1))
    Document.objects.filter(name="new").update(updated_at=moment + timedelta(milliseconds=1))
    assert found.names(since=moment.isoformat()) == ["new"]
    assert found.names(since=(moment + timedelta(hours=1)).isoformat()) == []
    tag = found.get(**{found.kind.name: "old"})["ETag"]
    Document.objects.filter(name="new").update(updated_at=moment)
    found.send("PUT", b"y", "text/plain", {"If-Match": tag}, **{found.kind.name: "old"})
    assert found.names(since=moment.isoformat()) == ["old"]


# State alone: registrations, and all of a place at once


@pytest.mark.requirement("XAPI-00218", "XAPI-00219", "XAPI-00220", "XAPI-00227")
def test_states_of_registrations_are_kept_apart(documents):
    state = documents("state")
    state.put_new(b'{"of": "none"}')
    for registration in (REGISTRATION, str(uuid4())):
        state.put_new(b'{"of": "one"}', registration=registration)
    assert state.send("POST", b'{"more": 1}', registration=REGISTRATION.upper()).status_code == 204
    assert state.get(registration=REGISTRATION).json() == {"of": "one", "more": 1}
    assert state.get().json() == {"of": "none"}
    assert state.names(registration=REGISTRATION) == ["d"]
    assert state.send("DELETE", registration=REGISTRATION).status_code == 204
    assert state.get(registration=REGISTRATION).status_code == 404
    assert state.get().status_code == 200


@pytest.mark.requirement("XAPI-00194")
def test_all_states_of_a_place_or_of_a_registration_are_deleted(documents):
    state = documents("state")
    for name in ("a", "b"):
        for registration in (None, REGISTRATION):
            state.put_new(b"x", "text/plain", stateId=name, registration=registration)
    state.put_new(b"x", "text/plain", activityId="https://example.org/other")
    state.put_new(b"x", "text/plain", agent=OTHER_AGENT)
    assert state.send("DELETE", stateId=None, registration=REGISTRATION).status_code == 204
    assert state.names(registration=REGISTRATION) == []
    assert sorted(state.names()) == ["a", "b"]
    assert state.send("DELETE", stateId=None).status_code == 204
    assert state.names() == []
    assert state.names(activityId="https://example.org/other") == state.names(agent=OTHER_AGENT) == ["d"]


@pytest.mark.requirement("XAPI-00193")
def test_without_a_registration_the_states_of_all_are_named(documents):
    state = documents("state")
    state.put_new(b"x", "text/plain", stateId="a", registration=REGISTRATION)
    state.put_new(b"x", "text/plain", stateId="b")
    assert sorted(state.names()) == ["a", "b"]


@pytest.mark.parametrize("kind", ["state", "agent profile"])
@pytest.mark.requirement("XAPI-00259")
def test_an_agent_is_the_same_by_its_identifier(documents, kind):
    found = documents(kind)
    found.put_new(b"x", "text/plain", agent={"mbox": "mailto:a@example.org", "name": "A"})
    assert found.get(agent={"objectType": "Agent", "mbox": "mailto:a@example.org"}).content == b"x"
    assert found.get(agent={"mbox": "mailto:A@example.org"}).status_code == 404


# When it was changed


@pytest.mark.parametrize(
    "kind",
    [
        case("IEEE-4.1.6.2", "state"),
        case("IEEE-4.1.6.6", "activity profile"),
        case("IEEE-4.1.6.5", "agent profile"),
    ],
)
def test_a_document_says_when_it_was_changed_and_so_do_many(documents, kind):
    found = documents(kind)
    found.put_new(b"1", "text/plain", **{found.kind.name: "old"})
    found.put_new(b"2", "text/plain")
    moment = timezone.now().replace(microsecond=0)
    Document.objects.filter(name="old").update(updated_at=moment - timedelta(days=2))
    Document.objects.filter(name="d").update(updated_at=moment - timedelta(days=1))

    def changed(**changes):
        return parsedate_to_datetime(found.get(**changes)["Last-Modified"])

    assert changed(**{found.kind.name: "old"}) == moment - timedelta(days=2)
    assert changed() == changed(**{found.kind.name: None}) == moment - timedelta(days=1)
    found.send("PUT", b"3", "text/plain", {"If-Match": found.get()["ETag"]})
    assert changed() >= moment


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.requirement("XAPI-00322")
def test_names_have_a_tag_too(documents, kind):
    found = documents(kind)
    for changes in ({}, {found.kind.name: "other"}):
        found.put_new(b"x", "text/plain", **changes)
    response = found.get(**{found.kind.name: None})
    assert response["ETag"] == f'"{sha1(response.content, usedforsecurity=False).hexdigest()}"'
    assert "Last-Modified" not in found.get(**{found.kind.name: None}, since="2100-01-01T00:00:00Z")
