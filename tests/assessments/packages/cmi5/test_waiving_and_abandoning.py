"""What the LMS does by itself: waive a unit, end sessions nobody is in (cmi5, 9.3.6 and 9.3.7)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.packages.cmi5 import vocabulary
from assessments.packages.cmi5.abandoning import SILENCE, abandon, abandon_silent
from assessments.packages.cmi5.waiving import AlreadyWaived, NoReason, OtherVersion, waive
from assessments.packages.cmi5.working import work
from assessments.packages.models import Launch
from cms.management.commands.work_beside import loops
from tests.factories.cmi5_courses import (
    ID,
    au,
    block,
    launch,
    make_version,
    register_agent,
    told_of,
    words_of,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def registration():
    return register_agent(make_version(block("b", au(moveOn="CompletedAndPassed"))))


def waive_unit(registration, reason="Administrative", unit=None):
    unit = unit or registration.version.units.get()
    return waive(registration=registration, unit=unit, reason=reason, at=NOW)


def test_a_waived_unit_is_met_and_stated_with_a_session_of_its_own(registration):
    unit = launch(registration).begin()
    _registration, is_satisfied = waive_unit(registration)
    assert is_satisfied
    assert words_of(registration) == ["launched", "initialized", "waived", "satisfied", "satisfied"]
    waived, *satisfied = told_of(registration)[2:]
    assert waived["object"]["id"] == unit.told["activityId"]
    assert waived["result"] == {
        "success": True,
        "completion": True,
        "extensions": {vocabulary.REASON: "Administrative"},
    }
    assert waived["context"]["contextActivities"] == {
        "category": [{"id": vocabulary.CATEGORY}, {"id": vocabulary.CATEGORY_MOVE_ON}],
        "grouping": [{"id": f"{ID}/u1"}],
    }
    sessions = {one["context"]["extensions"][vocabulary.SESSION_ID] for one in (waived, *satisfied)}
    assert len(sessions) == 1
    assert not Launch.objects.filter(key=sessions.pop()).exists()
    # The session that is open goes on.
    assert unit.tell("completed").status_code == 200


def test_a_unit_is_waived_once_with_a_reason_and_in_its_version(registration):
    for reason in ("", "   ", "x" * 301):
        with pytest.raises(NoReason):
            waive_unit(registration, reason)
    other = make_version(au()).units.get()
    with pytest.raises(OtherVersion):
        waive_unit(registration, unit=other)
    waive_unit(registration)
    with pytest.raises(AlreadyWaived):
        waive_unit(registration)
    assert words_of(registration).count("waived") == 1


def test_a_session_is_abandoned_once_and_not_after_its_end(registration):
    launch(registration).begin()
    session = registration.launches.get()
    assert abandon(session=session, at=NOW)
    assert not abandon(session=session, at=NOW)
    assert words_of(registration).count("abandoned") == 1
    launch(registration).begin().tell("terminated")
    assert not abandon(session=registration.launches.last(), at=NOW)
    assert words_of(registration).count("abandoned") == 1


def test_an_abandoned_session_lasted_until_it_was_last_heard_of(registration):
    launch(registration, at=NOW - timedelta(hours=3))
    session = registration.launches.get()
    Launch.objects.update(last_heard_at=NOW - timedelta(hours=2))
    abandon(session=session, at=NOW)
    assert told_of(registration)[-1]["result"] == {"duration": "PT3600.00S"}


def test_the_worker_beside_ends_silent_sessions_until_it_has_to_stop(registration):
    launch(registration, at=NOW - SILENCE - timedelta(minutes=1))
    turns = iter([False, False, True])
    paused = []
    work(has_to_stop=lambda: next(turns), pause=lambda: paused.append(True))
    assert words_of(registration)[-1] == "abandoned"
    assert paused == [True]
    assert "abandoning" in loops(stop=None, has_to_stop=lambda: True)


def test_who_was_not_heard_of_for_a_day_has_gone(registration):
    version = registration.version
    silent, heard, new = (register_agent(version) for _number in range(3))
    launch(silent, at=NOW - SILENCE - timedelta(minutes=1))
    launch(heard, at=NOW - 3 * SILENCE)
    Launch.objects.filter(registration=heard).update(last_heard_at=NOW - timedelta(hours=23))
    launch(new, at=NOW - timedelta(hours=23))
    assert abandon_silent(at=NOW) == 1
    assert abandon_silent(at=NOW) == 0
    assert [words_of(one)[-1] for one in (silent, heard, new)] == ["abandoned", "launched", "launched"]
