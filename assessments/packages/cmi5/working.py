"""Beside the requests, sessions that nobody ends are ended."""

import logging
from collections.abc import Callable

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from assessments.packages.cmi5.abandoning import abandon_silent

logger = logging.getLogger(__name__)


def work(*, has_to_stop: Callable[[], bool], pause: Callable[[], None]) -> None:
    """Abandon silent sessions again and again, until it has to stop; pause when none is left."""
    while not has_to_stop():
        try:
            is_idle = not abandon_silent(at=timezone.now())
        except OperationalError:
            # The database is away or busy.
            logger.exception("Silent sessions cannot be ended: the database is not reached")
            close_old_connections()
            is_idle = True
        if is_idle:
            pause()
