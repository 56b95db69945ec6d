"""Two accounts of one person, each with certificates: all of them stand afterwards, none is lost or doubled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from cms.accounts.merging.accounts import Changed, merge, unmerge
from tests.factories.issued import issue_to
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NAMES = {"name_native": "Айгүл", "name_latin": "AIGUL", "reason": "A letter", "by": None}


@pytest.fixture
def kept():
    return make_person(username="K-1")


@pytest.fixture
def merged():
    return make_person(username="K-2")


@pytest.fixture
def own(kept, manual_key) -> Certificate:
    return issue_to(kept, manual_key)


@pytest.fixture
def other(merged, manual_key) -> Certificate:
    return issue_to(merged, manual_key)


def columns():
    return list(Certificate.objects.order_by("pk").values_list("pk", "holder", "subject", "cycle"))


def test_of_two_that_stand_for_the_same_the_moved_one_gets_the_next_cycle(kept, merged, own, other):
    assert own.subject == other.subject
    merge(kept=kept, merged=merged, by=None, at=NOW)
    assert columns() == [(own.pk, kept.pk, own.subject, 1), (other.pk, kept.pk, own.subject, 2)]
    states = [lookup(one.code, language="en", today=NOW.date()).state for one in (own, other)]
    assert states == ["valid", "valid"]


def test_what_it_replaced_goes_along(kept, merged, own, other):
    new = reissue(certificate=other, at=NOW, **NAMES)
    merge(kept=kept, merged=merged, by=None, at=NOW)
    assert dict(Certificate.objects.values_list("pk", "cycle")) == {own.pk: 1, other.pk: 2, new.pk: 2}


def test_a_revoked_one_needs_no_new_cycle(kept, merged, own, other):
    revoke(certificate=other, reason="Issued twice", by=None, at=NOW)
    merge(kept=kept, merged=merged, by=None, at=NOW)
    assert dict(Certificate.objects.values_list("pk", "cycle")) == {own.pk: 1, other.pk: 1}


def test_undoing_gives_back_holder_and_cycle(kept, merged, own, other):
    before = columns()
    done = merge(kept=kept, merged=merged, by=None, at=NOW)
    unmerge(done=done, by=None, at=NOW + timedelta(hours=1))
    assert columns() == before


def test_one_issued_anew_since_is_not_parted_from_its_successor(kept, merged, own, other):
    done = merge(kept=kept, merged=merged, by=None, at=NOW)
    other.refresh_from_db()
    reissue(certificate=other, at=NOW + timedelta(minutes=5), **NAMES)
    with pytest.raises(Changed) as told:
        unmerge(done=done, by=None, at=NOW + timedelta(hours=1))
    assert told.value.models == ("certificates.certificate",)


def test_who_has_none_takes_those_of_the_other_as_they_are(kept, merged, other):
    merge(kept=kept, merged=merged, by=None, at=NOW)
    assert columns() == [(other.pk, kept.pk, other.subject, 1)]
