"""What a badge says, and what it does not say."""

import json
from datetime import date, datetime

import pytest
from django.utils import timezone
from pyld.jsonld import JsonLdError

from certificates.badges.canonical import NotSigned, canonical
from certificates.badges.credential import identity
from certificates.rendering.wording import words
from tests.factories.academies import make_academy
from tests.factories.badges import AT, TERM_ENDS, badge_of, make_listed
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.printed import make_printed_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee):
    return make_listed(make_cohort(people=[trainee]).enrolments.get(), subject="course:seminar:code+manual")


@pytest.fixture
def credential(certificate):
    return json.loads(badge_of(certificate).text)


def test_it_says_what_the_paper_says_in_the_language_of_the_paper(credential, certificate):
    subject = credential["credentialSubject"]
    achievement = subject["achievement"]
    assert credential["name"] == achievement["name"] == "Сертификат"
    assert achievement["inLanguage"] == "ru"
    assert achievement["description"] == words(make_printed_facts())["nature"].own
    assert "Защита на границе" in achievement["criteria"]["narrative"]
    assert subject["licenseNumber"] == certificate.number
    assert (subject["activityStartDate"][:10], subject["activityEndDate"][:10]) == (
        "2026-09-07",
        "2026-10-30",
    )
    names = {one["id"]: one["name"] for one in achievement["resultDescription"]}
    told = {names[one["resultDescription"]]: one.get("value") or one["status"] for one in subject["result"]}
    assert told["Защита на границе"] == "Completed"
    assert {"40", "92", "3.25", "fa-AF"} < set(told.values())


def test_its_time_begins_with_the_issue_and_ends_with_the_last_day(credential, certificate):
    assert datetime.fromisoformat(credential["validFrom"]) == AT.replace(microsecond=0)
    ends = datetime.fromisoformat(credential["validUntil"])
    assert timezone.localtime(ends).date() == TERM_ENDS
    assert timezone.localtime(ends).strftime("%H:%M:%S") == "23:59:59"
    certificate.valid_until = None
    assert "validUntil" not in json.loads(badge_of(certificate).text)


def test_the_name_is_there_for_whoever_knows_it_only(certificate):
    badge = badge_of(certificate, name_native="Каримова Нигора", name_latin="KARIMOVA Nigora")
    for secret in ("KARIMOVA", "Nigora", "Карим", "Нигора", certificate.holder.username):
        assert secret not in badge.text
    told = json.loads(badge.text)["credentialSubject"]["identifier"]
    assert {
        identity(name, one["salt"]) for name in ("KARIMOVA Nigora", "Каримова Нигора") for one in told
    } >= {one["identityHash"] for one in told}
    assert len({one["salt"] for one in told}) == 2
    assert identity("KARIMOVA Nigor", told[0]["salt"]) != told[0]["identityHash"]


def test_the_example_of_the_standard_has_the_hash_of_the_standard():
    told = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert identity("a@example.com", "Kosher") == told


def test_a_name_in_one_script_is_there_once(certificate):
    badge = badge_of(certificate, name_native="KARIMOVA Nigora", name_latin="KARIMOVA Nigora")
    assert len(json.loads(badge.text)["credentialSubject"]["identifier"]) == 1


def test_two_badges_of_a_person_cannot_be_seen_to_be_one_persons(certificate):
    other = make_listed(make_cohort(people=[certificate.holder]).enrolments.get(), cycle=2)
    first, second = (json.loads(badge_of(one).text)["credentialSubject"] for one in (certificate, other))
    assert first["id"] != second["id"]
    told = [one["identityHash"] for one in first["identifier"] + second["identifier"]]
    assert len(set(told)) == len(told)


def test_an_achievement_is_one_for_an_academy_and_subject(certificate):
    def achievement(academy, name, **fields):
        cohort = make_cohort(academy=academy, people=[make_person(username=name, academy=academy)])
        listed = make_listed(cohort.enrolments.get(), **fields)
        return json.loads(badge_of(listed).text)["credentialSubject"]["achievement"]

    mine, other = certificate.academy, make_academy("Another academy", "KG")
    subject = certificate.subject
    first = json.loads(badge_of(certificate).text)["credentialSubject"]["achievement"]
    assert achievement(mine, "p-2", subject=subject)["id"] == first["id"]
    assert achievement(mine, "p-3", subject="trainer")["id"] != first["id"]
    assert achievement(other, "p-4", subject=subject)["id"] != first["id"]
    assert achievement(mine, "p-5", subject="trainer")["achievementType"] == "Certificate"
    assert first["achievementType"] == "CertificateOfCompletion"


def test_the_issuer_stands_on_the_host_of_the_site_with_its_port_written_out(certificate, settings):
    key = certificate.academy.key
    for base, did in {
        "https://panah.example": f"did:web:panah.example:academies:{key}",
        "https://panah.example:8443": f"did:web:panah.example%3A8443:academies:{key}",
        "http://127.0.0.1:8000": f"did:web:127.0.0.1%3A8000:academies:{key}",
    }.items():
        settings.PANAH_BASE_URL = base
        credential = json.loads(badge_of(certificate).text)
        assert credential["issuer"]["id"] == did
        assert credential["credentialStatus"]["statusListCredential"].startswith(
            f"{base}/academies/{key}/status/"
        )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one.update(shoeSize="44"),
        lambda one: one["credentialSubject"].update(rank="Colonel"),
        lambda one: one["credentialSubject"]["achievement"].update(title="Trainer"),
        lambda one: one["credentialSubject"].update(role=None),
        lambda one: one["credentialSubject"]["type"].append("Person"),
        lambda one: one["issuer"].update(id="academies/1"),
    ],
)
def test_what_would_not_be_signed_is_refused(credential, spoil):
    del credential["proof"]
    canonical(credential)
    spoil(credential)
    with pytest.raises(NotSigned):
        canonical(credential)


def test_nothing_is_fetched(credential):
    credential["@context"].append("https://example.org/context.json")
    with pytest.raises(JsonLdError):
        canonical(credential)


def test_a_badge_costs_one_query_for_its_keys(certificate, django_assert_num_queries):
    badge_of(certificate)
    with django_assert_num_queries(1):
        badge_of(certificate)


def test_a_term_may_go_beyond_2038(certificate):
    certificate.valid_until = date(2050, 1, 1)
    assert json.loads(badge_of(certificate).text)["validUntil"].startswith("2050-01-01T")
