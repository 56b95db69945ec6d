"""A commit is kept, judged and stated once; stale, forged and foreign ones change nothing."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from assessments.models import Statement
from assessments.packages.models import Launch, ScormState, UnitStanding
from assessments.packages.scorm.committing import (
    BEGIN,
    END,
    BadCommit,
    NoSuchLaunch,
    OpenedElsewhere,
    launch_of,
)
from assessments.packages.scorm.launching import NotYet, OtherVersion, word_of
from assessments.xapi import vocabulary
from tests.factories.scorm_packages import (
    item_12,
    manifest_12,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
    unit_of,
)
from tests.factories.scorm_plays import ANSWER_12, HALF_12, ended_12, opened, registered, scorm_tracking, sent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def play(trainee):
    """Return (registration, unit, tracking) of somebody in a package of one unit, mark 80."""
    version = store_scorm(scorm_12())
    tracking = scorm_tracking(trainee)
    return registered(version, trainee, tracking, at=NOW), unit_of(version), tracking


def verbs() -> list[str]:
    told = [json.loads(raw) for raw in Statement.objects.order_by("pk").values_list("raw", flat=True)]
    return [one["verb"]["id"].rsplit("/", 1)[1] for one in told]


def told_of(verb: str) -> dict:
    found = [json.loads(raw) for raw in Statement.objects.order_by("pk").values_list("raw", flat=True)]
    return [one for one in found if one["verb"]["id"].endswith(f"/{verb}")][-1]


def test_a_unit_is_left_resumed_and_finished_with_the_statements_of_each_step(play):
    registration, unit, tracking = play
    first = opened(registration, unit, at=NOW)
    sent(first, 0, {}, kind=BEGIN, tracking=tracking, at=NOW)
    sent(first, 1, HALF_12 | ANSWER_12, kind=END, tracking=tracking, at=later(2))
    assert verbs() == ["initialized", "answered", "suspended"]
    state = ScormState.objects.get()
    assert (state.cmi["cmi.suspend_data"], state.seconds, state.commits) == ("seen:1,2", 90, 1)
    second = opened(registration, unit, at=later(5))
    taken = sent(second, 2, ended_12(90), kind=END, tracking=tracking, at=later(9))
    assert verbs()[3:] == ["resumed", "completed", "passed", "terminated", "completed"]
    assert taken.is_newly_satisfied
    registration.refresh_from_db()
    assert registration.satisfied_at == later(9)
    passed = told_of("passed")
    assert passed["result"]["score"] == {"scaled": 0.9, "raw": 90.0}
    assert passed["result"]["extensions"] == {vocabulary.SCORED_BY: "browser"}
    assert passed["context"]["extensions"][vocabulary.PACKAGE]["standard"] == "scorm12"


def test_the_mark_of_the_manifest_goes_before_the_word_of_the_unit(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    told = ended_12(50) | {"cmi.core.lesson_status": "passed"}
    taken = sent(launch, 1, told, kind=END, tracking=tracking, at=later(1))
    assert verbs() == ["initialized", "completed", "failed", "terminated"]
    assert (taken.is_newly_satisfied, taken.is_judged) == (False, True)
    standing = UnitStanding.objects.get()
    assert (standing.satisfied_at, standing.failed_at) == (None, later(1))


def test_the_same_commit_sent_again_changes_nothing(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    for minutes in (1, 2, 3):
        taken = sent(launch, 1, ended_12(90), kind=END, tracking=tracking, at=later(minutes))
    assert not taken.is_new
    assert verbs().count("passed") == verbs().count("terminated") == 1
    assert ScormState.objects.get().saved_at == later(1)


def test_a_replayed_number_with_other_values_overwrites_nothing(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    sent(launch, 3, HALF_12, tracking=tracking, at=later(1))
    for number in (1, 2, 3):
        assert not sent(launch, number, ended_12(100), tracking=tracking, at=later(2)).is_new
    assert ScormState.objects.get().cmi == HALF_12


def test_a_tab_left_open_overwrites_nothing_once_the_unit_was_opened_elsewhere(play):
    registration, unit, tracking = play
    stale = opened(registration, unit, at=NOW)
    sent(stale, 1, HALF_12, tracking=tracking, at=later(1))
    fresh = opened(registration, unit, at=later(2))
    sent(fresh, 2, ended_12(90), tracking=tracking, at=later(3))
    with pytest.raises(OpenedElsewhere):
        sent(stale, 3, HALF_12, tracking=tracking, at=later(4))
    assert ScormState.objects.get().cmi["cmi.core.lesson_status"] == "completed"
    assert Launch.objects.get(pk=stale.pk).abandoned_at == later(2)


def test_a_late_commit_lowers_no_status(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    sent(launch, 1, ended_12(90), kind=END, tracking=tracking, at=later(1))
    again = opened(registration, unit, at=later(2))
    sent(again, 2, HALF_12 | {"cmi.core.score.raw": "10"}, kind=END, tracking=tracking, at=later(3))
    assert ScormState.objects.get().cmi["cmi.core.lesson_status"] == "completed"
    assert UnitStanding.objects.get().best_scaled == Decimal("0.9")
    assert verbs().count("passed") == 1


@pytest.mark.parametrize(
    "cmi",
    [
        {"cmi.core.score.raw": "999", "cmi.core.score.max": "1", "cmi.core.lesson_status": "passed"},
        {"cmi.suspend_data": "x" * 70_000},
        {"cmi.core.lesson_status": "won"},
    ],
)
def test_forged_values_are_refused_whole_and_logged(play, cmi, caplog):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    with pytest.raises(BadCommit):
        sent(launch, 1, cmi, tracking=tracking, at=later(1))
    assert ScormState.objects.get().cmi == {}
    assert verbs() == []
    assert "refused" in caplog.text


def test_a_number_far_ahead_is_refused(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    with pytest.raises(BadCommit):
        sent(launch, 2_000_000_000, HALF_12, tracking=tracking, at=later(1))


def test_parts_of_frames_are_laid_over_what_is_kept(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    sent(launch, 1, HALF_12, tracking=tracking, at=later(1))
    sent(launch, 2, {"cmi.core.lesson_location": "inner"}, is_part=True, tracking=tracking, at=later(2))
    assert ScormState.objects.get().cmi == HALF_12 | {"cmi.core.lesson_location": "inner"}


def test_a_jump_of_the_clock_is_no_session(play):
    registration, unit, tracking = play
    launch = opened(registration, unit, at=NOW)
    sent(launch, 1, HALF_12 | {"cmi.core.total_time": "9999:00:00"}, tracking=tracking, at=later(1))
    assert ScormState.objects.get().seconds == 24 * 3600


def test_a_launch_is_known_by_its_secret_alone(play):
    registration, unit, _tracking = play
    launch = opened(registration, unit, at=NOW)
    assert launch_of(word_of(launch)) == launch
    for word in ("", "x", str(launch.key), launch.fetch_hash):
        with pytest.raises(NoSuchLaunch):
            launch_of(word)


def test_a_unit_of_another_version_is_not_launched(play):
    registration, _unit, _tracking = play
    other = unit_of(store_scorm(scorm_2004()))
    with pytest.raises(OtherVersion):
        opened(registration, other, at=NOW)


def test_a_package_is_done_with_the_last_unit_that_counts_and_waits_for_prerequisites(trainee):
    asked = '<adlcp:prerequisites type="aicc_script">I1</adlcp:prerequisites>'
    units = (item_12("I1", "One", "R1"), item_12("I2", "Two", "R2", more=asked))
    resources = resource("R1", "index.html") + resource("R2", "index.html", kind="asset")
    files = scorm_12(manifest_12(*units, resources=resources))
    version = store_scorm(files)
    tracking = scorm_tracking(trainee)
    registration = registered(version, trainee, tracking, at=NOW)
    with pytest.raises(NotYet):
        opened(registration, unit_of(version, 1), at=NOW)
    launch = opened(registration, unit_of(version, 0), at=NOW)
    taken = sent(launch, 1, {"cmi.core.lesson_status": "completed"}, tracking=tracking, at=later(1))
    assert not taken.is_newly_satisfied
    opened(registration, unit_of(version, 1), at=later(2))
    registration.refresh_from_db()
    assert registration.satisfied_at == later(2)


def test_a_finished_unit_of_2004_begins_anew_and_keeps_what_was_reached(trainee):
    version = store_scorm(scorm_2004())
    tracking = scorm_tracking(trainee)
    registration = registered(version, trainee, tracking, at=NOW)
    unit = unit_of(version)
    launch = opened(registration, unit, at=NOW)
    told = {"cmi.completion_status": "completed", "cmi.score.scaled": "0.9", "cmi.exit": "normal"}
    sent(launch, 1, told, kind=END, tracking=tracking, at=later(1))
    opened(registration, unit, at=later(2))
    assert ScormState.objects.get().cmi == {}
    assert UnitStanding.objects.get().satisfied_at == later(1)
