"""Gaps that are filled in, and words that are dragged."""

import pytest

from assessments.h5p.scoring.blanks import distance, solutions
from assessments.h5p.scoring.counting import scored
from assessments.h5p.scoring.drag_text import words_of
from assessments.h5p.scoring.scored import SERVER, ReportRefused
from tests.factories.h5p_shapes import drag, gaps, report, said

TEXT = (
    "<p>Oslo is the capital of *Norway/Norge:a tip*, colour *grey / gray*.</p>",
    "<p>Fish &amp; *chips &amp; peas* with *elephants everywhere*; number *abc*.</p>",
)
FRUIT = "Blueberries are *blue:Check the name* .\nStrawberries are *red\\+Right!\\-Wrong!*.\nCherries are *red* too."


def fill(state, **behaviour):
    return scored("H5P.Blanks", gaps(*TEXT, **behaviour), report(state))


def place(*pairs, params=None):
    state = [{"draggable": word, "droppable": gap} for word, gap in pairs]
    return scored("H5P.DragText", params or drag(FRUIT, "*green* *pink*"), report(state))


@pytest.mark.parametrize(
    ("behaviour", "written", "points"),
    [
        ({}, ["NORGE", "gray", "chips & peas", "elephants everywhere", "abc"], 5),
        ({}, ["Sweden", "", "chips &amp; peas", "x", "abc"], 1),
        ({"caseSensitive": True}, ["norway", "gray", "chips & peas", "elephants  everywhere", "abc"], 3),
        (
            {"acceptSpellingErrors": True},
            ["Norwya", "graay", "chips & pesa", "elefants everywher", "abd"],
            3,
        ),
        ({"acceptSpellingErrors": True}, ["norge", "grey", "chips & peas", "elefants everywhere", "abc"], 5),
        ({}, [" Norway ", "grey&nbsp;", "chips & peas"], 3),
        ({}, [], 0),
        ({}, ["Norway", None, 3, ["x"], {"y": 1}], 1),
    ],
)
def test_each_gap_is_a_point_for_one_of_its_solutions(behaviour, written, points):
    found = fill(written, **behaviour)
    assert (found.points, found.max_points, found.by) == (points, 5, SERVER)
    assert found.answers[0].success is (points == 5)


def test_case_matters_when_the_content_does_not_say():
    params = {"questions": ["*Norway*"]}
    assert scored("H5P.Blanks", params, report(["norway"])).points == 0
    assert scored("H5P.Blanks", params, report(["Norway"])).points == 1


@pytest.mark.parametrize("params", [{}, {"questions": []}, {"questions": None}])
def test_where_there_is_no_text_with_gaps_the_one_the_player_shows_is_counted(params):
    assert scored("H5P.Blanks", params, report(["Norway"])).points == 1
    found = scored("H5P.Blanks", params, report(["Sweden"]))
    assert (found.points, found.max_points) == (0, 1)


def test_where_there_is_no_text_to_drag_into_the_one_the_player_shows_is_counted():
    found = place((0, 0), (1, 2), params={"taskDescription": "Drag"})
    assert (found.points, found.max_points) == (1, 5)
    # A text that its author has emptied stays empty.
    assert place(params={"textField": ""}).max_points == 0


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("a *b* c", [("b",)]),
        ("a *b/c:tip* d *e*", [("b", "c"), ("e",)]),
        ("** no gap *gap*", [(" no gap",)]),
        ("**", []),
        ("one * alone", []),
        ("*<b>bold</b>*", [("bold",)]),
        ("*R&amp;D*", [("R&D",)]),
        ("*/x*", [("", "x")]),
        ("", []),
    ],
)
def test_gaps_are_read_as_the_player_reads_them(question, found):
    read = list(solutions(question))
    assert [tuple(one.strip() for one in gap) for gap in read] == [
        tuple(one.strip() for one in gap) for gap in found
    ]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "xabc", 1),
        ("norwya", "norway", 1),
        ("ca", "abc", 3),
        ("elefants everywher", "elephants everywhere", 3),
        ("kitten", "sitting", 3),
        ("", "abc", 3),
        ("a" * 50_000, "a" * 50_001, 1),
    ],
)
def test_slips_are_counted(one, other, steps):
    for most in (1, 2, 3):
        assert distance(one, other, most) == min(steps, most + 1)
        assert distance(other, one, most) == min(steps, most + 1)


def test_the_response_counts_when_it_comes_apart_into_the_gaps():
    params = gaps(*TEXT)
    right = "Norway[,]grey[,]chips & peas[,]elephants everywhere[,]abc"
    assert scored("H5P.Blanks", params, report(xapi=said(right))).points == 5
    assert scored("H5P.Blanks", params, report(xapi=said("Norway[,]grey"))).points == 0
    with pytest.raises(ReportRefused):
        fill(["Norway"] * 6)


def test_what_was_written_is_told_in_one_text_that_comes_apart_again():
    (answer,) = fill(["a[,]b", "x\x00y", "\ud800z"]).answers
    assert answer.response.split("[,]") == ["a,b", "xy", "z", "", ""]
    assert answer.question.kind == "fill-in"
    assert answer.question.correct.startswith("{case_matters=false}Norway[,]grey[,]chips & peas")
    assert "capital of __________, colour __________" in answer.question.name


@pytest.mark.parametrize(
    ("pairs", "points"),
    [
        ([(0, 0), (1, 1), (2, 2)], 3),
        # Two gaps with one word take either of the two.
        ([(0, 0), (2, 1), (1, 2)], 3),
        ([(1, 0), (2, 1), (3, 2)], 1),
        ([(4, 1)], 0),
        ([], 0),
    ],
)
def test_each_gap_is_a_point_for_its_word(pairs, points):
    found = place(*pairs)
    assert (found.points, found.max_points, found.by) == (points, 3, SERVER)


def test_words_are_read_without_tips_and_feedback():
    assert words_of(FRUIT) == ["blue", "red", "red"]
    assert words_of("*green* and *pink :tip*") == ["green", "pink"]
    assert place((0, 0), (2, 1), (3, 2)).answers[0].response == "blue[,]red[,]green"


@pytest.mark.parametrize(
    "pairs", [[(5, 0)], [(0, 3)], [(0, 0), (0, 1)], [(0, 0), (1, 0)], [(-1, 0)], [(True, 0)], [("a", "b")]]
)
def test_words_and_gaps_that_are_not_there_or_taken_are_refused(pairs):
    with pytest.raises(ReportRefused):
        place(*pairs)


def test_words_in_the_response_count_by_their_text():
    params = drag(FRUIT)
    assert scored("H5P.DragText", params, report(xapi=said("blue[,]red[,]red"))).points == 3
    assert scored("H5P.DragText", params, report(xapi=said("blue[,][,]green"))).points == 1
