"""A try at H5P content is begun once, remembers where it stands, and ends once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.h5p import playing
from assessments.h5p.models import H5PPlay
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking, next_version

pytestmark = pytest.mark.django_db
QUESTION = {"answers": [{"text": "Yes", "correct": True}, {"text": "No", "correct": False}]}
RIGHT = {"score": 1, "max_score": 1, "duration_ms": 1000, "xapi": None, "state": {"answers": [0]}}
LATER = BEFORE + timedelta(minutes=5)


@pytest.fixture
def content():
    return h5p_content(QUESTION)


@pytest.fixture
def tracking():
    return h5p_tracking()


@pytest.fixture
def play(content, tracking, trainee):
    return playing.start(content=content, user=trainee, tracking=tracking, at=BEFORE)


def finish(play, tracking, report=RIGHT, nonce=None, at=LATER, pass_percent=None):
    return playing.finish(
        play_key=play.key,
        nonce=nonce or playing.nonce_for(play),
        report=report,
        tracking=tracking,
        pass_percent=pass_percent,
        at=at,
    )


def save(play, tracking, data="{}", **changes):
    playing.save_state(**{"play_key": play.key, "tracking": tracking, "data": data, "at": LATER} | changes)


def test_a_double_click_begins_one_try(play, content, tracking, trainee):
    again = playing.start(content=content, user=trainee, tracking=tracking, at=LATER)
    assert again == play
    assert (again.number, again.started_at) == (1, BEFORE)


def test_after_the_end_the_next_try_is_on_the_newest_version(play, content, tracking, trainee):
    next_version(content, QUESTION)
    assert playing.start(content=content, user=trainee, tracking=tracking, at=LATER).version.number == 1
    finish(play, tracking)
    after = playing.start(content=content, user=trainee, tracking=tracking, at=LATER)
    assert (after.number, after.version.number) == (2, 2)


def test_archived_content_is_not_begun_and_a_running_try_goes_on(play, content, tracking, trainee):
    content.archived_at = LATER
    content.save()
    assert playing.start(content=content, user=trainee, tracking=tracking, at=LATER) == play
    with pytest.raises(playing.NothingToPlay):
        playing.start(content=content, user=trainee, tracking=h5p_tracking(), at=LATER)


def test_state_is_kept_by_part_and_kind_and_given_back(play, tracking):
    save(play, tracking, data='{"answers": [1]}')
    save(play, tracking, data='{"answers": [0]}')
    save(play, tracking, data="[1, 2]", sub_content="2d5c", data_type="notes")
    assert playing.states_of(play) == {
        "0": {"state": '{"answers": [0]}'},
        "2d5c": {"notes": "[1, 2]"},
    }
    save(play, tracking, data=None)
    assert playing.states_of(play) == {"2d5c": {"notes": "[1, 2]"}}


@pytest.mark.parametrize(
    "changes",
    [
        {"data": '"' + "a" * playing.LONGEST_STATE + '"'},
        {"data": "{"},
        {"data": "[" * 20_000},
        {"data": '"\ud800"'},
        {"data": '"a\x00"'},
        {"sub_content": "a" * 121},
        {"sub_content": "a\x00"},
        {"sub_content": ""},
        {"data_type": "a" * 61},
    ],
)
def test_state_that_cannot_be_is_refused(play, tracking, changes):
    with pytest.raises(playing.OutOfBounds):
        save(play, tracking, **changes)
    assert playing.states_of(play) == {}


def test_the_number_of_states_is_bounded(play, tracking):
    for number in range(playing.MOST_STATES):
        save(play, tracking, sub_content=str(number))
    save(play, tracking, sub_content="0", data="[]")
    with pytest.raises(playing.OutOfBounds):
        save(play, tracking, sub_content="one more")


def test_after_the_end_no_state_is_taken(play, tracking):
    finish(play, tracking)
    with pytest.raises(playing.PlayEnded):
        save(play, tracking)


def test_a_try_of_another_registration_is_not_found(play, tracking):
    other = h5p_tracking()
    with pytest.raises(playing.NotYours):
        save(play, other)
    with pytest.raises(playing.NotYours):
        finish(play, other)
    with pytest.raises(playing.NotYours):
        playing.finish(
            play_key=uuid4(), nonce="", report=RIGHT, tracking=tracking, pass_percent=None, at=LATER
        )


def test_a_report_sent_again_changes_nothing(play, tracking):
    nonce = playing.nonce_for(play)
    ended = finish(play, tracking, nonce=nonce)
    assert (ended.percent, ended.passed, ended.ended_at) == (100, True, LATER)
    again = finish(play, tracking, nonce=nonce, at=LATER + timedelta(minutes=1))
    assert again.ended_at == LATER
    assert H5PPlay.objects.get().messages.count() == 1


def test_a_nonce_is_taken_once_and_for_its_try_alone(play, content, tracking, trainee):
    nonce = playing.nonce_for(play)
    finish(play, tracking, nonce=nonce)
    with pytest.raises(playing.NonceUsed):
        finish(play, tracking, nonce=nonce, report=RIGHT | {"state": {"answers": [1]}})
    with pytest.raises(playing.PlayEnded):
        finish(play, tracking)
    following = playing.start(content=content, user=trainee, tracking=tracking, at=LATER)
    for wrong in (nonce, "", "made up", f"{following.key}.abc", nonce[:-1]):
        with pytest.raises(playing.NonceWrong):
            finish(following, tracking, nonce=wrong or " ")
    following.refresh_from_db()
    assert following.ended_at is None
