from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.designs.choosing import designs_for
from certificates.keeping.reissuing import NotReissuable, reissue
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from certificates.rendering.text import MissingGlyph
from certificates.verification.lookup import lookup
from courses.messaging.models import MessageCopy
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db
LATER = ISSUED_AT + timedelta(days=30)
MENDED = {"name_native": "Айгүл Әлібек", "name_latin": "ALIBEK Aigul"}
FROZEN = ("title", "academy", "country", "place", "cohort", "courses", "starts_on", "ends_on", "hours")


@pytest.fixture
def old(trainee, manual_key) -> Certificate:
    certificate = issue_to(trainee, manual_key)
    Certificate.objects.update(valid_until=(ISSUED_AT + timedelta(days=400)).date())
    certificate.refresh_from_db()
    return certificate


def mend(certificate, **changes):
    given = MENDED | {"reason": "A letter was missing", "by": None, "at": LATER} | changes
    return reissue(certificate=certificate, **given)


def test_the_new_one_says_the_same_with_the_mended_names(old):
    new = mend(old)
    assert (new.facts["name_native"], new.facts["name_latin"]) == ("Айгүл Әлібек", "ALIBEK Aigul")
    assert {name: new.facts[name] for name in FROZEN} == {name: old.facts[name] for name in FROZEN}
    same = ("transcript_id", "holder_id", "subject", "cycle", "kind", "language", "design_version_id")
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert new.valid_until == old.valid_until
    assert (new.number, new.code) != (old.number, old.code)
    assert new.issued_on == LATER.date()
    assert bytes(new.file.pdf).startswith(b"%PDF")


def test_the_old_one_is_revoked_with_the_reason_and_leads_to_the_new_one(old, administrator):
    new = mend(old, by=administrator)
    old.refresh_from_db()
    assert (old.revoked_at, old.revoked_by) == (LATER, administrator)
    assert old.revocation_reason == "A letter was missing"
    assert old.replaced_by == new
    assert lookup(old.code, language="en", today=LATER.date()).state == "replaced"
    assert lookup(new.code, language="en", today=LATER.date()).state == "valid"
    assert old.facts["name_latin"] == "ALIBEKOVA Aigul"


def test_it_is_no_new_achievement(old):
    mend(old)
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == 1
    assert not Statement.objects.filter(verb=vocabulary.VOIDED.iri).exists()


def test_one_that_was_replaced_is_not_replaced_again(old):
    new = mend(old)
    with pytest.raises(NotReissuable) as told:
        mend(old)
    assert (told.value.reason, told.value.certificate) == ("replaced", new)
    assert Certificate.objects.count() == 2


def test_a_second_mistake_is_mended_on_the_newest_one(old):
    newest = mend(mend(old), name_latin="ALIBEK Aygul")
    assert Certificate.objects.standing().get() == newest


def test_a_revoked_one_comes_back_only_when_that_is_said(old):
    revoke(certificate=old, reason="Taken for another person", by=None, at=ISSUED_AT)
    with pytest.raises(NotReissuable) as told:
        mend(old)
    assert told.value.reason == "revoked"
    new = mend(old, reason="It was revoked by mistake", after_mistake=True)
    old.refresh_from_db()
    assert (old.revoked_at, old.revocation_reason) == (ISSUED_AT, "Taken for another person")
    assert old.replaced_by == new


def test_a_revoked_one_does_not_come_back_beside_one_that_stands(old):
    revoke(certificate=old, reason="Wrong person", by=None, at=ISSUED_AT)
    other = mend(old, after_mistake=True)
    Certificate.objects.filter(pk=old.pk).update(replaced_by=None)
    with pytest.raises(NotReissuable) as told:
        mend(old, after_mistake=True)
    assert (told.value.reason, told.value.certificate) == ("standing", other)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"reason": "  "}, "why"), ({"name_latin": " "}, "name"), ({"name_native": ""}, "name")],
)
def test_a_reason_and_both_names_are_needed(old, changes, reason):
    with pytest.raises(NotReissuable) as told:
        mend(old, **changes)
    assert told.value.reason == reason


def test_of_a_name_that_cannot_be_printed_nothing_is_left(old):
    with pytest.raises(MissingGlyph):
        mend(old, name_native="Айгүл 田")
    old.refresh_from_db()
    assert (old.revoked_at, old.replaced_by_id) == (None, None)
    assert Certificate.objects.get() == old
    assert not ModelLogEntry.objects.filter(action__startswith="panah.certificate").exists()
    numbers = [old.number, mend(old).number]
    assert [number.split("-")[-2] for number in numbers] == ["00001", "00002"]


def test_the_language_can_be_another_one(old):
    new = mend(old, language="kk")
    assert new.language == "kk"
    assert new.facts["title"]["kk"]
    assert all("kk" in line["titles"] for line in new.facts["courses"])
    assert new.facts["title"]["en"] == old.facts["title"]["en"]


def test_the_design_stays_unless_the_newest_is_asked_for(old):
    versions = designs_for(old.transcript.enrolment.cohort, "certificate")[0].versions
    first = versions.get()
    newest = versions.create(number=2, content=first.content, made_at=ISSUED_AT)
    Certificate.objects.update(design_version=first)
    again = mend(old)
    assert again.design_version == first
    assert mend(again, newest_design=True).design_version == newest


def test_the_histories_of_the_cohort_and_of_the_certificate_say_who_and_why(old, administrator):
    new = mend(old, by=administrator)
    rows = ModelLogEntry.objects.filter(action="panah.certificate_reissued", user=administrator)
    assert [row.data["new"] for row in rows] == [new.number, new.number]
    assert {row.data["reason"] for row in rows} == {"A letter was missing"}
    assert {row.content_type.model for row in rows} == {"cohort", "certificate"}


def test_the_holder_is_told_in_the_own_language(old, trainee):
    new = mend(old)
    copy = MessageCopy.objects.get(recipient=trainee)
    assert copy.language == "ru"
    assert new.number in copy.body
    assert old.number in copy.body
    assert f"/ru/my/certificates/{new.code}/" in copy.body
