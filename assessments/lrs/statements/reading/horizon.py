"""How far a reader by cursor may go: PostgreSQL gives out ids before it is known who commits first."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf

from django.db import connection
from django.utils import timezone

from assessments.lrs.models import Statement
from assessments.lrs.statements.locking import HORIZON, ID_MASK


@dataclass(frozen=True)
class Horizon:
    """All statements up to the id `last_id`, and all stored up to `consistent_through`, can be read."""

    last_id: int
    consistent_through: datetime


# The snapshot is taken before the locks are read: who is in neither has ids greater than any in the snapshot.
# Who writes holds the lock, or has changed something else already (its transaction has an id). What the reader has
# written itself it sees.
_POSTGRESQL = f"""
    SELECT coalesce((SELECT max(id) FROM {Statement._meta.db_table}), 0), writers.least, writers.since
    FROM (
        SELECT min(held.last_id) AS least,
            least(
                min(held.since),
                (SELECT min(xact_start) FROM pg_stat_activity
                 WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid())
            ) AS since
        FROM (
            SELECT ((l.classid::bigint << 32) | l.objid::bigint) - {HORIZON} AS last_id, a.xact_start AS since
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.pid <> pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND ((l.classid::bigint << 32) | l.objid::bigint) BETWEEN {HORIZON} AND {HORIZON | ID_MASK}
        ) held
    ) writers
"""  # noqa: S608


_SQLITE = f"SELECT id, stored FROM {Statement._meta.db_table} ORDER BY id DESC LIMIT 1"  # noqa: S608

# SQLite does not tell who is writing. Its writers come one after the other, so nothing will be older than the
# newest that is there; and none of them takes this long.
_LONGEST_WRITE = timedelta(seconds=1)
_FRESH_FOR = 0.1
_kept = (-inf, datetime.min.replace(tzinfo=UTC))


def consistent_through() -> datetime:
    """Return up to which moment of storing everything can be read (part 3, 2.1.3). One query."""
    return horizon().consistent_through


def lately_consistent_through() -> datetime:
    """Return what consistent_through() said in this process up to _FRESH_FOR ago: an earlier moment is as true.

    PostgreSQL takes as long to tell as for a page of statements. An answer to each of many requests need not ask.
    """
    global _kept
    if connection.vendor != "postgresql":
        return consistent_through()
    at, known = _kept
    if time.monotonic() - at > _FRESH_FOR:
        at, known = _kept = (time.monotonic(), consistent_through())
    return known


def horizon() -> Horizon:
    """Return how far everything is committed. One query; waits for nobody.

    Call it before the query it bounds, in a transaction that sees what others commit (READ COMMITTED).
    """
    now = timezone.now()
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            newest = cursor.execute(_SQLITE).fetchone()
        last, stored = (newest[0], newest[1].replace(tzinfo=UTC)) if newest else (0, now - _LONGEST_WRITE)
        return Horizon(last, max(stored, now - _LONGEST_WRITE))
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL)
        last, least, since = cursor.fetchone()
    return Horizon(
        last_id=last if least is None else min(last, least), consistent_through=min(now, since or now)
    )
