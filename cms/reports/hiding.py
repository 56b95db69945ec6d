"""What of a report may be shown to somebody who may see totals and no persons: pure.

The threat. An observer reads every table of the report, keeps it, and calculates: total minus the rows that are
shown, one column minus another, a country minus its academies, this week's report minus last week's. She knows
these rules too. Of no group may she find out that a certain number from one to four of its people did something, or
did not: among so few a colleague is recognised.

The rules:
1. A number from one to four is hidden, and one that is nearly all of what it is compared with (18 who completed of 20
   enrolled tell of two who did not). Nobody (0) and everybody are shown: that points at nobody in particular.
2. A row of fewer than five people shows nothing, and nothing below it either.
3. What is hidden in a table of one sum is hidden together: the rows that have to be, at least one that has not, and
   more until they are together either nobody or at least five more people than there are hidden rows. The same has
   to hold for what they lack to the column they are compared with. Where it cannot hold the whole column of that
   table is hidden. The rows that hide with the others follow in a fixed order, by their keys, and whether they are
   enough is decided by sums that everybody can calculate: if the smallest came first, who knows the rule would know
   that the hidden ones are smaller than those shown, and where that leaves one possibility, the number.
4. A number that is hidden above is hidden below as well, so that every sum is a table of its own. A table has the
   groups of one property only; tables have nothing in common but the total.
5. A mean is shown of five people or more, and by rule 3.
6. Of a year that still runs, numbers are rounded to fives, and change by the week: two reports of it tell no exact
   difference. A year that is over is told as it was known when it ended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

SMALLEST = 5
STEP = 5


@dataclass(frozen=True)
class Group:
    """Some people and what they did: `counts` of people by column; `parts` make up its sum in every column.

    `means` holds a mean by the name of the column of those it was taken of.
    """

    key: str
    counts: Mapping[str, int]
    means: Mapping[str, float]
    parts: tuple["Group", ...] = ()


@dataclass(frozen=True)
class Shown:
    """A group as it may be told: None is hidden. `parts_hidden` says that no row of its table may be shown."""

    key: str
    counts: Mapping[str, int | None]
    means: Mapping[str, float | None]
    parts: tuple["Shown", ...] = ()
    parts_hidden: bool = False


# {column: the columns it is compared with}, each after those it is compared with; rows are hidden by the first.
Columns = Mapping[str, tuple[str, ...]]


def plain(group: Group, columns: Columns) -> Shown:
    """Return the group with all its numbers, for those who may know the people."""
    counts = {name: group.counts[name] for name in columns}
    return Shown(group.key, counts, dict(group.means), tuple(plain(part, columns) for part in group.parts))


def careful(group: Group, columns: Columns, *, step: int = 1) -> Shown:
    """Return what may be told of the group and its parts, in numbers of whole steps (rule 6)."""
    told: set[str] = set()
    for name, bases in columns.items():
        gate = next(iter(columns))
        if (name == gate or gate in told) and _is_safe(group, name, bases, told):
            told.add(name)
    return _told(group, columns, told, lambda number: _rounded(number, step))


def careful_count(number: int, of: int | None, *, step: int = 1) -> int | None:
    """Return a number that is part of no sum, compared with `of` (None: nothing is known of that), or None."""
    is_safe = not _is_small(number) and (of is None or not _is_small(of - number))
    return _rounded(number, step) if is_safe else None


def careful_split(numbers: Mapping[str, int], *, step: int = 1) -> dict[str, int | None]:
    """Return numbers that make up a sum that is known: all of them or none."""
    if any(_is_small(number) for number in numbers.values()):
        return dict.fromkeys(numbers)
    return {key: _rounded(number, step) for key, number in numbers.items()}


def _told(group: Group, columns: Columns, told: set[str], rounding: Callable[[int], int]) -> Shown:
    counts = {name: rounding(group.counts[name]) if name in told else None for name in columns}
    means = {name: value if name in told else None for name, value in group.means.items()}
    gate = next(iter(columns))
    hidden = _hidden_rows(group, columns, told) if gate in told else {}
    if gate not in told or _is_all_hidden(group, gate, hidden[gate]):
        return Shown(group.key, counts, means, (), parts_hidden=bool(group.parts))
    parts = tuple(
        _told(part, columns, {name for name in columns if part.key not in hidden[name]}, rounding)
        for part in group.parts
    )
    return Shown(group.key, counts, means, parts)


def _is_all_hidden(group: Group, gate: str, hidden: set[str]) -> bool:
    """Return whether every row of people is hidden: then their names, too, for each is at least one person."""
    return bool(hidden) and all(part.key in hidden for part in group.parts if part.counts[gate])


def _hidden_rows(group: Group, columns: Columns, told: set[str]) -> dict[str, set[str]]:
    """Return {column: keys of the parts that hide it}."""
    hidden: dict[str, set[str]] = {}
    for name, bases in columns.items():
        every = {part.key for part in group.parts}
        compared = tuple(base for base in bases if base in told)
        hidden[name] = _hidden(group.parts, name, compared, hidden) if name in told else every
    return hidden


def _hidden(parts: tuple[Group, ...], name: str, bases: tuple[str, ...], before: Mapping) -> set[str]:
    """Return the keys of the parts that hide the column; `before` has those of the columns before it."""
    gate = next(iter(before), name)
    by_row = before.get(gate, set())
    keys = set(by_row)
    for part in parts:
        known = {base for base in bases if part.key not in before[base]}
        if not _is_safe(part, name, bases, known):
            keys.add(part.key)
    rest = sorted(part.key for part in parts if part.key not in keys and (part.counts[name] or name != gate))
    if keys != by_row and rest:
        keys.add(rest.pop(0))
    compared = {base: before[base] for base in bases}
    while rest and not _is_enough(parts, keys, name, compared):
        keys.add(rest.pop(0))
    return keys


def _is_safe(group: Group, name: str, bases: tuple[str, ...], known: set[str]) -> bool:
    """Rule 1: the number, and what it lacks to those columns it is compared with that are known."""
    number = group.counts[name]
    return not _is_small(number) and not any(
        _is_small(group.counts[base] - number) for base in bases if base in known
    )


def _is_enough(parts: tuple[Group, ...], keys: set[str], name: str, compared: Mapping[str, set]) -> bool:
    """Rule 3: what is missing in the sum, and in the difference to the columns it is compared with."""
    if not _is_open([part.counts[name] for part in parts if part.key in keys]):
        return False
    for base, hidden in compared.items():
        lacking = [
            part.counts[base] - part.counts[name] for part in parts if part.key in keys or part.key in hidden
        ]
        if _is_small(sum(lacking)) or (sum(lacking) > 0 and not _is_open(lacking)):
            return False
    return True


def _is_open(hidden: list[int]) -> bool:
    """Return whether the sum of hidden numbers leaves open what each of them is."""
    if not hidden:
        return True
    return len(hidden) > 1 and (not sum(hidden) or sum(hidden) >= len(hidden) + SMALLEST)


def _is_small(number: int) -> bool:
    return 0 < abs(number) < SMALLEST


def _rounded(number: int, step: int) -> int:
    return step * ((number + step // 2) // step)
