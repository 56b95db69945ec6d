"""Tries at H5P content of a person with two accounts, and of one that is to be forgotten."""

import pytest
from django.utils import timezone

from assessments.h5p import playing
from assessments.h5p.models import H5PPlay, H5PState
from cms.accounts.erasing import erase
from cms.accounts.merging.accounts import merge, unmerge
from tests.factories.cohorts import make_cohort
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking
from tests.factories.h5p_shapes import choice, report
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def content():
    return h5p_content(choice(True, False))


@pytest.fixture
def people(manual_key):
    kept, other = make_person(username="K-1"), make_person(username="K-2")
    make_cohort(course_keys=[manual_key], people=[kept, other])
    return kept, other


def begin(content, person):
    place = person.enrolments.get()
    tracking = h5p_tracking(registration=place.registration)
    return playing.start(content=content, user=person, tracking=tracking, at=BEFORE), tracking


def play_to_the_end(content, person):
    play, tracking = begin(content, person)
    playing.finish(
        play_key=play.key,
        nonce=playing.nonce_for(play),
        report=report({"answers": [0]}),
        tracking=tracking,
        pass_percent=70,
        at=BEFORE,
    )


def rows():
    return sorted(H5PPlay.objects.values_list("pk", "user_id", "registration", "number"))


def test_tries_are_numbered_on_and_undoing_gives_them_back(people, content, administrator):
    kept, other = people
    for person in people:
        play_to_the_end(content, person)
    before = rows()
    done = merge(kept=kept, merged=other, by=administrator, at=NOW)
    registration = kept.enrolments.get(cohort__enrolments__user=kept, withdrawn_at=None).registration
    own = H5PPlay.objects.filter(user=kept, registration=registration).order_by("number")
    assert [one.number for one in own] == [1, 2]
    unmerge(done=done, by=administrator, at=NOW)
    assert rows() == before


def test_of_two_running_tries_one_goes_on(people, content, administrator):
    kept, other = people
    for person in people:
        begin(content, person)
    merge(kept=kept, merged=other, by=administrator, at=NOW)
    assert H5PPlay.objects.filter(user=kept, ended_at=None).count() == 2
    assert len(set(H5PPlay.objects.values_list("registration", flat=True))) == 2


def test_erasing_forgets_what_content_remembers_and_keeps_the_results(people, content, administrator):
    person, other = people
    for one in people:
        play, tracking = begin(content, one)
        playing.save_state(play_key=play.key, tracking=tracking, data='"my name"', at=BEFORE)
    erase(person=person, by=administrator, at=NOW)
    assert [state.play.user for state in H5PState.objects.all()] == [other]
    assert H5PPlay.objects.count() == 2
