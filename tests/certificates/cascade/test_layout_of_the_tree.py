from itertools import combinations

import pytest

from certificates.cascade.tree.growing import COHORT, TRAINER, Node, Person
from certificates.cascade.tree.layout import BOX_HEIGHT, BOX_WIDTH, COLUMN, MARGIN, ROW, lay_out, shortened


def node(name, *children, kind=TRAINER):
    return Node(kind, Person(0, name, ""), children=children)


TREES = {
    "one": [node("a")],
    "chain": [node("a", node("b", node("c"), kind=COHORT))],
    "wide": [node("a", *(node(str(number)) for number in range(7)))],
    "several": [
        node("a", node("b"), node("c", node("d"), node("e"))),
        node("f"),
        node("g", node("h", node("i"))),
    ],
}


def places(picture):
    return {box.node.fact.name: (box.x, box.y) for box in picture.boxes}


def count(nodes):
    return sum(1 + count(one.children) for one in nodes)


@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("rtl", [False, True])
def test_every_node_has_a_box_inside_the_picture_and_no_two_overlap(name, rtl):
    picture = lay_out(TREES[name], rtl=rtl)
    assert len(picture.boxes) == count(TREES[name])
    for box in picture.boxes:
        assert MARGIN <= box.x <= picture.width - MARGIN - BOX_WIDTH
        assert MARGIN <= box.y <= picture.height - MARGIN - BOX_HEIGHT
    for one, other in combinations(picture.boxes, 2):
        apart = abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
        assert apart, (one.node.fact.name, other.node.fact.name)


def test_a_node_stands_beside_the_first_of_those_below_it():
    at = places(lay_out(TREES["several"]))
    assert at["a"] == (MARGIN, MARGIN)
    assert at["c"][1] == at["d"][1] < at["e"][1]
    assert at["a"][1] == at["b"][1]
    assert at["b"][0] - at["a"][0] == COLUMN


def test_leaves_have_a_row_each_and_trees_stand_below_each_other():
    at = places(lay_out(TREES["several"]))
    rows = [at[name][1] for name in ("b", "d", "e", "f", "i")]
    assert rows == [MARGIN + number * ROW for number in range(5)]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_line_goes_from_the_edge_of_a_box_to_that_of_its_child(rtl):
    picture = lay_out(TREES["chain"], rtl=rtl)
    at = places(picture)
    edges = {(link.x1, link.x2) for link in picture.links}
    start, end = (0, BOX_WIDTH) if rtl else (BOX_WIDTH, 0)
    assert edges == {
        (at["a"][0] + start, at["b"][0] + end),
        (at["b"][0] + start, at["c"][0] + end),
    }
    assert all(min(link.x1, link.x2) < link.bend < max(link.x1, link.x2) for link in picture.links)


def test_right_to_left_is_the_same_picture_in_a_mirror():
    left, right = lay_out(TREES["several"]), lay_out(TREES["several"], rtl=True)
    assert (left.width, left.height) == (right.width, right.height)
    assert [(left.width - box.x - BOX_WIDTH, box.y) for box in left.boxes] == [
        (box.x, box.y) for box in right.boxes
    ]


def test_nothing_makes_an_empty_picture():
    picture = lay_out([])
    assert (picture.boxes, picture.links) == ((), ())
    assert picture.width > 0


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short", "Short"),
        ("0123456789", "0123456789"),
        ("01234567890", "012345678…"),
        ("01234567 90", "01234567…"),
    ],
)
def test_a_text_that_is_too_long_is_cut_with_an_ellipsis(text, short):
    assert shortened(text, 10) == short
