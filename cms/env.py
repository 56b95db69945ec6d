"""What the environment may set, with its defaults. Read by settings.py and by nothing else."""

import os
import secrets
from pathlib import Path

import environ

# What people send as XLSX is parsed with defusedxml, also where lxml is there (pikepdf and pyHanko bring it).
os.environ["OPENPYXL_LXML"] = "False"

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("PANAH_DATA", default=str(BASE_DIR / "var"))).resolve()
BUILD_DIR = BASE_DIR / "build"
IS_PRODUCTION = env("PANAH_ENV", default="development") == "production"


def secret_key() -> str:
    """Return the signing key: from PANAH_SECRET_KEY, else one made once and kept under DATA_DIR/keys."""
    if given := env("PANAH_SECRET_KEY", default=""):
        return given
    path = DATA_DIR / "keys" / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database() -> dict:
    """Return the Django database dict: DATABASE_URL, else SQLite under DATA_DIR (WAL, immediate transactions)."""
    if env("DATABASE_URL", default=""):
        config = env.db_url("DATABASE_URL")
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        return config
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "panah.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Pages written again and again go to the file once in 16 MB of the log, not in 4.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA wal_autocheckpoint=4000;"
            ),
        },
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    }
