"""`python -m benchmarks.store NAME=http://KEY:SECRET@HOST:PORT/PATH ...`: what a client gets from any record stores.

Each is an xAPI endpoint, what `/statements` is added to. All get the same statements and requests, in turns, and are
compared with the first. Answers are checked by the first statements of benchmarks/store/statements.py, which a store
must have: `--load` posts them. With `#PID,PID` after an address the CPU time of these processes is told, too.
"""

import argparse
import sys

from benchmarks.store.measuring import load_statements, measure
from benchmarks.store.options import add_options, load_of, stores_of, workloads_of
from benchmarks.store.showing import Report, line


def main(arguments: list[str]) -> int:
    """Return 1 if any answer was wrong, else 0."""
    options = _parser().parse_args(arguments)
    stores, load = stores_of(options.stores, options), load_of(options)
    for store in stores if options.load else ():
        print("posted:", line(store.name, load_statements(store, options.statements)))
    report = Report([store.name for store in stores], load)
    for workload in workloads_of(options, total=options.statements):
        report.add(workload.name, measure([(store, workload) for store in stores], load))
    report.compare()
    return int(report.has_faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("stores", nargs="+", metavar="NAME=URL")
    parser.add_argument("--statements", type=int, default=10_000, help="how many of ours each store has")
    parser.add_argument("--load", action="store_true", help="post them first")
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
