"""The tests of a cohort, as gain. Names are in none of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from courses.cohorts.models import Cohort
from courses.content.outline import ModuleOutline, find_module
from courses.content.questions import Objective, objectives_by_module
from courses.measuring import gain
from courses.measuring.gain import Gain, Pair
from courses.measuring.models import TestTry


@dataclass(frozen=True)
class ModuleGain:
    """The gain in one module and in each of its objectives that was asked for; None stands for no objective."""

    module: ModuleOutline
    gain: Gain
    objectives: tuple[tuple[Objective | None, Gain], ...]


@dataclass(frozen=True)
class Measured:
    """What the tests of a cohort say: `taken` is {occasion: how many took it}, `gain` of who took both, or None."""

    taken: dict[str, int]
    gain: Gain | None
    modules: tuple[ModuleGain, ...]


def measured(cohort: Cohort, language: str) -> Measured:
    """Return the gain of a cohort, in the order of its modules. One query, and those for content that changed."""
    rows = TestTry.objects.filter(enrolment__cohort=cohort, enrolment__withdrawn_at=None)
    tests: dict = defaultdict(dict)
    taken = Counter()
    for enrolment, occasion, results in rows.values_list("enrolment", "occasion", "results"):
        tests[enrolment][occasion] = results
        taken[occasion] += 1
    pairs = [Pair(each["before"], each["after"]) for each in tests.values() if len(each) == 2]
    return Measured(dict(taken), gain.total(pairs), _modules(pairs, language))


def _modules(pairs: list[Pair], language: str) -> tuple[ModuleGain, ...]:
    objectives = gain.by_objective(pairs)
    found = []
    for key, module_gain in gain.by_module(pairs).items():
        place = find_module(UUID(key), language)
        if place is not None:  # a module can be taken out of the course later
            found.append(ModuleGain(place[1], module_gain, _objectives(place[1], objectives, language)))
    order = list(objectives_by_module(language))
    return tuple(sorted(found, key=lambda each: order.index(each.module.key)))


def _objectives(module: ModuleOutline, gains: dict, language: str) -> tuple:
    own = [*objectives_by_module(language)[module.key], None]
    named = [(each, gains.get((str(module.key), each.key if each else ""))) for each in own]
    return tuple((objective, found) for objective, found in named if found)
