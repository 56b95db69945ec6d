"""Bar charts drawn on the server."""

import pytest
from defusedxml import ElementTree

from cms.printing.drawings import read_drawing
from cms.reports.charts import LABEL, WIDTH, Bar, BarRow, Chart, in_lines

SVG = "{http://www.w3.org/2000/svg}"


def chart(*rows, series=("People",), is_rtl=False):
    return Chart("By country", series, tuple(BarRow(label, tuple(bars)) for label, *bars in rows), is_rtl)


def drawn(one):
    return ElementTree.fromstring(one.svg("chart-1"))


def bars(one):
    return [rect for rect in one.rects() if rect.height > 10]


def test_the_longest_bar_takes_all_the_room_and_the_others_their_share():
    long, short = bars(chart(("Kazakhstan", Bar(80, "80")), ("Turkmenistan", Bar(20, "20"))))
    assert short.width == pytest.approx(long.width / 4)
    assert long.x + long.width <= WIDTH


def test_in_a_language_from_right_to_left_everything_begins_on_the_right():
    given = (("Kazakhstan", Bar(80, "80")), ("Turkmenistan", Bar(20, "20")))
    left, right = chart(*given), chart(*given, is_rtl=True)
    for one, other in zip(bars(left), bars(right), strict=True):
        assert other.x + other.width == pytest.approx(WIDTH - one.x)
    for one, other in zip(left.texts(), right.texts(), strict=True):
        assert other.x == pytest.approx(WIDTH - one.x)
    assert drawn(right).get("direction") == "rtl"


def test_a_hidden_number_and_nobody_have_no_bar_but_words():
    one = chart(("Kazakhstan", Bar(None, "hidden")), ("Turkmenistan", Bar(0, "0")))
    assert bars(one) == []
    assert [text.words for text in one.texts()] == ["Kazakhstan", "hidden", "Turkmenistan", "0"]


def test_who_does_not_see_it_hears_all_of_it():
    series = ("Enrolled", "Completed")
    one = drawn(chart(("Kazakhstan", Bar(80, "80"), Bar(None, "hidden")), series=series))
    assert one.get("role") == "img"
    assert one.get("aria-labelledby") == "chart-1-title chart-1-text"
    assert one.find(f"{SVG}title").text == "By country"
    assert one.find(f"{SVG}desc").text == "Kazakhstan: Enrolled 80, Completed hidden"


def test_names_are_words_and_never_markup():
    one = drawn(chart(("<script>alert(1)</script>", Bar(1, "1"))))
    assert one.find(f"{SVG}script") is None
    assert "<script>" in one.find(f"{SVG}desc").text


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Kazakhstan", ["Kazakhstan"]),
        ("Referral, not a decision", ["Referral, not a", "decision"]),
        ("A" * 40, ["A" * 17 + "…"]),
        (
            "The academy of the border service of the north and of the south",
            ["The academy of the", "border service of…"],
        ),
    ],
)
def test_a_long_name_is_wrapped_and_then_shortened(label, lines):
    assert in_lines(label) == lines


def test_a_shortened_name_is_there_in_full_for_who_points_at_it():
    label = "The academy of the border service of the north and of the south"
    one = drawn(chart((label, Bar(1, "1"))))
    assert [title.text for title in one.iter(f"{SVG}title")][1:] == [label, label]


def test_on_paper_the_same_bars_are_shapes():
    one = chart(("Kazakhstan", Bar(80, "80"), Bar(40, "40")), series=("Enrolled", "Completed"))
    drawing = read_drawing(one.shapes())
    assert drawing.unknown == ()
    assert len(drawing.shapes) == len(one.rects()) == 4
    assert drawing.width > LABEL


def test_long_names_of_series_stand_below_each_other_above_the_first_bar():
    row = ("Казахстан", Bar(80, "80"), Bar(5, "5"), Bar(5, "5"))
    short, long = (
        ("Enrolled", "Completed", "Certified"),
        ("Зачислены", "Завершили обучение", "Получили сертификат"),
    )
    beside, below = (chart(row, series=series).texts()[:3] for series in (short, long))
    assert len({text.y for text in beside}) == 1
    assert len({text.x for text in below}) == 1
    assert len({text.y for text in below}) == 3
    one = chart(row, series=long)
    assert min(rect.y for rect in bars(one)) > below[-1].y
