"""The picture of both ways: which scenes are one row, where the tracks lie, part, meet and end."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.learning.playing.path_picture import HEIGHT, WIDTH, Stop, draw


def stops(text: str) -> list[Stop]:
    """ "a1 b2 end" -> a choice 1 in the scene a, a choice 2 in b, then the ending."""
    *made, end = text.split()
    return [*(Stop(one[0], one[1:]) for one in made), Stop(end)]


def rows_of(own: str, best: str) -> list[str]:
    """Name the rows: "both", or whose alone; a star where the ways part after it, a plus where they met."""
    named = []
    for row in draw(stops(own), stops(best)):
        whose = "both" if row.is_shared else "own" if row.best is None else "best"
        named.append(whose + "*" * row.is_parting + "+" * row.is_meeting)
    return named


def ends_of(line: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and the last point of a path's data."""
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    first = (numbers[0], numbers[1])
    if line.endswith(f"V{numbers[-1]}"):
        return first, (numbers[-3] if "C" in line else first[0], numbers[-1])
    return first, (numbers[-2], numbers[-1])


def test_the_same_way_is_one_track_from_the_first_scene_to_the_ending():
    assert rows_of("a1 b1 end", "a1 b1 end") == ["both", "both", "both"]


def test_another_choice_that_leads_to_the_same_scene_parts_and_meets_at_once():
    assert rows_of("a2 b1 end", "a1 b1 end") == ["both*", "both+", "both"]


def test_a_detour_is_a_row_of_the_own_way_alone():
    assert rows_of("a2 x1 b1 end", "a1 b1 end") == ["both*", "own", "both+", "both"]


def test_a_scene_left_out_is_a_row_of_the_recommended_way_alone():
    assert rows_of("a2 c1 end", "a1 b1 c1 end") == ["both*", "best", "both+", "both"]


def test_a_critical_error_ends_the_own_way_before_the_recommended_one_goes_on():
    assert rows_of("a9 ref", "a1 b1 end") == ["both*", "own", "best", "best"]
    rows = draw(stops("a9 ref"), stops("a1 b1 end"))
    assert rows[1].own_line.endswith(f"V{HEIGHT // 2}")
    assert [bool(row.own_line) for row in rows] == [True, True, False, False]
    assert all(row.best_line for row in rows)


def test_the_same_choice_that_leads_elsewhere_because_of_the_values_parts_the_ways():
    assert rows_of("a1 x1 end", "a1 b1 end") == ["both*", "own", "best", "both+"]


def test_a_scene_seen_twice_stands_twice_on_the_own_way():
    assert rows_of("a2 a1 b1 end", "a1 b1 end") == ["both*", "own", "both+", "both"]


def test_without_a_recommended_way_there_is_one_track():
    rows = draw(stops("a1 end"), [])
    assert [(row.own, row.best, row.best_line) for row in rows] == [(0, None, ""), (1, None, "")]


def test_tracks_that_lie_side_by_side_do_not_lie_on_each_other():
    (first, *_rest) = draw(stops("a1 b1 end"), stops("a1 b1 end"))
    assert ends_of(first.own_line)[0][0] < ends_of(first.best_line)[0][0]


WAYS = st.lists(st.builds(Stop, st.sampled_from("abcd"), st.sampled_from("12")), max_size=6).map(
    lambda made: [Stop("s", "1"), *made, Stop("end")]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(own=WAYS, best=WAYS)
def test_every_stop_stands_once_in_order_and_every_track_is_whole(own, best):
    rows = draw(own, best)
    assert [row.own for row in rows if row.own is not None] == list(range(len(own)))
    assert [row.best for row in rows if row.best is not None] == list(range(len(best)))
    for row in rows:
        if row.is_shared:
            assert own[row.own].scene == best[row.best].scene
    for lines in ([row.own_line for row in rows], [row.best_line for row in rows]):
        drawn = [ends_of(line) for line in lines if line]
        assert lines[: len(drawn)] == [line for line in lines if line]
        assert drawn[0][0][1] == HEIGHT // 2
        assert drawn[-1][1][1] == HEIGHT // 2
        for (_start, end), (start, _end) in zip(drawn, drawn[1:], strict=False):
            assert (end[0], end[1], start[1]) == (start[0], HEIGHT, 0)
        assert all(0 < x < WIDTH for points in drawn for x, _y in points)
