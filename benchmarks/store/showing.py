"""Figures become lines: one for each store, with how it compares with the first."""

import argparse
from collections.abc import Sequence

from benchmarks.store.measuring import Figures, Load

_MOST_FAULTS = 5


def show(name: str, stores: Sequence[str], found: Sequence[Figures]) -> None:
    """Print one workload: rate, times, how the first store compares, and what was wrong."""
    print(name)
    for store, figures in zip(stores, found, strict=True):
        print(
            f"  {store:<16}{figures.rate:>9.1f} {figures.unit}/s{figures.percentile(50):>9.1f} ms p50"
            f"{figures.percentile(95):>9.1f} ms p95{_compared(stores[0], found[0], figures)}"
        )
        for fault, times in figures.faults.most_common(_MOST_FAULTS):
            print(f"    ! {times} times: {fault}")
        if len(figures.faults) > _MOST_FAULTS:
            print(f"    ! {len(figures.faults) - _MOST_FAULTS} other faults")
    print(end="", flush=True)


def time_ratio(figures: Figures, first: Figures) -> float:
    """Return how many times as long as with the first a request takes in the middle (p50)."""
    return figures.percentile(50) / first.percentile(50)


def _compared(name: str, first: Figures, figures: Figures) -> str:
    if figures is first or not figures.rate:
        return ""
    return f"   {name}: {first.rate / figures.rate:.2f} times the rate, time 1 : {time_ratio(figures, first):.2f}"


def add_load_options(parser: argparse.ArgumentParser) -> None:
    """Let a command be told how stores are asked."""
    parser.add_argument("--connections", type=int, default=Load.connections)
    parser.add_argument("--seconds", type=float, default=Load.seconds, help="of a turn")
    parser.add_argument("--turns", type=int, default=Load.turns)
    parser.add_argument("--limit", type=int, default=50, help="statements on a page")
    parser.add_argument("--xapi", default="1.0.3", help="X-Experience-API-Version")
    parser.add_argument("--only", default="", help="workloads whose name has this in it")


def load_of(options: argparse.Namespace) -> Load:
    return Load(options.connections, options.seconds, options.turns)
