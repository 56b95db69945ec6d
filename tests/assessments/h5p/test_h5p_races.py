"""Two tabs in one moment: one try, one end, each statement once."""

from datetime import timedelta

import pytest

from assessments.h5p import playing
from assessments.h5p.models import H5PMessage, H5PPlay, H5PState
from assessments.lrs.models import Statement
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking
from tests.factories.h5p_shapes import choice, report
from tests.factories.people import make_person
from tests.racing import CLICKS, at_once

pytestmark = pytest.mark.django_db(transaction=True)
LATER = BEFORE + timedelta(minutes=5)


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def tracking():
    return h5p_tracking()


@pytest.fixture
def content():
    return h5p_content(choice(True, False))


@pytest.fixture
def play(content, person, tracking):
    return playing.start(content=content, user=person, tracking=tracking, at=BEFORE)


def ending(play, tracking, nonce, picked=0):
    return lambda: playing.finish(
        play_key=play.key,
        nonce=nonce,
        report=report({"answers": [picked]}),
        tracking=tracking,
        pass_percent=70,
        at=LATER,
    )


def test_clicks_on_begin_make_one_try(content, person, tracking):
    results = at_once(lambda: playing.start(content=content, user=person, tracking=tracking, at=BEFORE))
    assert set(results) == {H5PPlay.objects.get()}
    assert Statement.objects.count() == 1


def test_one_report_sent_by_many_ends_the_try_once(play, tracking):
    results = at_once(ending(play, tracking, playing.nonce_for(play)))
    assert results == [play] * CLICKS
    assert H5PMessage.objects.count() == 1
    assert Statement.objects.count() == 4


def test_of_two_ends_in_two_tabs_one_counts_and_the_other_is_told_so(play, tracking):
    results = at_once(
        ending(play, tracking, playing.nonce_for(play)),
        ending(play, tracking, playing.nonce_for(play), picked=1),
    )
    assert sorted(type(one).__name__ for one in results) == ["H5PPlay", "PlayEnded"]
    assert Statement.objects.count() == 4


def test_states_saved_in_one_moment_are_one_row(play, tracking):
    def save():
        playing.save_state(play_key=play.key, tracking=tracking, data='{"a": 1}', at=LATER)

    assert at_once(save) == [None] * CLICKS
    assert H5PState.objects.count() == 1
