"""Stores are asked by several clients at once, in turns: what slows the machine down slows all of them down.

Each client waits for an answer before it asks again. Answers are checked after the time that is measured: of every one
its status and how many statements it has, of the last one to each request all that is in it; and whether the last
statement that was posted can be found.
"""

import math
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.store import statements
from benchmarks.store.client import Connection, Store
from benchmarks.store.workloads import Ask, Workload, posts

# Every statement in an answer has it once, whoever wrote the JSON.
_STORED = b'"stored"'
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
_LOADED_AT_ONCE = 5000
# Before a client tries a store again that does not answer, in seconds.
_PAUSE = 0.05


@dataclass
class Figures:
    """What one store did of one workload: the seconds that each request took, and {fault: how often}."""

    unit: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    done: int = 0
    latencies: list[float] = field(default_factory=list)
    faults: Counter = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Return how much of `unit` was done in a second, without fault."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Return the CPU time in ms that the server took for one of `unit`; nan where it cannot be seen."""
        return 1000 * self.cpu_seconds / self.done if self.done and self.cpu_seconds else math.nan

    def percentile(self, percent: float) -> float:
        """Return the time in ms within which so many per cent of the requests were answered."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else math.nan


@dataclass(frozen=True)
class Load:
    """How stores are asked: by so many clients, for so many seconds a turn, so many turns."""

    connections: int = 4
    seconds: float = 1.0
    turns: int = 6

    def __str__(self):
        return f"{self.connections} clients, {self.turns} turns of {self.seconds:g} s each"


def measure(asked: Sequence[tuple[Store, Workload]], load: Load) -> list[Figures]:
    """Return the figures of each store. A first turn is not counted, but for its faults: it warms caches."""
    found = [Figures(workload.unit) for _store, workload in asked]
    for turn in range(load.turns + 1):
        for (store, workload), figures in zip(asked, found, strict=True):
            warming = Figures(workload.unit, faults=figures.faults)
            _Turn(store, workload.asks(turn), figures if turn else warming).run(load)
    return found


def load_statements(store: Store, total: int) -> Figures:
    """Post the first `total` statements in batches, unless the last of them is there; return how that went.

    By one client: some stores lose batches that come at once.
    """
    figures = Figures("statements")
    key = statements.statement_id(total - 1)
    for first in range(0, 0 if _has(store, key) else total, _LOADED_AT_ONCE):
        asks = posts(range(first, min(first + _LOADED_AT_ONCE, total)))
        _Turn(store, asks, figures).run(Load(1, math.inf))
    return figures


def _has(store: Store, statement_id: str) -> bool:
    connection = Connection(store)
    status, answer = connection.send(store.get(f"statementId={statement_id}"))
    connection.close()
    return status == 200 and statement_id.encode() in answer


class _Turn:
    """One turn of one store: its figures are added to."""

    def __init__(self, store: Store, asks: Sequence[Ask], figures: Figures):
        self._store, self._asks, self._figures = store, asks, figures
        self._requests = [ask.of(store) for ask in asks]
        self._answers: dict[int, bytes] = {}
        self._lock = threading.Lock()
        # What is posted is sent once; what is read can be asked for again.
        self._places = iter(range(len(asks)) if asks[0].body else cycle(range(len(asks))))

    def run(self, load: Load) -> None:
        started, used = time.perf_counter(), self._store.cpu_seconds()
        clients = [
            threading.Thread(target=self._work, args=(started + load.seconds,))
            for _ in range(load.connections)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self._figures.seconds += time.perf_counter() - started
        self._figures.cpu_seconds += self._store.cpu_seconds() - used
        self._check_answers()

    def _work(self, until: float) -> None:
        """Be one client. A connection that breaks is a fault, and another is opened."""
        latencies, faults, done, connection = [], Counter(), 0, None
        while time.perf_counter() < until and (place := self._next()) is not None:
            try:
                connection = connection or Connection(self._store)
                began = time.perf_counter()
                status, answer = connection.send(self._requests[place])
                latencies.append(time.perf_counter() - began)
                fault = self._fault(place, status, answer)
            except (OSError, *_UNREADABLE) as error:
                fault, connection = f"no answer: {error}", None
                time.sleep(_PAUSE)
            if fault:
                faults[fault] += 1
            else:
                done += self._asks[place].count
        if connection:
            connection.close()
        with self._lock:
            self._figures.latencies += latencies
            self._figures.faults.update(faults)
            self._figures.done += done

    def _next(self) -> int | None:
        with self._lock:
            return next(self._places, None)

    def _fault(self, place: int, status: int, answer: bytes) -> str | None:
        ask = self._asks[place]
        if status != 200:
            return f"status {status}: {answer[:150].decode(errors='replace').partition(chr(10))[0]}"
        self._answers[place] = answer
        found = answer.count(_STORED)
        if not ask.body and found < ask.rows:
            return f"{found} statements in the answer, at least {ask.rows} expected"
        return None

    def _check_answers(self) -> None:
        for place, answer in self._answers.items():
            try:
                fault = self._asks[place].fault(answer)
            except _UNREADABLE as error:
                fault = f"not readable: {type(error).__name__} {error}"
            if fault:
                self._figures.faults[f"wrong answer: {fault}"] += 1
        last = max(self._answers, default=None)
        if last is not None and (key := self._asks[last].last_id) and not _has(self._store, key):
            self._figures.faults["what was posted is not there"] += 1
