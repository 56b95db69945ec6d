import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.attempts import playing
from assessments.attempts.debrief import AttemptRunning, debrief
from tests.factories.assessments import (
    LESSON_KEY,
    NOON,
    OTHER_LESSON_KEY,
    make_version,
    play,
    tracking_for,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tracking():
    return tracking_for(make_person())


@pytest.fixture
def attempt(tracking):
    person = make_person(username="t-2")
    return playing.start(scenario=make_version().scenario, user=person, tracking=tracking, at=NOON)


def test_while_the_attempt_runs_there_is_no_debrief(attempt):
    with pytest.raises(AttemptRunning):
        debrief(attempt, "en")


def test_the_own_path_stands_beside_the_recommended_choices(attempt, tracking):
    found = debrief(play(attempt, "b", "b", "a", tracking=tracking), "en")
    assert [step.chosen for step in found.steps] == ["en d1/b text", "en d1-repair/b text", "en d2/a text"]
    assert [step.recommended for step in found.steps] == [
        "en d1/a text",
        "en d1-repair/a text",
        "en d2/a text",
    ]
    assert [step.recommended_is_chosen for step in found.steps] == [False, False, True]
    assert [step.points for step in found.steps] == [-1, 0, 2]
    first = found.steps[0]
    assert (first.number, first.heading, first.situation) == (1, "en d1 heading", "en d1 situation")
    assert (first.severity, first.consequence) == ("harmful", "en d1/b consequence")
    assert (first.principle, first.legal, first.sources) == ("en d1/b principle", "en d1/b legal", ("P19",))


def test_the_recommended_way_is_told_whole(attempt, tracking):
    found = debrief(play(attempt, "c", tracking=tracking), "ru")
    assert found.recommended_path == (("ru d1 heading", "ru d1/a text"), ("ru d2 heading", "ru d2/a text"))


def test_points_and_percent_and_pass_mark_are_told(attempt, tracking):
    found = debrief(play(attempt, "a", "b", tracking=tracking), "en")
    assert (found.points, found.max_points, found.percent, found.pass_percent) == (3, 4, 75, 75)
    assert found.passed
    assert found.critical_errors == ()
    assert found.relearn_key == LESSON_KEY


def test_a_critical_error_is_named_with_the_lesson_to_read_again(attempt, tracking):
    found = debrief(play(attempt, "c", tracking=tracking), "en")
    assert not found.passed
    [(code, name)] = found.critical_errors
    assert code == "CE-REF"
    assert name == "Refusing entry, pushing back or removing a person who showed fear"
    assert (found.steps[0].critical_error, found.steps[0].critical_name) == (code, name)
    assert found.relearn_key == OTHER_LESSON_KEY


def test_the_ending_tells_what_happened_with_principle_source_and_booth_rule(attempt, tracking):
    found = debrief(play(attempt, "a", "a", tracking=tracking), "tk")
    assert found.language == "ru"
    assert (found.title, found.place) == ("ru title", "ru place")
    assert (found.ending_heading, found.ending_text) == ("ru end-pass heading", "ru end-pass situation")
    assert (found.ending_principle, found.ending_legal) == ("ru end-pass principle", "ru end-pass legal")
    assert found.booth == "ru end-pass booth"


def test_a_debrief_costs_four_queries_however_long_the_path(attempt, tracking):
    attempt = play(attempt, "b", "b", "a", tracking=tracking)
    with CaptureQueriesContext(connection) as queries:
        debrief(attempt, "ru")
    assert len(queries) == 4
