"""Databases for sites of the journeys: their tables are made once, which takes longest of all, and copied."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.apart import WORKER
from tests.journeys.site import ROOT

MIGRATED = "panah_migrated"


class Databases:
    """Copies of one migrated, empty database: SQLite, or on the PostgreSQL that DATABASE_URL names. Use with `with`."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._given = os.environ.get("DATABASE_URL", "")
        self._made: list[str] = []

    def __enter__(self):
        env = {**os.environ, "PANAH_DATA": str(self._folder), "PANAH_ENV": "development"}
        if self._given:
            env["DATABASE_URL"] = self._create(MIGRATED, "template1")
        subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=env, check=True)
        return self

    def __exit__(self, *exception):
        for name in self._made:
            self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def new(self, name: str, folder: Path) -> str:
        """Return the DATABASE_URL of a new copy: "" for SQLite, which is put in the site's data folder."""
        if self._given:
            return self._create(name, MIGRATED)
        shutil.copy(self._folder / "panah.sqlite3", folder)
        return ""

    def _create(self, name: str, template: str) -> str:
        name, template = (
            f"{each}_{WORKER}" if WORKER and each != "template1" else each for each in (name, template)
        )
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return urlunsplit(urlsplit(self._given)._replace(path=f"/{name}"))

    def _execute(self, command: str) -> None:
        with psycopg.connect(self._given, autocommit=True) as connection:
            connection.execute(command)
