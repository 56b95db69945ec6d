"""Two sites, and between them a line that drops, repeats and delays: in the end both hold the same, each thing once."""

import json
import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.journeys.bad_network import FAULTS, BadNetwork
from tests.journeys.site import ROOT, RunningSite

STATEMENTS = 300
SIDES = ("sender", "receiver")


@pytest.fixture
def databases():
    """Yield {side: DATABASE_URL}, "" for SQLite in the site's folder."""
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        yield dict.fromkeys(SIDES, "")
        return
    names = {side: f"panah_{side}" for side in SIDES}
    with psycopg.connect(given, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
    yield {side: urlunsplit(urlsplit(given)._replace(path=f"/{name}")) for side, name in names.items()}
    with psycopg.connect(given, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def sites(tmp_path, databases):
    """Return {side: site} with their tables; the receiver serves."""
    sites = {side: RunningSite(tmp_path / side, databases[side]) for side in SIDES}
    for side, site in sites.items():
        (tmp_path / side).mkdir()
        site.env["PANAH_FORWARD_HTTP_HOSTS"] = "127.0.0.1"
        site.manage("prepare")
    sites["receiver"].start()
    yield sites
    sites["receiver"].stop()


def inside(site, *arguments) -> list:
    """Run tests.journeys.filling in a site; return its lines of JSON."""
    command = [sys.executable, "-m", "tests.journeys.filling", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=site.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def worker_of(site, folder):
    command = [sys.executable, "manage.py", "forward_statements", "--pause", "0.1", "--lease", "3"]
    with (folder / "worker.log").open("a") as log:
        return subprocess.Popen(command, cwd=ROOT, env=site.env, stdout=log, stderr=log)


def key_of(site) -> tuple[str, str]:
    lines = site.manage("lrs_key", "create", "other site", "--scope", "all").split()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    return found["key"], found["secret"]


def waiting(site) -> bool:
    return "Ministry: 0 " not in site.manage("forward_statements", "--status", "--destination", "Ministry")


def wait_until(condition, *, what, seconds=240):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError(f"{what} did not happen")


def test_every_statement_arrives_once_and_unchanged(sites, tmp_path):
    sender, receiver = sites["sender"], sites["receiver"]
    inside(sender, "fill", STATEMENTS)
    before = len(inside(receiver, "show"))
    with BadNetwork(receiver.port, seed=4) as network:
        inside(sender, "destination", f"http://127.0.0.1:{network.port}/xapi", *key_of(receiver))
        worker = worker_of(sender, tmp_path)
        for _number in range(3):
            # Killed when something has just arrived: some of it is not noted yet.
            network.passed.clear()
            wait_until(network.passed.is_set, what="a request")
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = worker_of(sender, tmp_path)
        wait_until(lambda: hurried(sender) and not waiting(sender), what="the end of the queue")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        seen = network.seen
    sent, arrived = inside(sender, "show"), inside(receiver, "show")
    assert before == 0
    assert len({one[0] for one in arrived}) == len(arrived) == STATEMENTS
    assert arrived == sent
    assert sum(1 for one in arrived if one[3]) == STATEMENTS // 10
    assert set(FAULTS) <= set(seen), seen
    assert " 0 parked" in sender.manage("forward_statements", "--status")


def hurried(site) -> bool:
    """End the pause after a failure, as the button in the admin does: the test need not wait it out."""
    inside(site, "hurry")
    return True
