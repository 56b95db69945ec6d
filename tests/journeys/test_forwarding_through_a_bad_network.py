"""Two sites, and between them a line that drops, repeats and delays: in the end both hold the same, each thing once."""

import json
import signal
import subprocess
import sys

import pytest

from tests.journeys.bad_network import FAULTS, BadNetwork
from tests.journeys.site import ROOT, RunningSite

STATEMENTS = 300
# Only a machine that hangs takes longer.
PATIENCE = 240


class Inside:
    """A process of a site that does one act after the other (tests.journeys.filling)."""

    def __init__(self, site, log):
        self.log = log
        with log.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.filling"],
                cwd=ROOT,
                env=site.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def ask(self, *act):
        self.process.stdin.write(json.dumps(act) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.log.read_text()
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=PATIENCE)


@pytest.fixture
def sites(tmp_path, databases):
    """Return {side: site} without anything in it; the receiver serves."""
    sites = {}
    for side in ("sender", "receiver"):
        folder = tmp_path / side
        folder.mkdir()
        sites[side] = RunningSite(folder, databases.new(f"panah_{side}", folder))
        sites[side].env["PANAH_FORWARD_HTTP_HOSTS"] = "127.0.0.1"
    sites["receiver"].start("/xapi/about")
    yield sites
    sites["receiver"].stop()


@pytest.fixture
def insides(sites, tmp_path):
    """Return {side: a process inside of the site}."""
    insides = {side: Inside(site, tmp_path / f"{side}.log") for side, site in sites.items()}
    yield insides
    for inside in insides.values():
        inside.end()


@pytest.fixture
def start_worker(sites, tmp_path):
    """Return a function that starts a worker of the sender; none outlives the test."""
    started = []

    def start():
        command = [sys.executable, "manage.py", "forward_statements", "--pause", "0.1", "--lease", "2"]
        with (tmp_path / "worker.log").open("a") as log:
            started.append(
                subprocess.Popen(command, cwd=ROOT, env=sites["sender"].env, stdout=log, stderr=log)
            )
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def test_every_statement_arrives_once_and_unchanged(sites, insides, start_worker):
    sender, receiver = insides["sender"], insides["receiver"]
    assert sender.ask("fill", STATEMENTS) == STATEMENTS
    assert receiver.ask("show") == []
    with BadNetwork(sites["receiver"].port, seed=4) as network:
        sender.ask("destination", f"http://127.0.0.1:{network.port}/xapi", *receiver.ask("key"))
        worker = start_worker()
        for _number in range(3):
            # Killed when something has just arrived: some of it is not noted yet.
            network.passed.clear()
            assert network.passed.wait(PATIENCE)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = start_worker()
        parked = sender.ask("settle", PATIENCE)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        seen = network.seen
    sent, arrived = sender.ask("show"), receiver.ask("show")
    assert parked == 0
    assert len({one[0] for one in arrived}) == len(arrived) == STATEMENTS
    assert arrived == sent
    assert sum(1 for one in arrived if one[3]) == STATEMENTS // 10
    assert set(FAULTS) <= set(seen), seen
