"""What is known inside other content is counted, the rest is the browser's word, and only within bounds."""

import pytest

from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.scored import BROWSER, SERVER, ReportRefused
from tests.factories.h5p_shapes import IDS, choice, gaps, piece, question_set, report, said, truth

QUESTION = piece("H5P.MultiChoice", choice(True, False), IDS[0])
SET = piece("H5P.QuestionSet", question_set(piece("H5P.TrueFalse", truth(True), IDS[1])), IDS[2])
DRAG = piece("H5P.DragQuestion", {"question": {}}, IDS[3])


def column(*pieces) -> dict:
    return {"content": [{"content": one, "useSeparator": "auto"} for one in pieces]}


def test_what_is_known_inside_is_counted_wherever_it_stands():
    told = said(
        children=[
            said("0", key=IDS[0]),
            said(children=[said("true", key=IDS[1], library="H5P.TrueFalse")], key=IDS[2]),
            said("", key=IDS[3], library="H5P.DragQuestion", score=(2, 5)),
        ],
        library="H5P.Column",
    )
    found = scored("H5P.Column", column(QUESTION, SET, DRAG), report(None, told, 99, 99))
    assert (found.points, found.max_points, found.by) == (4, 7, BROWSER)
    assert [(one.key, one.by) for one in found.answers] == [
        (IDS[0], SERVER),
        (IDS[1], SERVER),
        (IDS[3], BROWSER),
    ]


def test_content_of_known_questions_alone_is_the_word_of_the_server():
    told = said(children=[said("1", key=IDS[0], score=(1, 1))])
    found = scored("H5P.Column", column(QUESTION), report(None, told, 1, 1))
    assert (found.points, found.max_points, found.by) == (0, 1, SERVER)


def test_what_is_left_out_of_a_report_is_not_answered():
    told = said(children=[said("", key=IDS[3], library="H5P.DragQuestion", score=(5, 5))])
    found = scored("H5P.Column", column(QUESTION, SET, DRAG), report(None, told, 5, 5))
    assert (found.points, found.max_points) == (5, 7)


def test_in_content_of_unknown_kind_only_what_was_asked_counts():
    told = said(children=[said("0", key=IDS[0])])
    found = scored("H5P.GameMap", {"stages": [QUESTION, SET]}, report(None, told, 3, 9))
    assert (found.points, found.max_points, found.by) == (1, 1, SERVER)


def test_where_nothing_is_known_the_browser_tells():
    found = scored("H5P.MemoryGame", {"cards": []}, report(None, said("x", library="H5P.MemoryGame"), 3, 4))
    assert (found.points, found.max_points, found.by) == (3, 4, BROWSER)
    (answer,) = found.answers
    assert (answer.library, answer.response, answer.by, answer.points) == ("H5P.MemoryGame", "x", BROWSER, 3)


def test_parts_that_the_content_does_not_name_are_told_as_reported():
    told = said(children=[said("1", library="H5P.SingleChoiceSet", score=(1, 1)), said("0", score=(0, 1))])
    found = scored("H5P.SingleChoiceSet", {}, report(None, told, 1, 2))
    assert [(one.response, one.points) for one in found.answers] == [("1", 1), ("0", 0)]


def test_content_that_asks_nothing_has_nothing_to_win():
    found = scored("H5P.Video", {"sources": []}, report())
    assert (found.max_points, found.answers, found.has_passed(70)) == (0, (), None)


def test_a_score_of_the_browser_does_nothing_for_what_is_counted_here():
    found = scored("H5P.Blanks", gaps("*a*"), report(["b"], said("a", score=(1, 1)), 1, 1))
    assert (found.points, found.max_points, found.by) == (0, 1, SERVER)


@pytest.mark.parametrize(
    ("score", "most"),
    [
        (999, 1),
        (2, 1),
        (-1, 1),
        (1, -1),
        (True, 1),
        ("9", 10),
        (1, 10**9),
        (float("nan"), 1),
        (1, float("inf")),
    ],
)
def test_scores_that_cannot_be_are_refused(score, most):
    with pytest.raises(ReportRefused):
        scored("H5P.MemoryGame", {}, report(None, None, score, most))
    with pytest.raises(ReportRefused):
        scored("H5P.MemoryGame", {}, report(None, said("x", score=(score, most))))
