"""Registrations for course packages of a person with two accounts, and of one that is to be forgotten."""

import pytest
from django.utils import timezone

from assessments.lrs.models import Document
from assessments.packages.cmi5 import registering
from assessments.packages.models import Launch, PackageRegistration
from cms.accounts.erasing import erase
from cms.accounts.merging.accounts import merge, unmerge
from tests.factories.cmi5_courses import NOON, au, launch, make_version, words_of
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def version():
    return make_version(au(moveOn="Passed"))


@pytest.fixture
def people(manual_key):
    kept, other = make_person(username="k-1"), make_person(username="k-2")
    make_cohort(course_keys=[manual_key], people=[kept, other])
    return kept, other


def register(version, person):
    return registering.register(
        version=version,
        user=person,
        enrolment_registration=person.enrolments.get().registration,
        at=NOON,
    )


def rows():
    return sorted(PackageRegistration.objects.values_list("pk", "user_id", "enrolment_registration"))


def test_a_registration_goes_along_and_undoing_gives_it_back(people, version, administrator):
    kept, other = people
    registration = register(version, other)
    before = rows()
    place = kept.enrolments.get()
    done = merge(kept=kept, merged=other, by=administrator, at=NOW)
    registration.refresh_from_db()
    assert (registration.user, registration.enrolment_registration) == (kept, place.registration)
    unmerge(done=done, by=administrator, at=NOW)
    assert rows() == before


def test_the_place_that_stays_goes_on_with_its_own_registration(people, version, administrator):
    own, other = (register(version, person) for person in people)
    merge(kept=people[0], merged=people[1], by=administrator, at=NOW)
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.user == other.user == people[0]
    assert own.enrolment_registration != other.enrolment_registration


def test_erasing_forgets_what_units_keep_and_ends_what_is_open(people, version, administrator):
    erased, other = (register(version, person) for person in people)
    units = [launch(one).begin() for one in (erased, other)]
    for unit in units:
        assert unit.state("PUT", name="notes", body={"name": "Aigul"}).status_code == 204
    erase(person=people[0], by=administrator, at=NOW)
    kept = set(Document.objects.values_list("agent", flat=True))
    assert len(kept) == 1
    assert str(people[1].actor_key) in kept.pop()
    assert words_of(erased)[-1] == "abandoned"
    assert words_of(other)[-1] == "initialized"
    assert units[0].tell("passed").status_code == 403
    assert Launch.objects.get(registration=other).abandoned_at is None
