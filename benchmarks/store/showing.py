"""Figures become lines: each workload as it is done, and in the end how the first store compares with the others."""

import math
import os
from collections.abc import Callable, Sequence

from benchmarks.store.measuring import Figures, Load

_MOST_FAULTS = 5


class Report:
    """What was measured of some stores, the first of which the others are compared with."""

    def __init__(self, stores: Sequence[str], load: Load):
        self.stores = stores
        self.found: dict[str, Sequence[Figures]] = {}
        # Who else is at work slows some turns down and others not: only CPU times mean something then.
        print(f"{load}; {os.cpu_count()} processors, load of the machine before: {os.getloadavg()[0]:.1f}")

    @property
    def has_faults(self) -> bool:
        return any(figures.faults for found in self.found.values() for figures in found)

    def add(self, workload: str, found: Sequence[Figures]) -> None:
        """Print what each store did of a workload, and what was wrong."""
        self.found[workload] = found
        print(workload)
        for store, figures in zip(self.stores, found, strict=True):
            print(line(store, figures))
            for fault, times in figures.faults.most_common(_MOST_FAULTS):
                print(f"    ! {times} times: {fault}")
            if len(figures.faults) > _MOST_FAULTS:
                print(f"    ! {len(figures.faults) - _MOST_FAULTS} other faults")
        print(end="", flush=True)

    def compare(self) -> None:
        """Print three tables of ratios; where a store had faults, an exclamation mark stands by its ratio."""
        first, *others = self.stores
        if not others:
            return
        self._table(f"Rate of {first} : rate of", lambda one, its: one.rate / its.rate)
        self._table(f"Time (p50) of a request, the others : {first}", _times(Figures.percentile, 50))
        self._table(f"Time (p95) of a request, the others : {first}", _times(Figures.percentile, 95))
        self._table(f"CPU time of the server, the others : {first}", lambda one, its: its.cpu_ms / one.cpu_ms)

    def _table(self, heading: str, ratio: Callable[[Figures, Figures], float]) -> None:
        print(f"{heading:<48}{''.join(f'{store:>16}' for store in self.stores[1:])}")
        for workload, (first, *others) in self.found.items():
            cells = (_ratio(ratio, first, figures) for figures in others)
            print(f"  {workload:<46}{''.join(f'{cell:>16}' for cell in cells)}")


def line(store: str, figures: Figures) -> str:
    """Return the figures of one store as a line."""
    cpu = "" if math.isnan(figures.cpu_ms) else f"{figures.cpu_ms:>8.2f} ms CPU"
    return (
        f"  {store:<16}{figures.rate:>9.1f} {figures.unit}/s{figures.percentile(50):>9.1f} ms p50"
        f"{figures.percentile(95):>9.1f} ms p95{cpu}"
    )


def _times(measure: Callable[[Figures, float], float], percent: float):
    return lambda one, its: measure(its, percent) / measure(one, percent)


def _ratio(ratio: Callable[[Figures, Figures], float], first: Figures, figures: Figures) -> str:
    mark = "!" if first.faults or figures.faults else ""
    value = ratio(first, figures) if figures.done and first.done else math.nan
    return f"-{mark}" if math.isnan(value) else f"{value:.2f}{mark}"
