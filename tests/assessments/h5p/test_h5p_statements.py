"""What is told of a try at H5P content: valid, by the server alone, once, and with its fact or not at all."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from assessments.h5p import playing, statements
from assessments.h5p.models import H5PContent, H5PMessage, H5PPlay, H5PVersion, Library
from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.scored import ReportRefused
from assessments.models import Statement
from assessments.xapi import vocabulary
from assessments.xapi.tracking import ActivityRef
from assessments.xapi.validation import validate
from tests.factories.h5p_forged import CONTENTS, REPORTS
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking
from tests.factories.h5p_shapes import IDS, SETS, choice, gaps, piece, question_set, report, said, truth
from tests.factories.telling import told

LATER = BEFORE + timedelta(minutes=5)
SET = question_set(
    piece("H5P.MultiChoice", choice(True, False, True), IDS[0], "Who may ask"),
    piece("H5P.TrueFalse", truth(False), IDS[1]),
    piece("H5P.Blanks", gaps("The *hearing* is *confidential*."), IDS[2]),
    piece("H5P.Essay", {}, IDS[3]),
)
ANSWERED = report(
    {"answers": [{"answers": [0]}, {"answer": False}, ["hearing", "public"]]},
    said(
        children=[
            said("0", key=IDS[0]),
            said("Because.", key=IDS[3], library="H5P.Essay", score=(1, 2)),
        ],
        library=SETS,
    ),
    score=7,
    max_score=7,
)


@pytest.fixture
def tracking():
    return h5p_tracking(parents=(ActivityRef("lesson", uuid4(), {"en": "Asking"}),), language="ru")


@pytest.fixture
def play(trainee, tracking):
    content = h5p_content(SET, library=SETS)
    return playing.start(content=content, user=trainee, tracking=tracking, at=BEFORE)


def finish(play, tracking, sent=ANSWERED, nonce=None):
    return playing.finish(
        play_key=play.key,
        nonce=nonce or playing.nonce_for(play),
        report=sent,
        tracking=tracking,
        pass_percent=50,
        at=LATER,
    )


def verbs(found):
    return [one["verb"]["id"].rsplit("/", 1)[1] for one in found]


@pytest.mark.django_db
class TestATry:
    def test_it_is_told_from_the_beginning_to_the_outcome(self, play, tracking):
        finish(play, tracking)
        found = told()
        assert verbs(found) == ["initialized", *["answered"] * 4, "completed", "passed"]
        for one in found:
            validate(one)
            assert one["actor"]["account"]["name"] == str(tracking.actor_key)
            assert "somebody" not in json.dumps(one)
            assert one["context"]["registration"] == str(tracking.registration)
            assert one["context"]["extensions"][vocabulary.TRY_NUMBER] == 1

    def test_the_outcome_has_the_points_of_the_server(self, play, tracking):
        finish(play, tracking)
        outcome = told()[-1]
        assert outcome["result"]["score"] == {"raw": 4, "min": 0, "max": 7, "scaled": 0.5714}
        assert outcome["result"]["duration"] == "PT04S"
        # One part of it was counted by the browser alone.
        assert outcome["result"]["extensions"] == {vocabulary.SCORED_BY: "browser"}
        play.refresh_from_db()
        assert (float(play.percent), play.passed, play.scored_by) == (57.14, True, "browser")

    def test_an_answer_says_what_was_asked_and_who_counted_it(self, play, tracking):
        finish(play, tracking)
        chosen, true_or_false, filled, essay = (one for one in told() if verbs([one]) == ["answered"])
        definition = chosen["object"]["definition"]
        assert definition["name"] == {"en": "Who may ask for asylum?"}
        assert (definition["interactionType"], definition["correctResponsesPattern"]) == ("choice", ["0[,]2"])
        assert [one["id"] for one in definition["choices"]] == ["0", "1", "2"]
        assert chosen["result"]["response"] == "0"
        assert chosen["result"]["score"] == {"raw": 1, "min": 0, "max": 2, "scaled": 0.5}
        assert chosen["result"]["success"] is False
        assert chosen["result"]["duration"] == "PT02.5S"
        assert true_or_false["object"]["definition"]["interactionType"] == "true-false"
        assert filled["result"]["response"] == "hearing[,]public"
        assert [one["result"]["extensions"][vocabulary.SCORED_BY] for one in (chosen, filled, essay)] == [
            "server",
            "server",
            "browser",
        ]
        assert "success" not in essay["result"]

    def test_a_part_is_an_activity_of_its_own_inside_the_content(self, play, tracking):
        finish(play, tracking)
        begun, chosen = told()[:2]
        base = f"{settings.PANAH_BASE_URL}/xapi/activities"
        assert begun["object"]["id"] == f"{base}/h5p/{play.content_key}"
        assert chosen["object"]["id"] == f"{base}/h5p-part/{statements.part_key(play.content_key, IDS[0])}"
        (parent,) = chosen["context"]["contextActivities"]["parent"]
        assert parent["id"] == begun["object"]["id"]
        assert chosen["context"]["extensions"][vocabulary.H5P] == {
            "version": 1,
            "library": "H5P.MultiChoice",
            "part": IDS[0],
        }

    def test_content_without_points_is_completed_and_neither_passed_nor_failed(self, trainee, tracking):
        content = h5p_content({"text": "Read."}, library="H5P.AdvancedText")
        play = playing.start(content=content, user=trainee, tracking=tracking, at=BEFORE)
        play = finish(play, tracking, report())
        assert verbs(told()) == ["initialized", "completed"]
        assert (play.passed, play.percent, playing.result_of(play)) == (None, None, (100, True))

    @pytest.mark.parametrize("language", ["", "no language", "en_US", "x" * 12])
    def test_a_language_that_is_none_is_told_as_unknown(self, trainee, tracking, language):
        content = h5p_content(SET, library=SETS)
        content.versions.update(language=language)
        finish(playing.start(content=content, user=trainee, tracking=tracking, at=BEFORE), tracking)
        for one in told():
            validate(one)
        assert told()[0]["object"]["definition"]["name"] == {"und": "Ask or refuse"}

    def test_a_time_that_cannot_be_is_that_between_begin_and_end(self, play, tracking):
        finish(play, tracking, ANSWERED | {"duration_ms": 10**12})
        assert told()[-1]["result"]["duration"] == "PT05M00S"


@pytest.mark.django_db
class TestOnce:
    def test_a_report_sent_again_is_told_once(self, play, tracking):
        nonce = playing.nonce_for(play)
        for _ in range(3):
            finish(play, tracking, nonce=nonce)
        assert len(told()) == 7

    def test_a_try_taken_up_again_is_told_once(self, play, tracking, trainee):
        content = H5PContent.objects.get()
        playing.start(content=content, user=trainee, tracking=tracking, at=LATER)
        assert verbs(told()) == ["initialized"]

    def test_what_is_refused_tells_nothing(self, play, tracking):
        with pytest.raises(playing.OutOfBounds):
            finish(play, tracking, report({"answers": [{"answers": [77]}]}))
        assert verbs(told()) == ["initialized"]
        assert H5PMessage.objects.count() == 0

    def test_a_transaction_that_fails_leaves_neither_end_nor_nonce_nor_statement(self, play, tracking):
        nonce = playing.nonce_for(play)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert finish(play, tracking, nonce=nonce).number / 0
        play.refresh_from_db()
        assert (play.ended_at, play.answers, Statement.objects.count()) == (None, [], 1)
        assert finish(play, tracking, nonce=nonce).ended_at == LATER


@pytest.mark.parametrize("library", sorted(CONTENTS))
@given(data=st.data())
@effort(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_was_reported_is_told_in_valid_statements(library, data):
    try:
        counted = scored(library, CONTENTS[library], data.draw(REPORTS))
    except ReportRefused:
        return
    version = H5PVersion(
        number=2, title="At the gate", language="fa-af", main_library=Library(machine_name=library)
    )
    play = H5PPlay(version=version, content_key=uuid4(), number=1, started_at=BEFORE, ended_at=LATER)
    play.passed = counted.has_passed(70)
    made = statements.play_ended(play=play, counted=counted, duration_ms=None, tracking=h5p_tracking())
    for one in made:
        validate(json.loads(one.to_json()))
