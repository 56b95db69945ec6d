import pytest

from courses.content.curriculum.shape import OPTIONAL, TEXT, Misfit, Mismatch, mismatches

SHAPE = {"title": TEXT, "note": OPTIONAL, "screens": {"s1": {"rows": [[TEXT, TEXT]]}}, "extra": {}}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"title": "a", "screens": {"s1": {"rows": [["x", "y"]]}}}, []),
        ({"title": "a", "note": "n", "extra": None, "screens": {"s1": {"rows": [["x", "y"]]}}}, []),
        ({"screens": {"s1": {"rows": [["x", "y"]]}}}, [Mismatch("title", Misfit.MISSING)]),
        ({"title": "", "screens": {"s1": {"rows": [["x", "y"]]}}}, [Mismatch("title", Misfit.NOT_TEXT)]),
        ({"title": 3, "screens": {"s1": {"rows": [["x", "y"]]}}}, [Mismatch("title", Misfit.NOT_TEXT)]),
        ({"title": "a", "screens": ["s1"]}, [Mismatch("screens", Misfit.NOT_MAPPING)]),
        ({"title": "a"}, [Mismatch("screens.s1.rows", Misfit.MISSING)]),
        (
            {"title": "a", "screens": {"s1": {"rows": [["x"]]}}},
            [Mismatch("screens.s1.rows.1", Misfit.WRONG_LENGTH, expected=2, found=1)],
        ),
        (
            {"title": "a", "screens": {"s1": {"rows": [["x", None]]}}},
            [Mismatch("screens.s1.rows.1.2", Misfit.MISSING)],
        ),
        (
            {"title": "a", "screens": {"s1": {"rows": [["x", "y"]]}, "s2": {}}},
            [Mismatch("screens.s2", Misfit.UNKNOWN)],
        ),
        (
            {"title": "a", True: "x", "screens": {"s1": {"rows": [["x", "y"]]}}},
            [Mismatch("True", Misfit.UNKNOWN)],
        ),
    ],
)
def test_every_place_where_words_and_structure_differ_is_found(words, found):
    assert list(mismatches(SHAPE, words)) == found
