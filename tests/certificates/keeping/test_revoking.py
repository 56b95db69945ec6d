from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from certificates.keeping.revoking import AlreadyRevoked, ReasonMissing, revoke
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from courses.messaging.models import MessageCopy
from tests.factories.issued import ISSUED_AT, issue_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee, manual_key) -> Certificate:
    return issue_to(trainee, manual_key)


def test_a_reason_is_needed(certificate):
    with pytest.raises(ReasonMissing):
        revoke(certificate=certificate, reason="  ", by=None, at=ISSUED_AT)
    assert Certificate.objects.standing().get() == certificate


def test_a_verifier_is_told_the_day_and_the_reason(certificate, administrator):
    revoke(certificate=certificate, reason=" Issued twice ", by=administrator, at=ISSUED_AT)
    verdict = lookup(certificate.code, language="en", today=ISSUED_AT.date())
    assert (verdict.state, verdict.revoked_on) == ("revoked", ISSUED_AT.date())
    assert verdict.reason == "Issued twice"


def test_whoever_revokes_it_again_is_told_and_the_first_reason_stays(certificate):
    revoke(certificate=certificate, reason="First", by=None, at=ISSUED_AT)
    with pytest.raises(AlreadyRevoked):
        revoke(certificate=certificate, reason="Second", by=None, at=ISSUED_AT + timedelta(days=1))
    certificate.refresh_from_db()
    assert (certificate.revocation_reason, certificate.revoked_at) == ("First", ISSUED_AT)


def test_a_letter_of_attendance_is_revoked_like_a_certificate(certificate):
    Certificate.objects.update(kind="attendance")
    revoke(certificate=certificate, reason="Was not there", by=None, at=ISSUED_AT)
    assert Certificate.objects.get().is_revoked


def test_it_stands_in_the_history_of_the_cohort_and_the_holder_is_told(certificate, administrator, trainee):
    revoke(certificate=certificate, reason="Issued twice", by=administrator, at=ISSUED_AT)
    row = ModelLogEntry.objects.get(action="panah.certificate_revoked")
    assert (row.user, row.data) == (administrator, {"number": certificate.number})
    copy = MessageCopy.objects.get(recipient=trainee)
    assert certificate.number in copy.body
    assert "Issued twice" in copy.body


def test_nobody_writes_to_an_account_that_is_closed(certificate, trainee):
    trainee.is_active = False
    trainee.save()
    revoke(certificate=Certificate.objects.get(), reason="Issued twice", by=None, at=ISSUED_AT)
    assert not MessageCopy.objects.exists()
