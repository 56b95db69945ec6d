"""Badges verified by independent code in Node (tests/js/badge-verifier.js), with the documents as they are served."""

import json
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils import timezone

from certificates.keeping.revoking import revoke
from certificates.signing.creating import rotate
from tests.factories.badges import AT, badge_of, make_listed, published, verify
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def academy(trainee):
    return trainee.academy


@pytest.fixture
def listed(academy):
    """Return a maker of certificates with a place in the list, each of a person of its own."""
    cohort = make_cohort(academy=academy)

    def make(name, **fields):
        cohort.enrolments.create(user=make_person(username=name), enrolled_at=AT)
        return make_listed(cohort.enrolments.get(user__username=name), **fields)

    return make


def test_badges_in_every_language_are_genuine_by_both_signatures(listed, academy, client):
    titles = {"en": "Trainer", "ru": "Тренер", "fa-af": "آموزگار", "kk": "Жаттықтырушы", "uz": "Oʻqituvchi"}
    badges = {}
    for language in LANGUAGES:
        certificate = listed(f"p-{language}", language=language)
        badge = badge_of(certificate, language=language, title=titles.get(language, "Türgenleşdiriji ўқ"))
        badges[language] = {"credential": json.loads(badge.text), "jwt": badge.jwt}
    keys = client.get(f"/academies/{academy.key}/jwks.json").json()
    found = verify({name: one | {"jwks": keys} for name, one in badges.items()}, published(client, academy))
    for language in LANGUAGES:
        answer, credential = found[language], badges[language]["credential"]
        assert (answer["verified"], answer["error"], answer["revoked"]) == (True, None, [False])
        assert answer["safe"] is True
        assert set(answer["header"]) == {"alg", "kid", "typ"}
        assert (answer["header"]["alg"], answer["header"]["typ"]) == ("ES256", "JWT")
        claims = answer["claims"]
        assert claims["iss"] == credential["issuer"]["id"]
        assert claims["jti"] == credential["id"]
        assert claims["sub"] == credential["credentialSubject"]["id"]
        assert datetime.fromtimestamp(claims["nbf"], UTC) == datetime.fromisoformat(credential["validFrom"])
        assert datetime.fromtimestamp(claims["exp"], UTC) == datetime.fromisoformat(credential["validUntil"])
        # Around the same credential, without the proof.
        told = {name: claims[name] for name in claims if name not in ("iss", "jti", "nbf", "sub", "exp")}
        assert told == {name: credential[name] for name in credential if name != "proof"}


def _changed(credential, *path, to):
    copy = json.loads(json.dumps(credential))
    part = copy
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = to
    return copy


def test_whatever_is_changed_in_a_badge_it_is_found(listed, academy, client):
    badge = badge_of(listed("p-1"))
    good = json.loads(badge.text)
    subject = ("credentialSubject",)
    changes = {
        "title": (("name",), "Colonel"),
        "end": (("validUntil",), "2099-01-01T00:00:00Z"),
        "issuer's name": (("issuer", "name"), "Another academy"),
        "number": ((*subject, "licenseNumber"), "PAN-1"),
        "holder": ((*subject, "identifier", 0, "identityHash"), "sha256$00"),
        "result": ((*subject, "result", 1, "value"), "400"),
        "criteria": ((*subject, "achievement", "criteria", "narrative"), "Nothing"),
        "bit": (("credentialStatus", "statusListIndex"), "1"),
        "a word more": (("description",), "Added later"),
    }
    badges = {name: {"credential": _changed(good, *path, to=to)} for name, (path, to) in changes.items()}
    keys = client.get(f"/academies/{academy.key}/jwks.json").json()
    head, body, signature = badge.jwt.split(".")
    other = badge_of(listed("p-2")).jwt.split(".")
    badges |= {
        "jwt": {"jwt": f"{head}.{other[1]}.{signature}", "jwks": keys},
        "good": {"credential": good, "jwt": f"{head}.{body}.{signature}", "jwks": keys},
    }
    found = verify(badges, published(client, academy))
    assert found.pop("good")["verified"] is True
    assert [name for name, answer in found.items() if answer["verified"]] == []


def test_a_word_that_no_context_defines_is_found_by_the_other_library_too(listed, academy, client):
    credential = json.loads(badge_of(listed("p-1")).text)
    credential["credentialSubject"]["shoeSize"] = "44"
    answer = verify({"one": {"credential": credential}}, published(client, academy))["one"]
    assert answer["verified"] is False
    assert answer["safe"] is not True


def test_a_revoked_badge_is_seen_in_the_list_and_its_neighbour_stands(listed, academy, client, administrator):
    gone, stays = listed("p-1"), listed("p-2")
    badges = {
        "gone": {"credential": json.loads(badge_of(gone).text)},
        "stays": {"credential": json.loads(badge_of(stays).text)},
    }
    before = verify(badges, published(client, academy))
    assert [one["revoked"] for one in before.values()] == [[False], [False]]
    revoke(certificate=gone, reason="Misconduct was found", by=administrator, at=timezone.now())
    after = verify(badges, published(client, academy))
    assert after["gone"]["revoked"] == [True]
    assert after["stays"]["revoked"] == [False]


def test_what_a_retired_key_has_signed_is_genuine_still(listed, academy, client):
    old = badge_of(listed("p-1"))
    rotate(academy=academy, at=timezone.now())
    new = badge_of(listed("p-2"))
    keys = client.get(f"/academies/{academy.key}/jwks.json").json()
    badges = {
        name: {"credential": json.loads(badge.text), "jwt": badge.jwt, "jwks": keys}
        for name, badge in {"old": old, "new": new}.items()
    }
    methods = [one["credential"]["proof"][0]["verificationMethod"] for one in badges.values()]
    assert methods[0] != methods[1]
    found = verify(badges, published(client, academy))
    assert [(one["verified"], one["revoked"]) for one in found.values()] == [(True, [False]), (True, [False])]
    assert found["old"]["header"]["kid"] != found["new"]["header"]["kid"]


def test_a_badge_does_not_pass_for_one_of_another_academy(listed, academy, client):
    credential = json.loads(badge_of(listed("p-1")).text)
    documents = published(client, academy)
    other = next(iter(documents)).replace("academies", "academy")
    stolen = credential | {"issuer": credential["issuer"] | {"id": other}}
    assert verify({"one": {"credential": stolen}}, documents)["one"]["verified"] is False
