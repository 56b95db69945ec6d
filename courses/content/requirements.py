"""What a rule of qualification can ask for, and whether one is well formed. Pure: no clock, no database.

A rule's content is {"requirements": [{"kind": …, numbers…}, …], "suggested_for": [code of a route, …]}, each kind once,
in the order it is shown. `qualifying.rules` judges by it. A rule for trainers has "certifies": TRAINER besides: whoever
meets it is one, be it by the whole training or by a refresher (curriculum.md 6.2).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from assessments.xapi.keys import stable_key

MODULES, CHECKS, SCENARIOS, ATTENDANCE = "modules", "checks", "scenarios", "attendance"
OBSERVED, PRACTICE = "observed_session", "practice"
OWN_SCENARIO, PLAN, CONDUCT = "own_scenario", "session_plan", "conduct"

# What a rule can certify by name, whatever its courses are.
TRAINER = "trainer"
# Eight of the twelve scenarios (curriculum.md 4.2): each of these, of the last two any one.
COMPULSORY = "compulsory"
_COMPULSORY_NAMES = (
    ("sc-01",), ("sc-02",), ("sc-04",), ("sc-05",), ("sc-06",), ("sc-07",), ("sc-08",), ("sc-10", "sc-11"),
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number that a requirement has; `places` are the digits after the point."""

    least: int
    most: int
    default: Decimal
    places: int = 0


_PERCENT = Number(0, 100, Decimal(80))
# {kind: {number: what it may be}}, in the order of the checklist.
KINDS: Mapping[str, Mapping[str, Number]] = {
    MODULES: {},
    CHECKS: {"percent": _PERCENT},
    SCENARIOS: {"percent": Number(0, 100, Decimal(75)), "critical_errors": Number(0, 9, Decimal(0))},
    ATTENDANCE: {"percent": _PERCENT},
    OBSERVED: {},
    PRACTICE: {
        "assessors": Number(1, 2, Decimal(2)),
        "average": Number(1, 4, Decimal("3.0"), places=1),
        "least": Number(1, 4, Decimal(2)),
    },
    OWN_SCENARIO: {},
    PLAN: {},
    CONDUCT: {},
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a rule: `code` says what, `where` in which requirement and number; see `wording`."""

    code: str
    where: str = ""
    least: int = 0
    most: int = 0


class RuleInvalid(ValueError):
    """A rule is not well formed: `faults` say where and why."""

    def __init__(self, faults: Sequence[Fault]):
        super().__init__("; ".join(f"{fault.where}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


def requirements_of(content: Mapping) -> tuple[Mapping, ...]:
    """Return the requirements of a rule that is well formed. Raises RuleInvalid."""
    if faults := tuple(faults_in(content)):
        raise RuleInvalid(faults)
    return tuple(content["requirements"])


def faults_in(content) -> Iterator[Fault]:
    """Yield everything that is wrong with a rule's content."""
    listed = content.get("requirements") if isinstance(content, Mapping) else None
    if not isinstance(listed, list) or not listed:
        yield Fault("no_requirement")
        return
    seen: set[str] = set()
    for position, one in enumerate(listed, start=1):
        kind = one.get("kind") if isinstance(one, Mapping) else None
        if kind not in KINDS:
            yield Fault("unknown_kind", str(kind or position))
        elif kind in seen:
            yield Fault("kind_twice", kind)
        else:
            seen.add(kind)
            yield from _faults_of(kind, one)


def _faults_of(kind: str, one: Mapping) -> Iterator[Fault]:
    for name in sorted(set(one) - set(KINDS[kind]) - {"kind"} - ({"keys"} if kind == SCENARIOS else set())):
        yield Fault("unknown_number", f"{kind}.{name}")
    for name, number in KINDS[kind].items():
        if not _fits(one.get(name), number):
            yield Fault("out_of_range", f"{kind}.{name}", number.least, number.most)
    if kind == SCENARIOS and not _are_scenarios(one.get("keys")):
        yield Fault("no_scenarios", f"{kind}.keys")


def _fits(value, number: Number) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    return number.least <= value <= number.most and (number.places or value == int(value))


def _are_scenarios(keys) -> bool:
    if keys == COMPULSORY:
        return True
    if not isinstance(keys, list) or not keys:
        return False
    groups = [one if isinstance(one, list) else [one] for one in keys]
    return all(group and all(_is_key(key) for key in group) for group in groups)


def _is_key(text) -> bool:
    try:
        return str(UUID(text)) == text
    except (AttributeError, TypeError, ValueError):
        return False


def scenario_groups(keys) -> tuple[tuple[str, ...], ...]:
    """Return the scenarios asked for as groups of keys, of each of which one has to be passed.

    `keys` is "compulsory", or a list of keys of scenarios and of lists of them.
    """
    if keys == COMPULSORY:
        return tuple(
            tuple(str(stable_key("scenario", name)) for name in group) for group in _COMPULSORY_NAMES
        )
    return tuple(tuple(one) if isinstance(one, list) else (one,) for one in keys)
