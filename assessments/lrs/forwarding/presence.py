"""Whether anything forwards at all: workers leave signs of life, and people see them."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from assessments.lrs.forwarding.models import ForwardingWorker

# A sign so often, in seconds. No request takes as long as SILENT_AFTER.
SIGN_EVERY = 20
SILENT_AFTER = timedelta(minutes=2)
# A timer that has run within it is taken to run again.
TIMER_WITHIN = timedelta(hours=1)
_KEPT = timedelta(days=1)


class Presence:
    """The presence of this process: it begins with the first sign and ends with the `with` it is used in."""

    def __init__(self, *, once: bool = False):
        self._once, self._row = once, None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self._row:
            now = timezone.now()
            ForwardingWorker.objects.filter(pk=self._row.pk).update(seen_at=now, ended_at=now)

    def show(self) -> None:
        """Leave a sign of life, if the last one is some time ago. Raises OperationalError."""
        now = timezone.now()
        if self._row is None:
            ForwardingWorker.objects.filter(seen_at__lt=now - _KEPT).delete()
            self._row = ForwardingWorker.objects.create(
                host=socket.gethostname()[:255],
                pid=os.getpid(),
                ran_once=self._once,
                started_at=now,
                seen_at=now,
            )
        elif now - self._row.seen_at >= timedelta(seconds=SIGN_EVERY):
            self._row.seen_at = now
            ForwardingWorker.objects.filter(pk=self._row.pk).update(seen_at=now)


@dataclass(frozen=True)
class Watch:
    """Who forwards: workers that run, and the last one that was seen, running or not."""

    running: list[ForwardingWorker]
    last: ForwardingWorker | None
    now: datetime

    @property
    def by_timer(self) -> bool:
        """Nothing runs all the time, but something has sent what waited not long ago, and ended."""
        last = self.last
        return bool(not self.running and last and last.ran_once and self.now - last.seen_at < TIMER_WITHIN)

    @property
    def is_kept(self) -> bool:
        """Somebody sees to it that statements are sent."""
        return bool(self.running) or self.by_timer


def watch() -> Watch:
    """Return who forwards. One query."""
    now = timezone.now()
    rows = list(ForwardingWorker.objects.all()[:20])
    running = [one for one in rows if one.ended_at is None and now - one.seen_at < SILENT_AFTER]
    return Watch(running, rows[0] if rows else None, now)
