"""Locks of PostgreSQL that writers share, so that readers by cursor know who is still writing.

SQLite has one writer at a time and needs none of them.
"""

from django.db import connection

from assessments.lrs.models import Statement

SEQUENCE = f"{Statement._meta.db_table}_id_seq"
# An advisory lock is a number of 64 bits: 24 that say what is locked, 40 for the last id given out before.
HORIZON, REFERENCES = 0x50414E << 40, 0x50414F << 40
ID_MASK = (1 << 40) - 1

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
