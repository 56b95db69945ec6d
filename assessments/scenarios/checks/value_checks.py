"""What is wrong with the values of a structure, with the effects and conditions that use them, and its policy."""

from collections.abc import Iterator

from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.graph import ChoiceNode, Graph
from assessments.scenarios.walks.values import (
    INTEGER,
    KINDS,
    TESTS_OF_KIND,
    YES_NO,
    Condition,
    Value,
    read_value,
)

CERTIFYING, PRACTICE = "certifying", "practice"
MODES = (CERTIFYING, PRACTICE)
MOST_TRIES, MOST_COOLDOWN = 99, 60 * 24 * 30


def policy_of(structure: dict) -> dict:
    """Return the policy of a structure with nothing left out: {mode, tries, cooldown_minutes}; 0 is no limit."""
    return {"mode": CERTIFYING, "tries": 0, "cooldown_minutes": 0} | structure.get("policy", {})


def policy_problems(policy: dict) -> Iterator[Problem]:
    """Yield what is wrong with `policy`; its form is right."""
    if policy.get("mode", CERTIFYING) not in MODES:
        yield Problem("wrong_policy", "", {"name": "mode", "value": policy["mode"]})
    for name, most in (("tries", MOST_TRIES), ("cooldown_minutes", MOST_COOLDOWN)):
        if not 0 <= policy.get(name, 0) <= most:
            yield Problem("wrong_policy", "", {"name": name, "value": policy[name]})


def value_problems(values: list[dict]) -> Iterator[Problem]:
    """Yield what is wrong with the values as they are declared; their form is right."""
    for raw in values:
        if raw["kind"] not in KINDS:
            yield Problem("unknown_value_kind", "", {"name": raw["id"], "value": raw["kind"]})
        else:
            yield from _value(raw)


def _value(raw: dict) -> Iterator[Problem]:
    wanted = ("min", "max") if raw["kind"] == INTEGER else ()
    for name in ("min", "max"):
        if (name in raw) != (name in wanted):
            code = "missing_key" if name in wanted else "unknown_key"
            yield Problem(code, "", {"name": f"values.{raw['id']}.{name}"})
    value = read_value(raw)
    if value.kind == INTEGER and value.low > value.high:
        yield Problem("empty_range", "", {"name": value.key, "low": value.low, "high": value.high})
    elif not value.can_be(value.start):
        yield Problem("start_out_of_range", "", {"name": value.key, "value": value.start})


def use_problems(graph: Graph) -> Iterator[Problem]:
    """Yield the effects and conditions that name no value, or one of a kind they do not fit."""
    for scene in graph.scenes.values():
        for choice in scene.choices:
            where = f"{scene.key}/{choice.key}"
            yield from _effects(choice, graph, where)
            for conditions in (choice.when, *(route.when for route in choice.routes)):
                for condition in conditions:
                    yield from _condition(condition, graph.values.get(condition.value), where)


def _effects(choice: ChoiceNode, graph: Graph, where: str) -> Iterator[Problem]:
    for effect in choice.effects:
        value = graph.values.get(effect.value)
        if value is None:
            yield Problem("unknown_value", where, {"value": effect.value})
        elif not _fits(effect.amount, value) or (effect.is_added and value.kind == YES_NO):
            yield Problem("wrong_effect", where, {"value": effect.value})


def _condition(condition: Condition, value: Value | None, where: str) -> Iterator[Problem]:
    if value is None:
        yield Problem("unknown_value", where, {"value": condition.value})
    elif condition.test not in TESTS_OF_KIND.get(value.kind, ()) or not _fits(condition.than, value):
        yield Problem("wrong_condition", where, {"value": condition.value})


def _fits(amount: object, value: Value) -> bool:
    return isinstance(amount, bool) == (value.kind == YES_NO)
