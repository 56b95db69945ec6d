"""`python -m benchmarks.store.growth`: Panah's own store, once with ten thousand statements and once with a million.

Both are filled and served side by side and asked in turns. With DATABASE_URL they are on that PostgreSQL, else on
SQLite. Other stores can be named as in `python -m benchmarks.store`: they get as many statements as the first.
"""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.store import panah
from benchmarks.store.client import Store
from benchmarks.store.measuring import Figures, load_statements, measure
from benchmarks.store.showing import add_load_options, load_of, show, time_ratio
from benchmarks.store.workloads import workloads


def main(arguments: list[str]) -> int:
    """Return 1 if any answer was wrong, else 0."""
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="panah-store-")))
        made = [(size, *panah.filled(folder / str(size), size)) for size in options.sizes]
        stores = [
            stack.enter_context(panah.served(f"panah-{size}", env, credentials, options.xapi))
            for size, env, credentials in made
        ]
        return _measure(stores, _peers(options), options)


def _peers(options: argparse.Namespace) -> list[Store]:
    peers = [Store.at(*one.split("=", 1), options.xapi) for one in options.peers]
    for peer in peers:
        figures = load_statements(peer, options.sizes[0])
        show(f"{options.sizes[0]} statements posted", [peer.name], [figures])
    return peers


def _measure(stores: list[Store], peers: list[Store], options: argparse.Namespace) -> int:
    load, has_faults, ratios = load_of(options), False, {}
    print(f"{load.connections} clients, {load.turns} turns of {load.seconds} s")
    for alike in zip(*(workloads(options, total=size) for size in options.sizes), strict=True):
        asked = [*zip(stores, alike, strict=True), *((peer, alike[0]) for peer in peers)]
        found = measure(asked, load)
        show(alike[0].name, [store.name for store, _workload in asked], found)
        ratios[alike[0].name] = _growth(found[: len(stores)])
        has_faults = has_faults or any(figures.faults for figures in found)
    print(f"Time of a request with {options.sizes[-1]} statements : with {options.sizes[0]}")
    for name, ratio in sorted(ratios.items(), key=lambda pair: -pair[1]):
        print(f"  {name:<40}{ratio:>6.2f}")
    return int(has_faults)


def _growth(found: list[Figures]) -> float:
    return time_ratio(found[-1], found[0])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store.growth", description=__doc__)
    parser.add_argument("peers", nargs="*", metavar="NAME=URL")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000], metavar="N")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="for the data (SQLite): the next run finds them filled"
    )
    add_load_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
