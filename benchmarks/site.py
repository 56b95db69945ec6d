"""A Panah site of its own for measuring: temporary data, two workers, and learners who are signed in already."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


class Site:
    """Where a measured site answers, its server's process, the session cookie of each learner."""

    def __init__(self, address: str, pid: int, sessions: list[str]):
        self.address, self.pid, self.sessions = address, pid, sessions


@contextmanager
def prepared_data(*, learners: int):
    """Make a temporary data folder with the course and that many learners; yield (environment, sessions)."""
    with tempfile.TemporaryDirectory(prefix="panah-bench-") as folder:
        env = {**os.environ, "PANAH_DATA": folder, "DJANGO_SETTINGS_MODULE": "cms.settings"}
        env.pop("DATABASE_URL", None)
        prepare = [sys.executable, "manage.py", "prepare", "--demo"]
        subprocess.run(prepare, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        make = [sys.executable, "-m", "benchmarks.learners", str(learners)]
        made = subprocess.run(make, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
        yield env, json.loads(made.stdout)


@contextmanager
def running_site(env: dict, sessions: list[str], *, settings: str = "cms.settings"):
    """Serve the data as `make run` does; yield the Site and stop it afterwards."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    env = {**env, "PANAH_BASE_URL": address, "DJANGO_SETTINGS_MODULE": settings}
    gunicorn = Path(sys.executable).parent / "gunicorn"
    command = [gunicorn, "--config", "tooling/gunicorn.conf.py", f"--bind=127.0.0.1:{port}", "cms.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(address)
        yield Site(address, server.pid, sessions)
    finally:
        server.terminate()
        server.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time in seconds used so far by the process and its children (Linux)."""
    return sum(_own_cpu_seconds(one) for one in [pid, *_children(pid)])


def memory_mib(pid: int) -> float:
    """Return the proportional set size in MiB of the process and its children (Linux)."""
    total = 0
    for one in [pid, *_children(pid)]:
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def _own_cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=5)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the site did not start")
