"""Locks of PostgreSQL that writers share, so that readers by cursor know who is still writing.

SQLite has one writer at a time and needs none of them; there writers from outside stand in a queue.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from django.db import connection

from assessments.lrs.models import Statement

SEQUENCE = f"{Statement._meta.db_table}_id_seq"
# An advisory lock is a number of 64 bits: 24 that say what is locked, 40 for the last id given out before.
HORIZON, REFERENCES = 0x50414E << 40, 0x50414F << 40
ID_MASK = (1 << 40) - 1
_WORKBENCH = Lock()

# Shared, until the end of the transaction: all ids it takes from here on are greater than the one in the lock.
HOLD_HORIZON = (
    f"pg_advisory_xact_lock_shared({HORIZON} + coalesce(pg_sequence_last_value('{SEQUENCE}'::regclass), 0))"
)


def enter(*, alone: bool) -> None:
    """Take the locks of somebody who stores statements from outside; `stored` is read off the clock after it.

    `alone` waits for all others of them, and lets none in before the transaction ends: for a statement that
    points at one not here yet. Else the one that points and the one pointed at, stored in the same moment,
    would both not see the other.
    """
    if connection.vendor != "postgresql":
        return
    references = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {references}({REFERENCES}), {HOLD_HORIZON}")


@contextmanager
def workbench() -> Iterator[None]:
    """On SQLite, let one thread of this process at a time work at a batch.

    Two would take the interpreter from each other, also the one from whom the others wait for the file. Another
    process may prepare its batch meanwhile. On PostgreSQL many write at once.
    """
    if not _has_queue():
        yield
        return
    with _WORKBENCH:
        yield


@contextmanager
def turn() -> Iterator[None]:
    """On SQLite, wait until this is the next of those who store from outside, in whichever process they are.

    SQLite lets who waits sleep, up to a tenth of a second, and look again: who has bad luck waits long. The system
    wakes who waits for this lock in turn, and takes it from who is killed.
    """
    if not _has_queue():
        yield
        return
    with Path(f"{connection.settings_dict['NAME']}-turn").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _has_queue() -> bool:
    # Not within a transaction, which may hold the file: its owner and a writer would wait for each other.
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    return Path(connection.settings_dict["NAME"]).is_file()
