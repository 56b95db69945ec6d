"""moveOn, and from units to blocks to the course (cmi5, 9.3.9 and 13.1.4): pure."""

import pytest

from assessments.packages.cmi5.moveon import is_satisfied, meets, satisfied_blocks
from assessments.packages.structure import Block, Structure, UnitPlace

INNER = Block("inner", {}, children=(UnitPlace(1), UnitPlace(2)))
OUTER = Block("outer", {}, children=(UnitPlace(0), INNER))
COURSE = Structure(children=(OUTER, UnitPlace(3)))


@pytest.mark.parametrize(
    ("move_on", "met_by"),
    [
        ("NotApplicable", {"nothing", "completed", "passed", "both"}),
        ("Completed", {"completed", "both"}),
        ("Passed", {"passed", "both"}),
        ("CompletedAndPassed", {"both"}),
        ("CompletedOrPassed", {"completed", "passed", "both"}),
    ],
)
@pytest.mark.parametrize("done", ["nothing", "completed", "passed", "both"])
def test_a_unit_is_satisfied_by_what_its_move_on_asks_for(move_on, met_by, done):
    completed, passed = done in ("completed", "both"), done in ("passed", "both")
    assert meets(move_on, completed=completed, passed=passed) is (done in met_by)
    assert meets(move_on, completed=completed, passed=passed, waived=True)


@pytest.mark.parametrize(
    ("units", "blocks", "course"),
    [
        (set(), [], False),
        ({1}, [], False),
        ({1, 2}, ["inner"], False),
        ({0, 1, 2}, ["inner", "outer"], False),
        ({0, 3}, [], False),
        ({0, 1, 2, 3}, ["inner", "outer"], True),
    ],
)
def test_a_block_and_the_course_are_satisfied_by_all_that_is_in_them(units, blocks, course):
    assert [block.id for block in satisfied_blocks(COURSE, units)] == blocks
    assert is_satisfied(COURSE, units) is course
