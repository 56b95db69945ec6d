"""What a part of a process spends: processor, time, and the most memory the process ever held."""

import resource
import sys
import time
from contextlib import contextmanager


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}", flush=True)


@contextmanager
def spent(name: str, count: int):
    """Print what was done cost, all of it and each of `count`, and the memory it took beside what the process had."""
    held = peak_mib()
    begun, clock = time.process_time(), time.perf_counter()
    yield
    processor, took = time.process_time() - begun, time.perf_counter() - clock
    figure(name, processor, "s of processor")
    figure("  each", 1000 * processor / count, "ms of processor")
    figure("  by the clock, each", 1000 * took / count, "ms")
    figure("  memory at most, whole process", peak_mib(), "MiB")
    figure("  of it before it began", held, "MiB")


def peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
