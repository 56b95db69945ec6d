"""Statements about H5P content as sentences: what was asked and answered, and whose word the points are."""

import re

import pytest

from assessments.h5p import playing
from assessments.lrs.explorer.telling.facts import Facts
from assessments.lrs.explorer.telling.names import Names
from assessments.lrs.explorer.telling.sentences import sentence
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking
from tests.factories.h5p_shapes import IDS, SETS, choice, piece, question_set, report, said
from tests.factories.telling import told

pytestmark = pytest.mark.django_db
SET = question_set(
    piece("H5P.MultiChoice", choice(True, False, True), IDS[0]), piece("H5P.Essay", {}, IDS[1], "Say why")
)
ESSAY = said("Because.", key=IDS[1], library="H5P.Essay", score=(1, 2))


@pytest.fixture
def sentences(trainee):
    tracking = h5p_tracking()
    play = playing.start(content=h5p_content(SET, library=SETS), user=trainee, tracking=tracking, at=BEFORE)
    playing.finish(
        play_key=play.key,
        nonce=playing.nonce_for(play),
        report=report({"answers": [{"answers": [0, 2]}]}, said(children=[ESSAY], library=SETS)),
        tracking=tracking,
        pass_percent=70,
        at=BEFORE,
    )
    names = Names(languages=("en",), definitions={})
    found = (re.sub("[\u2066\u2068\u2069]", "", sentence(Facts(one), names).text()) for one in told())
    return [re.sub("^Learner .{8} ", "", one) for one in found]


def test_a_try_reads_as_it_went(sentences):
    began, chosen, wrote, completed, passed = sentences
    assert began == "began: Ask or refuse, English"
    assert chosen.startswith(
        "answered: Who may ask for asylum?, answer option 0; option 2, score 100%, successful"
    )
    assert (
        wrote == "answered: Say why, answer Because, score 50%, counted by the browser alone, 2.5 s, English"
    )
    assert completed.startswith("completed: Ask or refuse")
    assert passed.startswith("passed: Ask or refuse, score 75%, counted by the browser alone")
