"""What is asked of a store, and what must be in its answers.

Filters are chosen so that an answer is as long at ten thousand statements as at a million: each fits at least
`limit` of the first ten thousand, but for a registration, which always fits ten.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.store import statements
from benchmarks.store.client import Store
from benchmarks.store.statements import Facts

BATCH = 50
SAMPLE = 10_000
CHOICES = 40
# Posted statements have numbers of their own: cohorts that begin, in courses that are known.
FIRST_POSTED = 2_000_000


@dataclass(frozen=True)
class Ask:
    """One request; `fault` returns what is wrong with the body of its answer, None when nothing is.

    `rows` is how many statements are posted, or at least answered; `last_id` is that of the last one posted.
    """

    query: str
    body: bytes
    rows: int
    fault: Callable[[bytes], str | None]
    last_id: str = ""

    @property
    def count(self) -> int:
        """Return what it counts for in the unit of its workload."""
        return self.rows if self.body else 1

    def of(self, store: Store) -> bytes:
        return store.post(self.body) if self.body else store.get(self.query)


@dataclass(frozen=True)
class Workload:
    """Requests of one kind: `asks` gives those of one turn. `unit` is what is counted of them."""

    name: str
    unit: str
    asks: Callable[[int], Sequence[Ask]]


def reading(*, total: int, limit: int) -> list[Workload]:
    """Return the filters of a store that holds the first `total` statements."""
    population = _Population(total, limit)
    kinds = {
        "GET by registration": population.by_registration(),
        "GET by agent": population.by_agent(),
        "GET by verb": population.by_verb(),
        "GET by related activity": population.by_related_activity(),
        "GET by agent and verb": population.by_agent_and_verb(),
        "GET by verb and related activity": population.by_verb_and_related_activity(),
        "GET without filter": [population.page({}, lambda _: True, total)],
        "GET one by its id": population.by_id(),
    }
    return [Workload(name, "requests", _always(asks)) for name, asks in kinds.items()]


def writing(*, seconds: float) -> list[Workload]:
    """Return the posts: more of them than any store takes in a turn of so many seconds."""
    single = max(2, round(seconds * 1000))
    return [
        Workload("POST of one statement", "statements", lambda turn: _new_posts(turn, 1, single)),
        Workload(
            f"POST of {BATCH} in a batch", "statements", lambda turn: _new_posts(turn, BATCH, 8 * single)
        ),
    ]


def posts(numbers: range, size: int = BATCH, series: str = "kept") -> list[Ask]:
    """Return the requests that post these statements, so many in each."""
    return list(_posts(numbers, size, series))


def _always(asks: Iterable[Ask]) -> Callable[[int], Sequence[Ask]]:
    found = list(asks)
    if not found:
        raise ValueError("there are too few statements for pages of this length")
    return lambda _turn: found


def _new_posts(turn: int, size: int, most: int) -> list[Ask]:
    first = FIRST_POSTED + turn * most
    # Ids are new in every run: a store must not be measured at finding out that it has a statement already.
    return posts(range(first, first + most), size, series=str(uuid4()))


def _posts(numbers: range, size: int, series: str) -> Iterator[Ask]:
    for begin in range(0, len(numbers), size):
        sent = [statements.statement(number, series) for number in numbers[begin : begin + size]]
        ids = [one["id"] for one in sent]
        body = statements.as_json(sent[0] if size == 1 else sent)
        yield Ask("", body, len(sent), lambda answer, ids=ids: _not_these_ids(answer, ids), ids[-1])


def _not_these_ids(answer: bytes, ids: list[str]) -> str | None:
    return None if json.loads(answer) == ids else "the ids in the answer are not those that were sent"


class _Population:
    """Chooses what to ask for by what the store must have."""

    def __init__(self, total: int, limit: int):
        self.total, self.limit = total, limit
        self.chance = random.Random(total)
        self.sample = [statements.facts_of(number) for number in range(min(total, SAMPLE))]

    def page(self, filters: dict, fits: Callable[[dict], bool], known: int) -> Ask:
        """Return the request for a page; `known` is how many statements the store has for sure that fit."""
        query = urlencode({**filters, "limit": self.limit})
        least = min(known, self.limit)
        return Ask(query, b"", least, lambda answer: _page_fault(answer, fits, least, self.limit))

    def by_registration(self) -> Iterator[Ask]:
        # A try that has only begun at the end of what was loaded is left out.
        for attempt in self._some(range(self.total // 80 * 8)):
            key = statements.registration(attempt)
            yield self.page({"registration": key}, _has_registration(key), statements.PER_TRY)

    def by_agent(self) -> Iterator[Ask]:
        for learner, numbers in self._learners():
            yield self.page(*_agent(learner), len(numbers))

    def by_verb(self) -> Iterator[Ask]:
        for name, known in Counter(one.verb for one in self.sample).items():
            if known >= self.limit:
                yield self.page(*_verb(name), known)

    def by_related_activity(self) -> Iterator[Ask]:
        for kind, name, known in self._activities(self.sample):
            yield self.page(*_related(kind, name), known)

    def by_agent_and_verb(self) -> Iterator[Ask]:
        for learner, numbers in self._learners():
            known = Counter(statements.facts_of(number).verb for number in numbers)
            for name in ("answered", "experienced"):
                yield self.page(*_both(_agent(learner), _verb(name)), known[name])

    def by_verb_and_related_activity(self) -> Iterator[Ask]:
        for name in ("answered", "experienced", "completed"):
            of_verb = [one for one in self.sample if one.verb == name]
            for kind, activity, known in self._activities(of_verb):
                yield self.page(*_both(_verb(name), _related(kind, activity)), known)

    def by_id(self) -> Iterator[Ask]:
        for number in self._some(range(self.total)):
            key = statements.statement_id(number)
            yield Ask(urlencode({"statementId": key}), b"", 1, lambda answer, key=key: _not_this(answer, key))

    def _some(self, of: Sequence[int]) -> list[int]:
        return self.chance.sample(of, min(CHOICES, len(of)))

    def _learners(self) -> Iterator[tuple[int, list[int]]]:
        learners = self.total // (statements.TRIES_OF_A_PAIR * statements.PER_TRY) * statements.SEATS
        for learner in self._some(range(max(learners, statements.SEATS))):
            numbers = statements.numbers_of_learner(learner, self.total)
            if len(numbers) >= self.limit:
                yield learner, numbers

    def _activities(self, sample: Sequence[Facts]) -> Iterator[tuple[str, object, int]]:
        """Yield some activities of each kind, common and less common ones, with how often the sample has them."""
        for kind, of in _RELATED.items():
            known = [pair for pair in Counter(map(of, sample)).most_common() if pair[1] >= self.limit]
            for name, count in known[:: max(1, len(known) // 3)]:
                yield kind, name, count


_RELATED: dict[str, Callable[[Facts], object]] = {
    "cohort": lambda facts: facts.cohort,
    "course": lambda facts: facts.scenario // statements.PER_COURSE,
    "module": lambda facts: facts.scenario // statements.PER_MODULE,
    "scenario": lambda facts: facts.scenario,
    "profile": lambda _facts: "",
}

# Filters: parameters, and whether a statement of the answer fits them


def _has_registration(key: str) -> Callable[[dict], bool]:
    return lambda found: found.get("context", {}).get("registration") == key


def _agent(learner: int) -> tuple[dict, Callable[[dict], bool]]:
    agent = statements.agent(learner)
    parameters = {"agent": statements.as_json(agent).decode()}
    return parameters, lambda found: found["actor"].get("account") == agent["account"]


def _verb(name: str) -> tuple[dict, Callable[[dict], bool]]:
    iri = statements.verb(name)
    return {"verb": iri}, lambda found: found["verb"]["id"] == iri


def _related(kind: str, name: object) -> tuple[dict, Callable[[dict], bool]]:
    iri = statements.PROFILE if kind == "profile" else statements.activity(kind, name)["id"]
    parameters = {"activity": iri, "related_activities": "true"}
    return parameters, lambda found: iri in _activities_of(found)


def _both(one: tuple[dict, Callable], other: tuple[dict, Callable]) -> tuple[dict, Callable]:
    return {**one[0], **other[0]}, lambda found: one[1](found) and other[1](found)


def _activities_of(found: dict) -> set[str]:
    context = found.get("context", {}).get("contextActivities", {})
    return {found["object"].get("id"), *(one["id"] for held in context.values() for one in held)}


def _page_fault(answer: bytes, fits: Callable[[dict], bool], least: int, most: int) -> str | None:
    found = json.loads(answer)["statements"]
    wrong = sum(not fits(one) for one in found)
    if wrong:
        return f"{wrong} of {len(found)} statements do not fit"
    if len({one["id"] for one in found}) < len(found):
        return "a statement stands twice in the answer"
    if not least <= len(found) <= most:
        return f"{len(found)} statements in the answer, {least} to {most} expected"
    return None


def _not_this(answer: bytes, key: str) -> str | None:
    return None if json.loads(answer).get("id") == key else "another statement"
