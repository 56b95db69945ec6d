"""Drawings of plain shapes are drawn on paper as on the screen."""

import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from cms.printing.drawings import draw, find_drawing, read_drawing
from cms.printing.svg_paths import segments

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def points(data):
    return [[tuple(round(n, 3) for n in point) for point in rest] for _kind, *rest in segments(data)]


@pytest.mark.parametrize("number", range(1, 8))
def test_nothing_of_a_sheets_drawing_is_left_out(number):
    drawing = find_drawing(f"sheet-i{number}.svg")
    assert drawing.unknown == ()
    assert len(drawing.shapes) > 3


def test_there_is_no_drawing_without_a_file():
    assert find_drawing("") is None
    assert find_drawing("nowhere.svg") is None


@pytest.mark.parametrize(
    ("data", "end"),
    [
        ("M1 2L3 4", (3, 4)),
        ("m1 2l3 4", (4, 6)),
        ("M1 2h3v4", (4, 6)),
        ("M1 2H3V4", (3, 4)),
        ("M0 0 1 1 2 2", (2, 2)),
        ("M0 0c1 0 2 1 2 2s1 2 2 2", (4, 4)),
        ("M0 0q1 1 2 0t2 0", (4, 0)),
        ("M0,0a5 5 0 0 1 10 0", (10, 0)),
        ("M0 0a5,5 0 0110,0", (10, 0)),
        ("M1-2.5.5-3", (0.5, -3)),
        ("M5 5L9 9zm1 1", (6, 6)),
    ],
)
def test_a_path_ends_where_it_says(data, end):
    assert points(data)[-1][-1] == end


def test_half_a_circle_runs_through_its_top():
    curves = points("M0 0A5 5 0 0 1 10 0")
    assert curves[1][-1] == (5, -5)


def test_a_quarter_of_an_arc_the_other_way_round_takes_three_curves():
    assert len(points("M5 0A5 5 0 1 1 0 5")) == 4


@pytest.mark.parametrize("data", ["M1", "L1 2 3", "M0 0C1 1 2 2"])
def test_a_broken_path_is_refused(data):
    with pytest.raises(ValueError, match=r"^[MLC] "):
        list(segments(data))


def test_groups_hand_down_their_colours_and_moves():
    drawing = read_drawing(
        SQUARE.format(
            '<g fill="#f00" transform="translate(2 3)"><g transform="scale(2)"><rect width="1" height="1"/></g>'
            '<circle r="1" fill="none" stroke="#00f"/></g>'
        )
    )
    rect, circle = drawing.shapes
    assert rect.style["fill"] == "#f00"
    assert rect.matrix == (2, 0, 0, 2, 2, 3)
    assert circle.matrix == (1, 0, 0, 1, 2, 3)
    assert (circle.style["fill"], circle.style["stroke"]) == ("none", "#00f")


def test_a_turn_goes_round_its_centre():
    drawing = read_drawing(SQUARE.format('<rect width="1" height="1" transform="rotate(90 5 5)"/>'))
    a, b, c, d, e, f = (round(n, 6) for n in drawing.shapes[0].matrix)
    assert (a * 5 + c * 5 + e, b * 5 + d * 5 + f) == (5, 5)
    assert (a, b, c, d) == (0, 1, -1, 0)


def test_what_cannot_be_drawn_is_named():
    assert read_drawing(SQUARE.format("<text>1</text><title>A</title>")).unknown == ("text",)
    with pytest.raises(ValueError, match="viewBox"):
        read_drawing('<svg xmlns="http://www.w3.org/2000/svg"/>')


def test_all_kinds_of_shapes_reach_the_page():
    drawing = read_drawing(
        SQUARE.format(
            '<rect x="1" y="1" width="4" height="4" rx="1" fill="white" opacity="0.5"/>'
            '<ellipse cx="3" cy="3" rx="2" ry="1"/><line x1="0" y1="0" x2="9" y2="9" stroke="black"/>'
            '<polygon points="1,1 2,2 1,3" stroke-dasharray="1 2" stroke="#123456"/>'
            '<polyline points="1 1 2 2" fill="none" stroke="#000" stroke-linecap="round"/>'
        )
    )
    canvas = Canvas("unused.pdf", pageCompression=0)
    draw(canvas, drawing, left=0, bottom=0, height=100)
    code = "\n".join(canvas._code)
    assert len(re.findall(r"\b[fBS]\*?(?=\s|$)", code)) == 5
    assert "[1 2] 0 d" in code
