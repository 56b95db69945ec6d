"""What an academy publishes for whoever checks its badges: keys, profile, lists of what is revoked."""

import gzip
import json
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.badges import status
from certificates.badges.encoding import LIST_BITS, base58, status_bits
from certificates.keeping.revoking import revoke
from certificates.models import SigningKey
from certificates.signing.creating import ready_keys, rotate
from tests.factories.academies import make_academy
from tests.factories.badges import AT, make_listed
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_kept():
    cache.clear()


@pytest.fixture
def academy(trainee):
    ready_keys(academy=trainee.academy, at=AT)
    return trainee.academy


@pytest.fixture
def listed(academy):
    """Return a maker of certificates with a place in the list, each of a person of its own."""
    cohort = make_cohort(academy=academy)

    def make(name, **fields):
        enrolment = cohort.enrolments.create(user=make_person(username=name))
        return make_listed(enrolment, **fields)

    return make


def _bits(client, academy, number=0):
    answer = client.get(f"/academies/{academy.key}/status/{number}.json")
    encoded = answer.json()["credentialSubject"]["encodedList"]
    assert encoded.startswith("u")
    return gzip.decompress(urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))


def _is_set(bits, position):
    return bool(bits[position // 8] >> (7 - position % 8) & 1)


def test_every_site_may_read_them_and_they_are_the_same_for_everybody(client, academy, listed, trainee):
    listed("p-1")
    addresses = ["", "did.json", "jwks.json", "status/0.json"]
    for signed_in in (False, True):
        if signed_in:
            client.force_login(trainee)
        for address in addresses:
            answer = client.get(f"/academies/{academy.key}/{address}")
            assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
            assert "Access-Control-Allow-Credentials" not in answer
            assert not answer.cookies
            assert "cookie" not in answer.get("Vary", "").lower()
            assert answer["Cache-Control"] == "public, max-age=60"


def test_nothing_is_known_of_an_academy_that_is_not_there_or_has_no_keys(client, academy):
    unknown, without = uuid4(), make_academy("An academy without keys").key
    for address in ("did.json", "jwks.json", "status/0.json"):
        assert client.get(f"/academies/{unknown}/{address}").status_code == 404
        assert client.get(f"/academies/{without}/{address}").status_code == 404
    assert client.get(f"/academies/{unknown}/", follow=True).status_code == 404
    assert client.get(f"/en/academies/{unknown}/").status_code == 404
    for number in (0, 70_000, 10**30):
        assert client.get(f"/academies/{academy.key}/status/{number}.json").status_code == 404
    assert client.post(f"/academies/{academy.key}/did.json").status_code == 405


def test_a_program_gets_the_profile_and_a_person_a_page(client, academy):
    address = f"/academies/{academy.key}/"
    for accept in ("application/json", "*/*", "application/ld+json, application/json;q=0.9, text/html;q=0.1"):
        answer = client.get(address, headers={"accept": accept})
        assert answer.json()["name"] == academy.name
        assert "Accept" in answer["Vary"]
    browser = client.get(
        address, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}, follow=True
    )
    assert browser.status_code == 200
    assert browser.redirect_chain[0][0] == f"/en/academies/{academy.key}/"
    assert academy.name in browser.content.decode()


def test_all_keys_of_badges_are_in_the_document_and_no_others(client, academy):
    rotate(academy=academy, at=timezone.now())
    document = client.get(f"/academies/{academy.key}/did.json").json()
    kids = [method["id"].partition("#")[2] for method in document["verificationMethod"]]
    rows = SigningKey.objects.filter(academy=academy, purpose__in=["eddsa", "es256"])
    assert len(kids) == 4
    assert set(kids) == {row.kid for row in rows}
    assert document["assertionMethod"] == [method["id"] for method in document["verificationMethod"]]
    assert {method["controller"] for method in document["verificationMethod"]} == {document["id"]}
    keys = client.get(f"/academies/{academy.key}/jwks.json").json()["keys"]
    assert {key["kid"].partition("#")[2] for key in keys} == {
        row.kid for row in rows if row.purpose == "es256"
    }


def test_no_private_half_is_published(client, academy):
    for address in ("did.json", "jwks.json"):
        assert '"d"' not in client.get(f"/academies/{academy.key}/{address}").content.decode()


def test_a_revocation_shows_at_the_next_look(client, academy, listed, administrator):
    first, second = listed("p-1"), listed("p-2")
    bits = _bits(client, academy)
    assert len(bits) * 8 == LIST_BITS
    assert not any(bits)
    for gone in (first, second):
        revoke(certificate=gone, reason="Misconduct was found", by=administrator, at=timezone.now())
        assert _is_set(_bits(client, academy), gone.status_index)
    assert sum(byte.bit_count() for byte in _bits(client, academy)) == 2


def test_a_replaced_certificate_counts_as_revoked(client, academy, listed):
    old = listed("p-1", revoked_at=AT)
    new = make_listed(old.transcript.enrolment, number="PAN-2")
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    bits = _bits(client, academy)
    assert _is_set(bits, old.status_index)
    assert not _is_set(bits, new.status_index)


def test_a_list_may_be_kept_for_a_minute_and_is_believed_for_a_day(client, academy, listed):
    listed("p-1")
    told = client.get(f"/academies/{academy.key}/status/0.json").json()
    assert told["credentialSubject"]["ttl"] == 60_000
    begins, ends = (datetime.fromisoformat(told[name]) for name in ("validFrom", "validUntil"))
    assert ends - begins == timedelta(days=1)


def test_a_list_costs_the_same_whatever_is_in_it(client, academy, listed, django_assert_num_queries):
    listed("p-1", revoked_at=AT)
    address = f"/academies/{academy.key}/status/0.json"
    # The academy, what is revoked, the keys; then the bits.
    with django_assert_num_queries(4):
        client.get(address)
    with django_assert_num_queries(3):
        client.get(address)
    for number in range(2, 6):
        listed(f"p-{number}", revoked_at=AT)
    with django_assert_num_queries(4):
        client.get(address)


def test_a_list_without_a_key_to_sign_it_is_not_served_unsigned(client, academy, listed):
    listed("p-1")
    SigningKey.objects.filter(academy=academy).update(valid_until=AT)
    answer = client.get(f"/academies/{academy.key}/status/0.json")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert "key" in json.loads(answer.content)["error"]


def test_lists_of_academies_are_apart(client, academy, listed, administrator):
    other = make_academy("Another academy", "KG")
    ready_keys(academy=other, at=AT)
    enrolment = make_cohort(academy=other, people=[make_person(username="p-9")]).enrolments.get()
    mine = listed("p-1")
    theirs = make_listed(enrolment, status_list=mine.status_list, status_index=mine.status_index)
    revoke(certificate=theirs, reason="Misconduct was found", by=administrator, at=timezone.now())
    assert not any(_bits(client, academy))
    assert _is_set(_bits(client, other), mine.status_index)


def test_a_bit_is_given_once(listed):
    first = listed("p-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        listed("p-2", status_list=first.status_list, status_index=first.status_index)


def test_a_taken_bit_is_not_offered_and_a_list_half_full_is_closed(listed, academy, monkeypatch):
    monkeypatch.setattr(status, "LIST_BITS", 8)
    monkeypatch.setattr(status, "FULL", 4)
    taken = [listed(f"p-{number}") for number in range(9)]
    places = [(one.status_list, one.status_index) for one in taken]
    assert len(set(places)) == 9
    assert [number for number, _index in places] == [0] * 4 + [1] * 4 + [2]


def test_a_place_costs_two_queries(listed, academy, django_assert_num_queries):
    listed("p-1")
    with django_assert_num_queries(2):
        status.free_place(academy)


@pytest.mark.parametrize(
    ("content", "text"), [(b"\0\0\x28\x7f\xb4\xcd", "z11233QC4"), (b"Hello World!", "z2NEpo7TZRRrLZSi2U")]
)
def test_base58_is_that_of_the_draft(content, text):
    # draft-msporny-base58-03, section 5; "z" is its multibase letter.
    assert base58(content) == text


def test_the_first_bit_is_the_leftmost():
    # Bitstring Status List 1.0, section 3.1: index 0 is the left-most bit.
    encoded = status_bits([0, 9])
    bits = gzip.decompress(urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert bits[:3] == b"\x80\x40\0"
