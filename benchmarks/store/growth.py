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
from benchmarks.store.measuring import load_statements, measure
from benchmarks.store.options import add_options, load_of, stores_of, workloads_of
from benchmarks.store.showing import Report, line


def main(arguments: list[str]) -> int:
    """Return 1 if any answer was wrong, else 0."""
    options = _parser().parse_args(arguments)
    peers = stores_of(options.peers, options)
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="panah-store-")))
        made = [(size, *panah.filled(folder / str(size), size)) for size in options.sizes]
        own = [
            stack.enter_context(panah.served(f"panah-{size}", env, credentials, options.xapi))
            for size, env, credentials in made
        ]
        for peer in peers:
            print("posted:", line(peer.name, load_statements(peer, options.sizes[0])))
        return _measure(own, peers, options)


def _measure(own: list[Store], peers: list[Store], options: argparse.Namespace) -> int:
    load = load_of(options)
    report = Report([store.name for store in (*own, *peers)], load)
    for alike in zip(*(workloads_of(options, total=size) for size in options.sizes), strict=True):
        asked = [*zip(own, alike, strict=True), *((peer, alike[0]) for peer in peers)]
        report.add(alike[0].name, measure(asked, load))
    report.compare()
    return int(report.has_faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store.growth", description=__doc__)
    parser.add_argument("peers", nargs="*", metavar="NAME=URL")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000], metavar="N")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="for the data (SQLite): the next run finds them filled"
    )
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
