"""A whole site as `make run` starts it: own data, own process, killable."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class RunningSite:
    """`manage.py prepare --demo` and gunicorn over one data folder (and database); `kill` is kill -9."""

    def __init__(self, folder: Path, database_url: str = ""):
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "PANAH_DATA": str(folder),
            "PANAH_BASE_URL": self.address,
            "PANAH_ENV": "development",
        }
        self.env.pop("DATABASE_URL", None)
        if database_url:
            self.env["DATABASE_URL"] = database_url
        self.process = None

    def prepare(self) -> None:
        """Load the curriculum and the demo people; their cohort takes one module, as in a seminar of one day."""
        self.manage("prepare", "--demo")
        self.manage("shell", "-v0", "-c", "from tests.journeys.seminar import begin; begin()")

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's data and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, path: str = "/en/") -> None:
        """Serve, and return as soon as that address of the site answers."""
        gunicorn = Path(sys.executable).parent / "gunicorn"
        command = [
            gunicorn,
            "--config",
            "tooling/gunicorn.conf.py",
            f"--bind=127.0.0.1:{self.port}",
            "cms.wsgi",
        ]
        # A group of its own, so that kill -9 takes master and workers at once, as a power cut does.
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"{self.address}{path}", timeout=5)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.process.poll() is None, "the site ended while it started"
                time.sleep(0.1)
        self.kill()
        raise AssertionError("the site did not start")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
