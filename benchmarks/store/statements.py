"""Statements like the platform's, about 1.2 kB each, made from their number alone: the same for every store and run.

Learners sit in two cohorts of thirty at a time and try scenarios of six courses; a try is one registration of ten
statements, and eight tries go on at once. So a registration fits 10, a learner 200, a cohort 6000; verbs and
activities are as common as `VERBS` and `_popular` say. The first n statements are the same however many follow.
"""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

HOME = "https://academy.example"
VOCABULARY = "http://adlnet.gov/expapi/"
PROFILE = "https://w3id.org/xapi/panah"
# Of a thousand statements so many have the verb.
VERBS = {
    "answered": 420,
    "experienced": 190,
    "progressed": 110,
    "initialized": 90,
    "completed": 60,
    "passed": 45,
    "failed": 25,
    "attended": 16,
    "registered": 14,
    "skipped": 12,
    "launched": 10,
    "mastered": 8,
}
PER_TRY, AT_ONCE = 10, 8
SEATS, TRIES_OF_ONE = 60, 20
TRIES_OF_A_PAIR = SEATS * TRIES_OF_ONE
SCENARIOS, PER_MODULE, PER_COURSE, SCENES = 192, 4, 32, 10
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_VERBS, _WEIGHTS = tuple(VERBS), tuple(VERBS.values())
_TYPES = {kind: {"type": f"{VOCABULARY}activities/{kind}"} for kind in ("scene", "scenario")}
_SEVERITIES = ("best", "acceptable", "poor", "critical")


@dataclass(frozen=True)
class Facts:
    """What one statement is found by, as numbers; of the verb, its name."""

    verb: str
    attempt: int
    seat: int
    scenario: int
    scene: int

    @property
    def learner(self) -> int:
        return self.attempt // TRIES_OF_A_PAIR * SEATS + self.seat

    @property
    def cohort(self) -> int:
        return self.attempt // TRIES_OF_A_PAIR * 2 + self.seat % 2

    @property
    def is_of_scene(self) -> bool:
        return self.verb in ("answered", "skipped")


def facts_of(number: int) -> Facts:
    """Return what the statement with this number, from 0, is found by."""
    block, place = divmod(number, PER_TRY * AT_ONCE)
    attempt = block * AT_ONCE + place % AT_ONCE
    of_try, own = random.Random(attempt), random.Random(-1 - number)
    return Facts(
        verb=own.choices(_VERBS, _WEIGHTS)[0],
        attempt=attempt,
        seat=attempt % SEATS,
        scenario=_popular(of_try, SCENARIOS),
        scene=own.randrange(SCENES),
    )


def numbers_of_learner(learner: int, total: int) -> list[int]:
    """Return the numbers, below `total`, of all statements of a learner."""
    pair, seat = divmod(learner, SEATS)
    tries = range(pair * TRIES_OF_A_PAIR + seat, (pair + 1) * TRIES_OF_A_PAIR, SEATS)
    numbers = (number for attempt in tries for number in numbers_of_try(attempt))
    return [number for number in numbers if number < total]


def numbers_of_try(attempt: int) -> range:
    """Return the numbers of the statements of one registration."""
    first = attempt // AT_ONCE * PER_TRY * AT_ONCE + attempt % AT_ONCE
    return range(first, first + PER_TRY * AT_ONCE, AT_ONCE)


def statement(number: int, series: str = "kept") -> dict:
    """Return a statement; another series has other ids and registrations, and the same people and activities."""
    facts = facts_of(number)
    own = random.Random(number)
    kind, name = ("scene", f"{facts.scenario}.{facts.scene}") if facts.is_of_scene else ("scenario", "")
    target = {"objectType": "Activity", **activity(kind, name or facts.scenario), "definition": _TYPES[kind]}
    scenario = {"code": f"SC-{facts.scenario}", "version": 3, "change": "minor", "try": own.randrange(1, 5)}
    groups = [
        activity("module", facts.scenario // PER_MODULE),
        activity("course", facts.scenario // PER_COURSE),
    ]
    made = _BEGIN + timedelta(seconds=10 * number)
    return {
        "id": statement_id(number, series),
        "actor": agent(facts.learner),
        "verb": {"id": verb(facts.verb), "display": {"en": facts.verb}},
        "object": target,
        "result": _result(facts, own),
        "context": {
            "registration": registration(facts.attempt, series),
            "language": own.choice(("ru", "kk", "ky", "tg", "uz")),
            "platform": "Panah",
            "contextActivities": {
                "parent": [activity("scenario", facts.scenario)],
                "grouping": [*groups, activity("cohort", facts.cohort)],
                "category": [{"id": PROFILE}],
            },
            "extensions": {f"{PROFILE}/extensions/scenario": scenario},
        },
        "timestamp": made.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "version": "1.0.0",
    }


def as_json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def statement_id(number: int, series: str = "kept") -> str:
    return str(uuid5(NAMESPACE_URL, f"{HOME}/{series}/{number}"))


def registration(attempt: int, series: str = "kept") -> str:
    return str(uuid5(NAMESPACE_URL, f"{HOME}/{series}/registration/{attempt}"))


def verb(name: str) -> str:
    return f"{VOCABULARY}verbs/{name}"


@lru_cache(100_000)
def agent(learner: int) -> dict:
    account = {"homePage": HOME, "name": str(uuid5(NAMESPACE_URL, f"{HOME}/learner/{learner}"))}
    return {"objectType": "Agent", "account": account}


@lru_cache(100_000)
def activity(kind: str, name: object) -> dict:
    iri = f"{HOME}/xapi/activities/{kind}/{uuid5(NAMESPACE_URL, f'{kind} {name}')}"
    return {"id": iri}


def _popular(chance: random.Random, count: int) -> int:
    # The most popular one is chosen by 7 of 100, every second choice falls on a quarter of them.
    return int(count * chance.random() ** 2)


def _result(facts: Facts, own: random.Random) -> dict:
    points = own.randrange(4)
    result = {"score": {"raw": points, "min": 0, "max": 3}, "duration": f"PT{own.randrange(2, 240)}.5S"}
    if facts.is_of_scene:
        result["response"] = "abcd"[3 - points]
        result["extensions"] = {f"{PROFILE}/extensions/severity": _SEVERITIES[3 - points]}
    if facts.verb in ("passed", "failed"):
        result["success"] = facts.verb == "passed"
    return result
