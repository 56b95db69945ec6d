"""Two requests in one moment, each in a thread and a connection of its own, as a double click makes them."""

from uuid import uuid4

import pytest

from assessments.attempts import checking, playing
from assessments.attempts.models import Attempt, AttemptStep, CheckAttempt
from assessments.lrs.models import Statement
from assessments.xapi.tracking import ActivityRef
from tests.factories.assessments import NOON, RIGHT_ANSWERS, make_questions, make_version, tracking_for
from tests.factories.people import make_person
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def tracking(person):
    return tracking_for(person)


@pytest.fixture
def scenario():
    return make_version().scenario


def test_clicks_on_start_begin_one_attempt(scenario, person, tracking):
    results = at_once(lambda: playing.start(scenario=scenario, user=person, tracking=tracking, at=NOON))
    assert set(results) == {Attempt.objects.get()}
    assert Statement.objects.count() == 1


def test_clicks_on_a_choice_make_one_step(scenario, person, tracking):
    attempt = playing.start(scenario=scenario, user=person, tracking=tracking, at=NOON)

    def click():
        return playing.choose(attempt_key=attempt.key, step=1, position=1, tracking=tracking, at=NOON)

    assert set(at_once(click)) == {attempt}
    assert AttemptStep.objects.count() == 1
    assert Attempt.objects.get().step_count == 1
    assert Statement.objects.filter(verb__endswith="answered").count() == 1


def test_clicks_on_submit_use_up_one_try(person, tracking):
    check = ActivityRef("assessment", uuid4())

    def click():
        return checking.submit(
            check=check,
            questions=make_questions(),
            pass_percent=80,
            tries_allowed=3,
            answers=RIGHT_ANSWERS,
            try_number=1,
            user=person,
            tracking=tracking,
            at=NOON,
        )

    assert set(at_once(click)) == {CheckAttempt.objects.get()}
    assert Statement.objects.count() == 5
