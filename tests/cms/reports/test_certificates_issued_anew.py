"""A certificate that was issued anew counts once, on the day of the first one."""

from datetime import UTC, date, datetime

import pytest

from cms.reports.counting import CERTIFIED, figures_of
from cms.reports.facts import Scope, gather
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.region import certify

pytestmark = pytest.mark.django_db
MENDED_AT = datetime(2027, 2, 1, 7, tzinfo=UTC)


def year(number, **fields):
    return Scope(date(number, 1, 1), date(number, 12, 31), {}, **fields)


def counted(scope):
    """Return how many were certified and how many of them refreshed."""
    found = figures_of(gather(scope), careful_step=None)
    return found.total.counts[CERTIFIED], found.refreshed


def place(person, **fields):
    return make_cohort(people=[person], **fields).enrolments.select_related("cohort", "user").get()


def replaced(old, *, on=MENDED_AT, **fields):
    """Return a certificate in place of an old one."""
    old.revoked_at = on
    old.save()
    enrolment = old.transcript.enrolment
    old.replaced_by = certify(enrolment, on=on.date(), subject=old.subject, cycle=old.cycle, **fields)
    old.save()
    return old.replaced_by


@pytest.fixture
def person():
    return make_person(username="k-1")


@pytest.fixture
def first(person):
    return certify(place(person), on=date(2026, 5, 1), subject="trainer")


def test_it_counts_in_the_year_of_the_first_one_and_is_no_refresher(first):
    replaced(first)
    assert counted(year(2026)) == (1, 0)
    assert counted(year(2027)) == (0, 0)


def test_in_the_same_year_it_counts_once(first):
    replaced(replaced(first, on=datetime(2026, 6, 1, 7, tzinfo=UTC)), on=datetime(2026, 7, 1, 7, tzinfo=UTC))
    assert counted(year(2026)) == (1, 0)


def test_a_chain_whose_last_one_was_revoked_does_not_count(first):
    replaced(first, revoked_at=datetime(2027, 3, 1, 7, tzinfo=UTC))
    assert counted(year(2026)) == (0, 0)


def test_as_it_was_recorded_then_it_counts_before_it_was_mended_and_after(first):
    replaced(first)
    assert counted(year(2026, as_recorded=True)) == (1, 0)


def test_a_refresher_counts_as_one_whatever_its_track_and_whenever_the_first_one_was_mended(first, person):
    certify(place(person, route=None, title="Refresher"), on=date(2029, 3, 1), subject="trainer", cycle=2)
    assert counted(year(2029)) == (1, 1)
    replaced(first, on=datetime(2029, 5, 1, 7, tzinfo=UTC))
    assert counted(year(2029)) == (1, 1)
    assert counted(year(2026)) == (1, 0)
