from datetime import timedelta

import pytest

from assessments.attempts import playing
from assessments.attempts.tries import standing
from tests.factories.assessments import NOON, make_version, play, structure, tracking_for
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def tracking(person):
    return tracking_for(person)


@pytest.fixture
def begin(person, tracking):
    def act(version, at=NOON):
        return playing.start(scenario=version.scenario, user=person, tracking=tracking, at=at)

    return act


def version_with(**policy):
    return make_version(made=structure(format=2, policy=policy))


def test_without_a_policy_there_is_no_limit(begin, tracking):
    version = make_version()
    for _ in range(4):
        play(begin(version), "c", tracking=tracking)
    told = standing(version=version, registration=tracking.registration, at=NOON)
    assert (told.tries_made, told.tries_left, told.opens_at, told.may_start) == (4, None, None, True)


def test_when_all_tries_are_used_no_other_begins(begin, tracking):
    version = version_with(tries=2)
    for left in (2, 1):
        assert standing(version=version, registration=tracking.registration, at=NOON).tries_left == left
        play(begin(version), "c", tracking=tracking)
    told = standing(version=version, registration=tracking.registration, at=NOON)
    assert (told.tries_left, told.may_start) == (0, False)
    with pytest.raises(playing.NoTriesLeft):
        begin(version)


def test_a_try_that_is_running_is_gone_on_with_even_as_the_last(begin, tracking):
    version = version_with(tries=1)
    attempt = begin(version)
    told = standing(version=version, registration=tracking.registration, at=NOON)
    assert (told.is_running, told.tries_left, told.may_start) == (True, 1, True)
    assert begin(version) == attempt


def test_another_registration_has_tries_of_its_own(begin, person, tracking):
    version = version_with(tries=1)
    play(begin(version), "c", tracking=tracking)
    other = tracking_for(person)
    assert playing.start(scenario=version.scenario, user=person, tracking=other, at=NOON).number == 1


def test_tries_at_earlier_versions_count_and_the_newest_policy_holds(begin, tracking):
    version = version_with(tries=5)
    for _ in range(2):
        play(begin(version), "c", tracking=tracking)
    newest = make_version(version.scenario, structure(format=2, policy={"tries": 2}))
    assert standing(version=newest, registration=tracking.registration, at=NOON).tries_left == 0
    with pytest.raises(playing.NoTriesLeft):
        begin(version)


def test_after_a_failed_try_the_next_opens_when_the_time_is_over(begin, tracking):
    version = version_with(cooldown_minutes=30)
    play(begin(version), "c", tracking=tracking)
    until = NOON + 30 * MINUTE
    told = standing(version=version, registration=tracking.registration, at=NOON + 29 * MINUTE)
    assert (told.opens_at, told.may_start) == (until, False)
    with pytest.raises(playing.CoolingDown) as caught:
        begin(version, NOON + 29 * MINUTE)
    assert caught.value.until == until
    assert begin(version, until).number == 2


def test_after_a_pass_nobody_waits(begin, tracking):
    version = version_with(cooldown_minutes=30)
    play(begin(version), "a", "a", tracking=tracking)
    assert begin(version).number == 2


def test_practice_is_unlimited_whatever_else_the_policy_says(begin, tracking):
    version = version_with(mode="practice", tries=1, cooldown_minutes=30)
    for _ in range(3):
        play(begin(version), "c", tracking=tracking)
    told = standing(version=version, registration=tracking.registration, at=NOON)
    assert (told.is_practice, told.tries_left, told.opens_at) == (True, None, None)


def test_how_somebody_stands_is_one_query(begin, tracking, django_assert_num_queries):
    version = version_with(tries=9)
    for _ in range(3):
        play(begin(version), "c", tracking=tracking)
    with django_assert_num_queries(1):
        standing(version=version, registration=tracking.registration, at=NOON)
