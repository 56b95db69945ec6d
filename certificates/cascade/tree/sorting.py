"""The table of trainers, by any of its numbers. Pure."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

# The name of a column in the address -> where its number stands.
NUMBERS = {
    "cohorts": attrgetter("cohorts"),
    "trainers": attrgetter("trainers"),
    "groups": attrgetter("onward.groups"),
    "people": attrgetter("onward.people"),
    "women": attrgetter("onward.women"),
    "men": attrgetter("onward.men"),
    "others": attrgetter("onward.others"),
    "hours": attrgetter("onward.hours"),
}
FIRST = "people"


def sorted_by(lines: Iterable, column: str) -> Sequence:
    """Return the lines, the largest number of the column first, equal ones by name; an unknown column is `FIRST`."""
    number = NUMBERS.get(column, NUMBERS[FIRST])
    return sorted(lines, key=lambda line: (-number(line), line.person.name, line.person.number))
