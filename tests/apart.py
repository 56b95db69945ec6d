"""Tests run on every core at once (pytest-xdist): each worker keeps data and databases of its own.

Loaded by `-p` before pytest-django reads the settings, so that they find the worker's folder.
"""

import os
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

# "gw0", "gw1" …; empty where all tests run in one process.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

# More than these win little: each loads the curriculum first, and every journey has a site of its own.
MOST = 6

JOURNEYS = "tests/journeys/"

if WORKER and "PANAH_DATA" in os.environ:
    folder = Path(os.environ["PANAH_DATA"]) / WORKER
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PANAH_DATA"] = str(folder)


def pytest_xdist_auto_num_workers(config) -> int:
    """Return how many processes `-n auto` starts: the cores that this process may use, a container's share counted."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        cores = os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
    except OSError:
        quota = "max"
    if quota != "max":
        cores = min(cores, round(int(quota) / int(period)))
    return max(1, min(cores, MOST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    """Begin with the journeys, which take longest: so the workers end together. All else stays in its order."""
    items.sort(key=lambda item: not item.nodeid.startswith(JOURNEYS))


def pytest_xdist_make_scheduler(config, log) -> LoadScopeScheduling:
    """Hand out tests one by one, in their order, but a file of journeys as a whole: its tests are steps of a walk."""
    return Walks(config, log)


class Walks(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(JOURNEYS) else nodeid
