"""What people know more after a course than before it. Pure: no clock, no database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True)
class Pair:
    """The two tests of one person: {question key: {"module", "objective", "right"}}."""

    before: Mapping[str, Mapping]
    after: Mapping[str, Mapping]


@dataclass(frozen=True)
class Gain:
    """Right answers before and after, of `asked` answers each, by `people` people."""

    before: int
    after: int
    asked: int
    people: int

    @property
    def percent_before(self) -> float:
        return 100 * self.before / self.asked

    @property
    def percent_after(self) -> float:
        return 100 * self.after / self.asked

    @property
    def points(self) -> float:
        """The gain in percentage points."""
        return self.percent_after - self.percent_before

    @property
    def normalised(self) -> float | None:
        """What part of what was not known before is known now (Hake 1998); None where all of it was known."""
        return None if self.before == self.asked else (self.after - self.before) / (self.asked - self.before)

    @property
    def is_few(self) -> bool:
        """Whether so few took both tests that the numbers say little."""
        return self.people < FEW


def total(pairs: Iterable[Pair]) -> Gain | None:
    """Return the gain over all questions, None where nobody took both tests."""
    return _gains(pairs, lambda result: "").get("")


def by_module(pairs: Iterable[Pair]) -> dict[str, Gain]:
    """Return {module key: Gain}."""
    return _gains(pairs, lambda result: result["module"])


def by_objective(pairs: Iterable[Pair]) -> dict[tuple[str, str], Gain]:
    """Return {(module key, objective key or ""): Gain}."""
    return _gains(pairs, lambda result: (result["module"], result["objective"]))


def _gains(pairs: Iterable[Pair], name) -> dict:
    """Return {what a result is about: Gain}. A question counts where the same person was asked it both times."""
    before, after, asked, people = defaultdict(int), defaultdict(int), defaultdict(int), defaultdict(set)
    for number, pair in enumerate(pairs):
        for key in pair.before.keys() & pair.after.keys():
            about = name(pair.after[key])
            before[about] += pair.before[key]["right"]
            after[about] += pair.after[key]["right"]
            asked[about] += 1
            people[about].add(number)
    return {about: Gain(before[about], after[about], asked[about], len(people[about])) for about in asked}
