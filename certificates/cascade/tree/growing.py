"""Who trained whom, as a tree. Pure: no clock, no database.

A trainer has the cohorts she taught below her, a cohort the people it made trainers, and each of those the groups
trained onwards. It is a tree of what is really a net: who or what would stand in it twice (a trainer of two cohorts, a
cohort of two lecturers, two trainers who taught each other) stands there once, and is only named at the other places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

TRAINER, COHORT, GROUPS = "trainer", "cohort", "groups"


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    number: str


@dataclass(frozen=True)
class Taught:
    """A cohort: `lecturers` taught it, `trainers` are those of its people whom it made trainers (ids of persons)."""

    pk: int
    title: str
    starts_on: date
    people: int
    lecturers: tuple[int, ...]
    trainers: tuple[int, ...]


@dataclass(frozen=True)
class Onward:
    """What one trainer taught onwards, added up."""

    groups: int = 0
    women: int = 0
    men: int = 0
    others: int = 0
    hours: float = 0

    @property
    def people(self) -> int:
        return self.women + self.men + self.others


@dataclass(frozen=True)
class Node:
    """One place in the tree: `fact` is a Person, Taught or Onward by `kind`; a reference is told in full elsewhere."""

    kind: str
    fact: Person | Taught | Onward
    is_reference: bool = False
    children: tuple["Node", ...] = ()


@dataclass
class _Growing:
    people: Mapping[int, Person]
    taught_by: dict[int, list[Taught]]
    onward: Mapping[int, Onward]
    placed: set = field(default_factory=set)

    def trainer(self, pk: int) -> Node:
        if (TRAINER, pk) in self.placed:
            return Node(TRAINER, self.people[pk], is_reference=True)
        self.placed.add((TRAINER, pk))
        below = [self.cohort(one) for one in self.taught_by.get(pk, ())]
        if pk in self.onward:
            below.append(Node(GROUPS, self.onward[pk]))
        return Node(TRAINER, self.people[pk], children=tuple(below))

    def cohort(self, one: Taught) -> Node:
        if (COHORT, one.pk) in self.placed:
            return Node(COHORT, one, is_reference=True)
        self.placed.add((COHORT, one.pk))
        made = (self.trainer(pk) for pk in in_order(one.trainers, self.people))
        return Node(COHORT, one, children=tuple(made))


def grow(
    *, people: Mapping[int, Person], cohorts: Iterable[Taught], onward: Mapping[int, Onward]
) -> tuple[Node, ...]:
    """Return the trees, one for each trainer whom nobody in sight has made one; every person stands in one of them.

    `people` are all who taught, became trainers or taught onwards. Where trainers made each other trainers in a circle,
    it is entered at the first of them by name.
    """
    taught_by: dict[int, list[Taught]] = {}
    made: set[int] = set()
    for one in sorted(cohorts, key=lambda one: (one.starts_on, one.pk)):
        for pk in one.lecturers:
            taught_by.setdefault(pk, []).append(one)
        # Who is named both as lecturer and as trainee of a cohort was not made a trainer by herself.
        if one.lecturers:
            made |= {pk for pk in one.trainers if set(one.lecturers) != {pk}}
    growing = _Growing(people, taught_by, onward)
    everybody = in_order(people, people)
    first = [growing.trainer(pk) for pk in everybody if pk not in made]
    circles = [growing.trainer(pk) for pk in everybody if (TRAINER, pk) not in growing.placed]
    return tuple(first + circles)


def in_order(pks: Iterable[int], people: Mapping[int, Person]) -> list[int]:
    """Return the ids by the names of the people."""
    return sorted(set(pks), key=lambda pk: (people[pk].name, people[pk].number, pk))
