"""Erased: who it was is forgotten everywhere but in the register of certificates."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from assessments.models import Statement
from certificates.keeping.reissuing import reissue
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from cms.accounts.erasing import NotErasable, erase
from cms.accounts.merging.accounts import merge
from cms.accounts.models import OneTimePin, User
from cms.accounts.pins import make_pins
from courses.cohorts.enrolling import enrol_people
from courses.messaging.models import MessageCopy
from courses.models import LessonProgress
from tests.factories.cohorts import make_cohort
from tests.factories.issued import ISSUED_AT, issue_to
from tests.factories.messages import make_message
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAID = ("k-1001", "Айгүл", "Aigul", "aigul@example.org", "Khorgos post", "Captain")


@pytest.fixture
def person(trainee, lecturer) -> User:
    trainee.email, trainee.agency, trainee.rank = "aigul@example.org", "Khorgos post", "Captain"
    trainee.born_on, trainee.superior, trainee.sex = date(1990, 5, 1), lecturer, "f"
    trainee.set_password(PASSWORD)
    trainee.save()
    make_pins(users=[trainee], by=None, at=NOW)
    return trainee


@pytest.fixture
def certificate(person, manual_key) -> Certificate:
    return issue_to(person, manual_key)


def everything_kept() -> str:
    """Return the whole database as text, without the register, where names stay on purpose."""
    out = StringIO()
    call_command(
        "dumpdata",
        "accounts",
        "courses.enrolment",
        "courses.transcript",
        "courses.messagecopy",
        "courses.transfer",
        "wagtailcore.modellogentry",
        "account",
        "assessments.statement",
        stdout=out,
    )
    return out.getvalue().encode().decode("unicode_escape", errors="ignore") + out.getvalue()


def test_nothing_says_any_more_who_it_was(person, certificate, administrator):
    for one in User.objects.exclude(pk=person.pk):
        User.objects.filter(pk=one.pk).update(name_native="X", name_latin="X", name_key="")
    enrol_people(cohort=make_cohort(title="Open"), people=[person], by=administrator)
    make_message(cohort=certificate.transcript.enrolment.cohort)
    erased = erase(person=person, by=administrator, at=NOW)
    kept = everything_kept()
    assert erased.username in kept
    assert [word for word in SAID if word in kept] == []
    assert (erased.born_on, erased.superior, erased.sex) == (None, None, "f")
    assert not OneTimePin.objects.exists()
    assert not MessageCopy.objects.exclude(email="").exists()


def test_what_was_done_stays_under_the_pseudonym(person, certificate, administrator):
    before = LessonProgress.objects.filter(enrolment__user=person).count()
    statements = Statement.objects.count()
    erased = erase(person=person, by=administrator, at=NOW)
    assert LessonProgress.objects.filter(enrolment__user=erased).count() == before > 0
    assert Statement.objects.count() == statements


def test_the_certificate_stays_in_the_register_and_is_verified_as_before(person, certificate, administrator):
    erase(person=person, by=administrator, at=NOW)
    again = Certificate.objects.get()
    assert again.facts["name_latin"] == "ALIBEKOVA Aigul"
    assert bytes(again.file.pdf) == bytes(certificate.file.pdf)
    verdict = lookup(again.code, language="en", today=ISSUED_AT.date())
    assert (verdict.state, verdict.holder) == ("valid", "A.")
    client = Client()
    client.force_login(administrator)
    page = client.get(reverse("certificate_register:index") + "?q=ALIBEKOVA").content.decode()
    assert again.number in page
    assert "Айгүл" in page


def test_a_certificate_can_still_be_mended(person, certificate, administrator):
    erase(person=person, by=administrator, at=NOW)
    names = {"name_native": "Айгүл Әлібек", "name_latin": "ALIBEK Aigul"}
    new = reissue(certificate=certificate, reason="A letter", by=administrator, at=NOW, **names)
    assert new.holder.username.startswith("erased-")
    client = Client()
    client.force_login(administrator)
    page = client.get(reverse("certificate_reissue", args=[new.pk])).content.decode()
    assert 'value="ALIBEK Aigul"' in page


def test_the_account_is_closed_for_good(person, administrator):
    erased = erase(person=person, by=administrator, at=NOW)
    assert not erased.is_active
    assert not erased.has_usable_password()
    assert not Client().login(username="k-1001", password=PASSWORD)
    client = Client()
    client.force_login(administrator)
    for name in ("wagtailusers_users:edit", "person_record", "person_pin", "person_erase"):
        assert client.get(reverse(name, args=[erased.pk]), follow=True).status_code == 404, name
    make_person(username="K-1001")


def test_places_in_open_cohorts_are_given_up_so_that_nothing_is_issued_to_nobody(person, administrator):
    place = make_cohort(title="Open", people=[person]).enrolments.get()
    erase(person=person, by=administrator, at=NOW)
    place.refresh_from_db()
    assert place.withdrawn_at is not None


def test_accounts_that_were_merged_into_it_are_forgotten_as_well(person, administrator):
    second = make_person(username="k-77", name_native="Айгүл")
    merge(kept=person, merged=second, by=administrator, at=NOW)
    erase(person=person, by=administrator, at=NOW)
    second.refresh_from_db()
    assert (second.name_native, second.username.startswith("erased-")) == ("", True)
    assert not ModelLogEntry.objects.filter(data__merged="k-77").exists()


def test_one_is_not_erased_twice_nor_oneself_nor_who_keeps_the_site(person, administrator):
    root = make_person(username="root", is_superuser=True)
    second = make_person(username="k-77")
    merge(kept=person, merged=second, by=administrator, at=NOW)
    erased = erase(person=person, by=administrator, at=NOW)
    for one, reason in ((erased, "erased"), (administrator, "self"), (root, "superuser"), (second, "merged")):
        with pytest.raises(NotErasable) as told:
            erase(person=one, by=administrator, at=NOW)
        assert told.value.reason == reason


def test_it_is_written_down_who_did_it_and_the_number_is_typed_to_be_sure(person, administrator):
    client = Client()
    client.force_login(administrator)
    url = reverse("person_erase", args=[person.pk])
    assert client.post(url, {"number": "k-1002"}).status_code == 422
    person.refresh_from_db()
    assert person.is_active
    assert client.post(url, {"number": "K-1001"}).status_code == 302
    row = ModelLogEntry.objects.get(action="panah.erased")
    assert row.user == administrator
    assert row.label.startswith("erased-")
