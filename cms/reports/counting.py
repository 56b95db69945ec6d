"""Figures of a report from what happened to whom: pure. Every person counts once in a column, where the last was."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cms.reports.hiding import Columns, Group, Shown, careful, careful_count, careful_split, plain

ENROLLED, COMPLETED, CERTIFIED, REFRESHED, TESTED, PLAYED = (
    "enrolled",
    "completed",
    "certified",
    "refreshed",
    "tested",
    "played",
)
BREAKDOWNS = ("country", "sex", "language", "track")
# Each column and those it is compared with.
COLUMNS: Columns = {
    ENROLLED: (),
    COMPLETED: (ENROLLED,),
    CERTIFIED: (ENROLLED, COMPLETED),
    TESTED: (),
}


@dataclass(frozen=True)
class Place:
    """Where and who a person was when something happened; codes and ids, "" for what nobody knows."""

    country: str
    academy: str
    track: str
    sex: str
    language: str


@dataclass
class Facts:
    """What happened in a period: {person: where}, the last time where it happened more than once."""

    enrolled: dict[int, Place] = field(default_factory=dict)
    completed: dict[int, Place] = field(default_factory=dict)
    certified: dict[int, Place] = field(default_factory=dict)
    refreshed: set[int] = field(default_factory=set)
    tested: dict[int, Place] = field(default_factory=dict)
    # {person: points of a hundred won from the test before to the one after}
    gains: dict[int, float] = field(default_factory=dict)
    played: set[int] = field(default_factory=set)
    # {code of a critical error: people who made it}
    errors: dict[str, set[int]] = field(default_factory=dict)
    onward: tuple["Onward", ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.enrolled or self.completed or self.certified or self.played or self.onward)


@dataclass(frozen=True)
class Onward:
    """What certified trainers taught onwards in one country."""

    country: str
    groups: int
    women: int
    men: int
    others: int

    @property
    def people(self) -> int:
        return self.women + self.men + self.others


@dataclass(frozen=True)
class Figures:
    """Every number of a report as it may be told to the reader; None is hidden."""

    tables: dict[str, Shown]
    refreshed: int | None
    played: int | None
    errors: dict[str, int | None]
    onward: Shown
    onward_split: dict[str, int | None]

    @property
    def total(self) -> Shown:
        return next(iter(self.tables.values()))

    @property
    def hides(self) -> bool:
        found = [self.refreshed, self.played, *self.errors.values(), *self.onward_split.values()]
        return None in found or any(_hides(table) for table in (*self.tables.values(), self.onward))


def figures_of(facts: Facts, *, careful_step: int | None) -> Figures:
    """Return the figures: all of them where `careful_step` is None, else by hiding, in whole steps."""
    is_full, step = careful_step is None, careful_step or 1

    def told(group: Group, columns: Columns) -> Shown:
        return plain(group, columns) if is_full else careful(group, columns, step=step)

    def one(number: int, of: int | None = None) -> int | None:
        return number if is_full else careful_count(number, of, step=step)

    split = {
        name: sum(getattr(line, name) for line in facts.onward)
        for name in ("groups", "women", "men", "others")
    }
    onward = told(_onward(facts.onward), {"people": ()})
    is_split = is_full or onward.counts["people"] is not None
    sexes = {name: split[name] for name in ("women", "men", "others")}
    return Figures(
        tables={name: told(grouped(facts, name), COLUMNS) for name in BREAKDOWNS},
        refreshed=one(len(facts.refreshed), len(facts.certified)),
        played=one(len(facts.played), len(facts.enrolled)),
        errors={code: one(len(people), len(facts.played)) for code, people in facts.errors.items()},
        onward=onward,
        onward_split={
            "groups": one(split["groups"]),
            **(sexes if is_full else careful_split(sexes, step=step) if is_split else dict.fromkeys(sexes)),
        },
    )


def grouped(facts: Facts, by: str) -> Group:
    """Return everybody as one group and its parts by a property; countries have their academies as parts."""
    if by != "country":
        return _group("", facts, [lambda place: getattr(place, by)])
    return _group("", facts, [lambda place: place.country, lambda place: place.academy])


def _group(key: str, facts: Facts, levels: list[Callable[[Place], str]]) -> Group:
    columns = {name: getattr(facts, name) for name in COLUMNS}
    parts: tuple[Group, ...] = ()
    if levels:
        first, *below = levels
        parts = tuple(
            _group(name, found, below) for name, found in sorted(_split(columns, facts.gains, first).items())
        )
    gains = [facts.gains[person] for person in facts.tested]
    means = {TESTED: sum(gains) / len(gains)} if gains else {}
    return Group(key, {name: len(people) for name, people in columns.items()}, means, parts)


def _split(columns: dict, gains: dict[int, float], by: Callable[[Place], str]) -> dict[str, Facts]:
    found: defaultdict[str, Facts] = defaultdict(lambda: Facts(gains=gains))
    for name, people in columns.items():
        for person, place in people.items():
            getattr(found[by(place)], name)[person] = place
    return found


def _onward(lines: Iterable[Onward]) -> Group:
    people: Counter[str] = Counter()
    for line in lines:
        people[line.country] += line.people
    parts = tuple(Group(country, {"people": count}, {}) for country, count in sorted(people.items()))
    return Group("", {"people": people.total()}, {}, parts)


def _hides(shown: Shown) -> bool:
    return shown.parts_hidden or None in shown.counts.values() or any(_hides(part) for part in shown.parts)
