"""Panah's own store to be measured: filled with so many statements, served by two workers as `make run` does."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.site import ROOT
from benchmarks.store.client import Store


def filled(folder: Path, statements: int) -> tuple[dict, str]:
    """Fill a store whose data are in a folder; return (its environment, "KEY:SECRET").

    Where DATABASE_URL is set, in a database of its own on that PostgreSQL. What is there already stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "PANAH_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings"}
    # What one client may ask in a minute is not what is measured.
    env["PANAH_LRS_KEY_RATE"] = "0"
    if url := os.environ.get("DATABASE_URL"):
        env["DATABASE_URL"] = _database(url, f"panah_{statements}")
    fill = [sys.executable, "-m", "benchmarks.store.fill", str(statements)]
    made = subprocess.run(fill, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return env, ":".join(json.loads(made.stdout))


@contextmanager
def served(name: str, env: dict, credentials: str, version: str) -> Iterator[Store]:
    """Serve a filled store; yield it and stop it afterwards."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    gunicorn = Path(sys.executable).parent / "gunicorn"
    command = [gunicorn, "--config", "tooling/gunicorn.conf.py", f"--bind=127.0.0.1:{port}", "cms.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env={**env, "PANAH_BASE_URL": address})
    try:
        _wait_for(f"{address}/xapi/about")
        processes = ",".join(map(str, [server.pid, *_postgresql(env)]))
        yield Store.at(name, f"http://{credentials}@127.0.0.1:{port}/xapi#{processes}", version)
    finally:
        server.terminate()
        server.wait()


def _postgresql(env: dict) -> list[int]:
    """Return the process whose children serve the connections of the database, if there is one on this machine."""
    if not env.get("DATABASE_URL"):
        return []
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        status = Path(f"/proc/{connection.info.backend_pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
    return [int(line.split()[1]) for line in lines if line.startswith("PPid:")]


def _database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("Panah did not start")
