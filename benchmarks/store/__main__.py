"""`python -m benchmarks.store NAME=http://KEY:SECRET@HOST:PORT/PATH ...`: what a client gets from any record stores.

Each is an xAPI endpoint, what `/statements` is added to. All get the same statements and requests, in turns, and are
compared with the first. Answers are checked by the first statements of benchmarks/store/statements.py, which a store
must have: `--load` posts them.
"""

import argparse
import sys

from benchmarks.store.client import Store
from benchmarks.store.measuring import load_statements, measure
from benchmarks.store.showing import add_load_options, load_of, show
from benchmarks.store.workloads import workloads


def main(arguments: list[str]) -> int:
    """Return 1 if any answer was wrong, else 0."""
    options = _parser().parse_args(arguments)
    stores = [Store.at(*one.split("=", 1), options.xapi) for one in options.stores]
    for store in stores if options.load else ():
        figures = load_statements(store, options.statements)
        show(f"{options.statements} statements posted", [store.name], [figures])
    load, has_faults = load_of(options), False
    print(
        f"{options.statements} statements, {load.connections} clients, {load.turns} turns of {load.seconds} s"
    )
    for workload in workloads(options):
        found = measure([(store, workload) for store in stores], load)
        show(workload.name, [store.name for store in stores], found)
        has_faults = has_faults or any(figures.faults for figures in found)
    return int(has_faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("stores", nargs="+", metavar="NAME=URL")
    parser.add_argument("--statements", type=int, default=10_000, help="how many of ours each store has")
    parser.add_argument("--load", action="store_true", help="post them first")
    add_load_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
