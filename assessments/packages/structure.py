"""What a course package is made of, as values: blocks that hold blocks and units, and objectives.

As data in PackageVersion.structure:
    {"objectives": [{"id", "titles", "descriptions"}],
     "children": [{"unit": 0, "objectives": ["id"]},
                  {"id", "titles", "descriptions", "objectives": ["id"], "children": [...]}]}
`unit` is AssignableUnit.index. Titles and descriptions are {language tag: text}; "" is text without a language.
Pure: no clock, no database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Objective:
    """What is to be learnt, as the publisher names it."""

    id: str
    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitPlace:
    """Where a unit stands: `unit` is its index in the version."""

    unit: int
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A part of the course: units, and other blocks."""

    id: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    children: tuple["Block | UnitPlace", ...] = ()


@dataclass(frozen=True)
class Structure:
    """The whole course: what stands directly below it, and its objectives."""

    children: tuple[Block | UnitPlace, ...]
    objectives: tuple[Objective, ...] = ()

    def as_data(self) -> dict:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping) -> "Structure":
        return cls(
            children=_children(data["children"]),
            objectives=tuple(Objective(**one) for one in data.get("objectives", ())),
        )

    @property
    def blocks(self) -> Iterator[Block]:
        """Yield every block, the inner ones after the one that holds them."""
        waiting = list(self.children)
        while waiting:
            child = waiting.pop(0)
            if isinstance(child, Block):
                yield child
                waiting[:0] = child.children


def _children(data) -> tuple[Block | UnitPlace, ...]:
    return tuple(_child(one) for one in data)


def _child(data: Mapping) -> Block | UnitPlace:
    objectives = tuple(data.get("objectives", ()))
    if "unit" in data:
        return UnitPlace(data["unit"], objectives)
    return Block(
        id=data["id"],
        titles=data["titles"],
        descriptions=data.get("descriptions", {}),
        objectives=objectives,
        children=_children(data["children"]),
    )
