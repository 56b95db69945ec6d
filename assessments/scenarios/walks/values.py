"""Values of a scenario, as pure data: what choices change ("trust", "child_identified") and later choices test.

An integer value has a start, a lowest and a highest number and is kept between these two; a yes/no value has
a start alone. Values stand beside the scene a learner is in: {id: number or bool}.
"""

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

INTEGER, YES_NO = "integer", "yes_no"
KINDS = (INTEGER, YES_NO)
AT_LEAST, AT_MOST, EQUALS, DIFFERS = "at_least", "at_most", "equals", "differs"
TESTS = {AT_LEAST: operator.ge, AT_MOST: operator.le, EQUALS: operator.eq, DIFFERS: operator.ne}
TESTS_OF_KIND = {INTEGER: tuple(TESTS), YES_NO: (EQUALS, DIFFERS)}

Amount = int | bool
Amounts = Mapping[str, Amount]


@dataclass(frozen=True)
class Value:
    """A value as the structure declares it; `low` and `high` count for an integer only."""

    key: str
    kind: str
    start: Amount
    low: int = 0
    high: int = 0

    def kept_in_range(self, amount: Amount) -> Amount:
        """Return the amount nearest to `amount` that the value can have."""
        if self.kind != INTEGER:
            return amount
        return min(max(amount, self.low), self.high)

    def can_be(self, amount: object) -> bool:
        """Return whether this is an amount the value can have, of the right kind."""
        if self.kind == YES_NO:
            return isinstance(amount, bool)
        return isinstance(amount, int) and not isinstance(amount, bool) and self.low <= amount <= self.high


@dataclass(frozen=True)
class Condition:
    """ "trust is at least 1": a value, a test of TESTS, and what it is compared with."""

    value: str
    test: str
    than: Amount

    def holds(self, amounts: Amounts) -> bool:
        """Return whether the condition holds; one on a value or by a test that is not there never does."""
        test = TESTS.get(self.test)
        return test is not None and self.value in amounts and test(amounts[self.value], self.than)


@dataclass(frozen=True)
class Effect:
    """What a choice does to a value: something is added to it, or it is set."""

    value: str
    amount: Amount
    is_added: bool = False

    def on(self, value: Value, amount: Amount) -> Amount:
        """Return what the value is after this effect."""
        return value.kept_in_range(amount + self.amount if self.is_added else self.amount)


@dataclass(frozen=True)
class Route:
    """Where a choice leads if all conditions hold after its effects."""

    when: tuple[Condition, ...]
    next: str


def all_hold(conditions: Iterable[Condition], amounts: Amounts) -> bool:
    """Return whether every condition holds; with none, they do."""
    return all(condition.holds(amounts) for condition in conditions)


def changed(values: Mapping[str, Value], effects: Iterable[Effect], amounts: Amounts) -> dict[str, Amount]:
    """Return the amounts after the effects, one after another. An effect on a value that is not there is none."""
    after = dict(amounts)
    for effect in effects:
        if effect.value in after:
            after[effect.value] = effect.on(values[effect.value], after[effect.value])
    return after


# From the JSON of a structure


def read_value(raw: dict) -> Value:
    return Value(raw["id"], raw["kind"], raw["start"], raw.get("min", 0), raw.get("max", 0))


def read_conditions(raw: Iterable[dict]) -> tuple[Condition, ...]:
    return tuple(Condition(one["value"], one["is"], one["than"]) for one in raw)


def read_effects(raw: Iterable[dict]) -> tuple[Effect, ...]:
    return tuple(
        Effect(one["value"], one["add"], is_added=True) if "add" in one else Effect(one["value"], one["set"])
        for one in raw
    )


def read_routes(raw: Iterable[dict]) -> tuple[Route, ...]:
    return tuple(Route(read_conditions(one.get("when", ())), one["next"]) for one in raw)
