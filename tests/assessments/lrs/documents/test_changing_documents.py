"""Documents are stored, merged, found and taken away (1.0.3 part 3, 2.2, 2.3, 2.6, 2.7)."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.lrs import blobs
from assessments.lrs.documents.addresses import Address, Resource
from assessments.lrs.documents.changing import NotMergeable, delete_documents, merge_document, put_document
from assessments.lrs.documents.finding import changes, find_document
from assessments.lrs.documents.models import Document
from assessments.lrs.documents.preconditions import PreconditionFailed, Preconditions, UnseenDocument, etag
from tests.racing import at_once

STATE = Address(
    Resource.STATE, activity="https://example.org/a", agent="mbox mailto:a@example.org", name="bookmark"
)
NEW = Preconditions(if_none_match="*")
PROFILE = Address(Resource.ACTIVITY_PROFILE, activity="https://example.org/a", name="words")


def put(address=STATE, content=b"first", content_type="text/plain", **more):
    return put_document(address=address, content=content, content_type=content_type, **more)


def post(content, address=STATE, content_type="application/json"):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return merge_document(address=address, content=content, content_type=content_type)


def stored(address=STATE):
    document = find_document(address)
    return None if document is None else (document.content_type, blobs.read(document.digest))


@pytest.mark.django_db
class TestPutting:
    def test_what_is_put_is_found_as_it_was_sent(self):
        put(content=b"\x00\xff any bytes", content_type="image/x; a=b")
        assert stored() == ("image/x; a=b", b"\x00\xff any bytes")

    def test_a_second_put_takes_the_place_of_the_first(self):
        put()
        put(content=b"second", content_type="text/html")
        assert stored() == ("text/html", b"second")
        assert Document.objects.count() == 1

    @pytest.mark.parametrize(
        "other",
        [
            {"registration": str(uuid4())},
            {"name": "Bookmark"},
            {"activity": "https://example.org/b"},
            {"agent": "mbox mailto:b@example.org"},
            {"resource": Resource.ACTIVITY_PROFILE, "agent": ""},
            {"name": "n" * 600},
        ],
    )
    def test_documents_of_other_addresses_are_other_documents(self, other):
        put()
        put(replace(STATE, **other), b"other", seen=NEW)
        assert stored()[1] == b"first"
        assert stored(replace(STATE, **other))[1] == b"other"

    def test_long_names_are_told_apart_and_given_back_whole(self):
        long = [replace(STATE, name="n" * 600 + end) for end in "ab"]
        for number, address in enumerate(long):
            put(address, b"%d" % number)
        assert [stored(address)[1] for address in long] == [b"0", b"1"]
        assert list(changes(replace(STATE, name=""))) == [address.name for address in long]

    def test_a_document_that_was_changed_meanwhile_is_left_as_it_is(self):
        put()
        with pytest.raises(PreconditionFailed):
            put(content=b"mine", seen=Preconditions(if_match='"older"'))
        with pytest.raises(UnseenDocument):
            put(content=b"mine", version="2.0.0")
        assert stored() == ("text/plain", b"first")


@pytest.mark.django_db
class TestMerging:
    def test_members_are_put_over_those_that_are_there(self):
        post({"a": 1, "b": {"deep": 1}})
        post({"b": 2, "c": None})
        assert json.loads(stored()[1]) == {"a": 1, "b": 2, "c": None}

    def test_what_is_new_is_stored_as_it_is(self):
        post(b"plain words", content_type="text/plain")
        assert stored() == ("text/plain", b"plain words")

    @pytest.mark.parametrize(
        ("known", "new"),
        [
            ((b"words", "text/plain"), (b'{"a": 1}', "application/json")),
            ((b'{"a": 1}', "application/json"), (b"words", "text/plain")),
            ((b"[1]", "application/json"), (b'{"a": 1}', "application/json")),
            ((b'{"a": 1}', "application/json"), (b"[1]", "application/json")),
            ((b'{"a": 1}', "application/json"), (b"{broken", "application/json")),
        ],
    )
    def test_only_json_objects_are_merged_and_what_is_there_stays(self, known, new):
        put(content=known[0], content_type=known[1])
        with pytest.raises(NotMergeable):
            post(new[0], content_type=new[1])
        assert stored() == (known[1], known[0])

    def test_broken_json_is_refused_where_nothing_is_there_yet(self):
        with pytest.raises(NotMergeable):
            post(b"{broken")
        assert stored() is None


@pytest.mark.django_db
class TestListingAndDeleting:
    def test_names_of_one_registration_or_of_all(self):
        registration = str(uuid4())
        put()
        put(replace(STATE, name="other", registration=registration))
        place = replace(STATE, name="")
        assert list(changes(place)) == ["bookmark"]
        assert list(changes(replace(place, registration=registration))) == ["other"]
        assert list(changes(replace(place, any_registration=True))) == ["bookmark", "other"]

    def test_since_leaves_out_what_was_not_changed_after_it(self):
        put()
        place = replace(STATE, name="")
        assert list(changes(place, since=timezone.now() - timedelta(minutes=1))) == ["bookmark"]
        assert list(changes(place, since=timezone.now())) == []

    def test_all_documents_of_a_place_are_deleted_and_no_others(self):
        put()
        put(replace(STATE, name="other"))
        put(PROFILE, seen=NEW)
        assert delete_documents(address=replace(STATE, name="")) == 2
        assert stored() is None
        assert stored(PROFILE) is not None

    def test_a_document_changed_meanwhile_is_not_deleted(self):
        document = put()
        with pytest.raises(PreconditionFailed):
            delete_documents(address=STATE, seen=Preconditions(if_match='"older"'))
        assert delete_documents(address=STATE, seen=Preconditions(if_match=etag(document.sha1))) == 1


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_those_who_have_seen_one_document_one_changes_it(self):
        seen = Preconditions(if_match=etag(put(PROFILE, seen=NEW).sha1))
        acts = [lambda text=text: put(PROFILE, text, seen=seen) for text in (b"one", b"two", b"three")]
        results = at_once(*acts)
        assert sorted(type(result).__name__ for result in results) == [
            "Document",
            "PreconditionFailed",
            "PreconditionFailed",
        ]

    def test_a_new_document_is_made_once(self):
        results = at_once(lambda: put(PROFILE, seen=NEW))
        assert [type(one).__name__ for one in results].count("Document") == 1
        assert Document.objects.count() == 1

    def test_members_posted_at_once_are_all_there(self):
        at_once(*[lambda name=name: post({name: 1}) for name in "abcd"])
        assert json.loads(stored()[1]) == dict.fromkeys("abcd", 1)
