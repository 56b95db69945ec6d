"""Small groups are not shown to those who may see numbers but no persons: pure.

Three rules, each against another way to find one person in a number (the fourth is the person who reads it):
1. What fewer than five people did is not shown; that nobody did it is, for nobody is found by it.
2. Of the numbers that make up one sum, so many are hidden that those hidden are more than one, and together at
   least five people: what is missing in the sum then points at nobody.
3. What is shown is rounded to fives, so that the differences between two scenes that follow each other, or
   between two filters, tell nothing exact either. Of five people each quartile of their times is one person's:
   times are rounded to five seconds.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from assessments.insights.counting import Group, Times

SMALLEST = 5
STEP = 5
STEP_MS = 5_000


@dataclass(frozen=True)
class Shown:
    """A group as it may be told: None is hidden. `is_rounded` says that the numbers are to the nearest five."""

    times: int | None
    people: int | None
    is_rounded: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.people is None


HIDDEN = Shown(None, None)


def is_small(group: Group) -> bool:
    """Return whether these are some people, but too few to be told about."""
    return 0 < len(group.people) < SMALLEST


def rounded(number: int) -> int:
    """Return the number to the nearest five; what is more than nothing is at least five."""
    return max(STEP, STEP * ((number + STEP // 2) // STEP)) if number else 0


def plain(group: Group) -> Shown:
    """Return a group with its exact numbers, for those who may know them."""
    return Shown(group.times, len(group.people))


def careful(group: Group) -> Shown:
    """Return a group by rules 1 and 3."""
    if is_small(group):
        return HIDDEN
    return Shown(rounded(group.times), rounded(len(group.people)), is_rounded=True)


def careful_times(took: Times) -> Times:
    """Return times to the nearest five seconds, from five on."""
    low, middle, high = (
        max(STEP_MS, STEP_MS * round(ms / STEP_MS)) for ms in (took.low, took.middle, took.high)
    )
    return Times(low, middle, high, took.group)


def hidden_keys(groups: Mapping[Hashable, Group]) -> frozenset:
    """Return which of the parts of one sum are hidden by rules 1 and 2."""
    hidden = {key for key, group in groups.items() if is_small(group)}
    # The smallest first; nobody's number last, since hiding it protects nobody until nothing else is left.
    rest = sorted(
        groups.keys() - hidden, key=lambda key: (not groups[key].people, groups[key].times, str(key))
    )
    while hidden and rest and _is_guessable([groups[key] for key in hidden]):
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def shown_parts(groups: Mapping[Hashable, Group], *, exact: bool) -> dict[Hashable, Shown]:
    """Return what may be told of the parts of one sum, in their order."""
    if exact:
        return {key: plain(group) for key, group in groups.items()}
    hidden = hidden_keys(groups)
    return {key: HIDDEN if key in hidden else careful(group) for key, group in groups.items()}


def shown(group: Group, *, exact: bool) -> Shown:
    """Return what may be told of one group that is no part of a sum."""
    return plain(group) if exact else careful(group)


def _is_guessable(groups: list[Group]) -> bool:
    together = frozenset().union(*(group.people for group in groups))
    return len(groups) < 2 or len(together) < SMALLEST
