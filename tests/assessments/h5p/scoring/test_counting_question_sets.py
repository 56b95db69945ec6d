"""Question sets: the sum of the questions shown, drawn and shuffled by the player."""

import pytest

from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.scored import BROWSER, SERVER, ReportRefused
from tests.factories.h5p_shapes import IDS, SETS, choice, gaps, piece, question_set, report, said, truth

THREE = (
    piece("H5P.MultiChoice", choice(True, False, True, False), IDS[0], "MC"),
    piece("H5P.TrueFalse", truth(False), IDS[1], "TF"),
    piece("H5P.Blanks", gaps("*Norway* *grey* *peas* *elephants* *abc*"), IDS[2], "BL"),
)
ANSWERS = [{"answers": [0, 3, 2]}, {"answer": False}, ["x", "grey", "peas", "y", "abc"]]


def count(state, xapi=None, **more):
    return scored(SETS, question_set(*THREE, **more), report(state, xapi))


def test_the_points_of_the_questions_are_added():
    found = count({"progress": 2, "answers": ANSWERS})
    assert (found.points, found.max_points, found.by, found.pass_percent) == (5, 8, SERVER, 50)
    assert [(one.key, one.points) for one in found.answers] == [(IDS[0], 1), (IDS[1], 1), (IDS[2], 3)]
    assert found.has_passed(None)
    assert not found.has_passed(70)


def test_answers_stand_in_the_order_in_which_the_questions_were_shown():
    found = count({"answers": ANSWERS[::-1], "order": [2, 1, 0]})
    assert found.points == 5
    assert [one.key for one in found.answers] == [IDS[2], IDS[1], IDS[0]]


def test_of_a_pool_only_what_was_drawn_counts():
    drawn = {"answers": [["", "", "", "", "abc"], {"answers": [0]}], "order": [1, 0], "poolOrder": [0, 2]}
    found = count(drawn, poolSize=2, randomQuestions=True)
    assert (found.points, found.max_points) == (2, 7)
    assert [one.key for one in found.answers] == [IDS[2], IDS[0]]


def test_what_was_drawn_is_known_from_the_report_before_anything_is_answered():
    seen = said(children=[said("", key=IDS[1]), said("", key=IDS[0])], library=SETS)
    assert count({}, seen, poolSize=2).max_points == 3
    assert count(None, None, poolSize=2).max_points == 3


@pytest.mark.parametrize(
    "state",
    [
        {"poolOrder": [0]},
        {"poolOrder": [0, 1, 2]},
        {"poolOrder": [1, 1]},
        {"poolOrder": [0, 3]},
        {"poolOrder": [0, 1], "order": [0]},
        {"poolOrder": [0, 1], "order": [0, 2]},
        {"poolOrder": [0, -1]},
        {"poolOrder": ["x", "y"]},
    ],
)
def test_a_draw_that_the_set_does_not_make_is_refused(state):
    with pytest.raises(ReportRefused):
        count(state, poolSize=2)


def test_nothing_answered_is_nothing_won_of_everything():
    for state in ({}, None, [], "x", {"answers": "x"}, {"answers": [None, 7, "x"]}):
        found = count(state)
        assert (found.points, found.max_points) == (0, 8)


def test_the_report_stands_in_for_states_by_the_ids_of_the_questions():
    children = [
        said("true", key=IDS[1], library="H5P.TrueFalse"),
        said("0[,]2", key=IDS[0]),
        said("Norway[,]grey[,][,][,]abc", key=IDS[2], library="H5P.Blanks"),
    ]
    found = count(None, said(children=children, library=SETS))
    assert (found.points, found.max_points) == (5, 8)


def test_a_question_that_is_not_known_is_the_word_of_the_browser():
    essay = piece("H5P.Essay", {"taskDescription": "<p>Say why.</p>"}, IDS[3])
    seen = said(children=[said("Because.", key=IDS[3], library="H5P.Essay", score=(3, 4))], library=SETS)
    found = scored(SETS, question_set(*THREE, essay), report({"answers": ANSWERS}, seen))
    assert (found.points, found.max_points, found.by) == (8, 12, BROWSER)
    assert [one.by for one in found.answers] == [SERVER] * 3 + [BROWSER]
    assert found.answers[-1].response == "Because."


def test_a_text_between_questions_takes_nothing_from_the_word_of_the_server():
    text = piece("H5P.AdvancedText", {"text": "<p>Read.</p>"}, IDS[4])
    found = scored(SETS, question_set(text, *THREE), report({"answers": [None, *ANSWERS]}))
    assert (found.points, found.max_points, found.by) == (5, 8, SERVER)
    assert len(found.answers) == 3


def test_a_set_of_texts_has_nothing_to_win():
    text = piece("H5P.AdvancedText", {"text": "<p>Read.</p>"}, IDS[4])
    found = scored(SETS, question_set(text), report({}))
    assert (found.max_points, found.has_passed(70)) == (0, None)
