"""The test before is open until the first lesson is completed, the test after when all are, or at the end."""

from uuid import UUID

import pytest

from courses.measuring.occasions import open_occasion

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("state", "completed", "taken", "expected"),
    [
        ("open", [], [], "before"),
        ("open", [], ["before"], None),
        ("open", [ONE], [], None),
        ("open", [ONE, TWO], [], "after"),
        ("open", [ONE, TWO], ["before"], "after"),
        ("open", [ONE, TWO], ["before", "after"], None),
        ("closing", [], [], "after"),
        ("closing", [ONE], ["after"], None),
        ("planned", [], [], None),
        ("closed", [ONE, TWO], [], None),
        ("open", [UUID(int=9)], [], "before"),
    ],
)
def test_open_occasion(state, completed, taken, expected):
    assert open_occasion(state=state, lessons=[ONE, TWO], completed=completed, taken=taken) == expected
