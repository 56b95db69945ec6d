"""When a unit, a block and the course are satisfied: moveOn, cmi5 9.3.9 and 13.1.4. Pure: no clock, no database."""

from collections.abc import Collection, Iterator

from assessments.packages.structure import Block, Structure, UnitPlace


def meets(move_on: str, *, completed: bool, passed: bool, waived: bool = False) -> bool:
    """Tell whether a unit is satisfied; what was waived counts as met (9.3.9)."""
    met = {
        "NotApplicable": True,
        "Completed": completed,
        "Passed": passed,
        "CompletedAndPassed": completed and passed,
        "CompletedOrPassed": completed or passed,
    }
    return waived or met[move_on]


def satisfied_blocks(structure: Structure, units: Collection[int]) -> tuple[Block, ...]:
    """Return the blocks in which every unit is satisfied, inner ones first; `units` are indexes."""
    return tuple(_satisfied(structure.children, units))


def is_satisfied(structure: Structure, units: Collection[int]) -> bool:
    """Tell whether every unit of the course is satisfied."""
    return all(_is_met(child, units) for child in structure.children)


def _satisfied(children: tuple[Block | UnitPlace, ...], units: Collection[int]) -> Iterator[Block]:
    for child in children:
        if isinstance(child, Block):
            yield from _satisfied(child.children, units)
            if _is_met(child, units):
                yield child


def _is_met(child: Block | UnitPlace, units: Collection[int]) -> bool:
    if isinstance(child, UnitPlace):
        return child.unit in units
    return all(_is_met(one, units) for one in child.children)
