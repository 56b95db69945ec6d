"""What the commands of this benchmark can be told."""

import argparse
from collections.abc import Sequence

from benchmarks.store.client import Store
from benchmarks.store.measuring import Load
from benchmarks.store.workloads import Workload, reading, writing


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a command be told how stores are asked."""
    parser.add_argument("--connections", type=int, default=Load.connections)
    parser.add_argument("--seconds", type=float, default=Load.seconds, help="of a turn")
    parser.add_argument("--turns", type=int, default=Load.turns)
    parser.add_argument("--limit", type=int, default=50, help="statements on a page")
    parser.add_argument("--xapi", default="1.0.3", help="X-Experience-API-Version")
    parser.add_argument("--only", default="", help="workloads whose name has this in it")


def load_of(options: argparse.Namespace) -> Load:
    return Load(options.connections, options.seconds, options.turns)


def stores_of(named: Sequence[str], options: argparse.Namespace) -> list[Store]:
    """Return the stores that were named as NAME=URL."""
    return [Store.at(*one.split("=", 1), options.xapi) for one in named]


def workloads_of(options: argparse.Namespace, *, total: int) -> list[Workload]:
    """Return the workloads that were asked for, for a store that has so many of our statements."""
    found = [*reading(total=total, limit=options.limit), *writing(seconds=options.seconds)]
    return [one for one in found if options.only.lower() in one.name.lower()]
