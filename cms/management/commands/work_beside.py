import os
import signal
import threading
from collections.abc import Callable, Mapping

from django.core.management.base import BaseCommand
from django.db import connections

from assessments.lrs.forwarding import working as forwarding
from assessments.lrs.forwarding.models import Destination
from assessments.packages.cmi5 import working as abandoning
from certificates.keeping import reminding
from courses.messaging import mailing

# Seconds between two looks at what waits.
FORWARDING_PAUSE, MAILING_PAUSE, REMINDING_PAUSE, ABANDONING_PAUSE = 2.0, 10.0, 10.0, 600.0


class Command(BaseCommand):
    help = (
        "Do beside the requests, in one process, what goes on: forward statements, send e-mail, remind of expiries, "
        "end silent sessions."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--parent", type=int, metavar="PID", help="end when this process, which started it, has ended"
        )

    def handle(self, *args, parent, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_arguments: stop.set())

        def has_to_stop() -> bool:
            # Who has lost its parent gets another one.
            return stop.is_set() or parent not in (None, os.getppid())

        threads = [
            threading.Thread(target=_alone, args=(loop,), name=name)
            for name, loop in loops(stop=stop, has_to_stop=has_to_stop).items()
        ]
        if not mailing.can_send():
            self.stderr.write("No mail server is set (PANAH_EMAIL_HOST): messages stay in Panah.")
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def loops(*, stop: threading.Event, has_to_stop: Callable[[], bool]) -> Mapping[str, Callable[[], None]]:
    """Return what is to go on, by name: each runs until it has to stop."""
    found = {
        "forwarding": lambda: forwarding.work(
            destinations=Destination.objects.all(),
            has_to_stop=has_to_stop,
            pause=lambda: stop.wait(FORWARDING_PAUSE),
        ),
        # Reminders stand in Panah, too, so they need no mail server.
        "reminding": lambda: reminding.work(
            has_to_stop=has_to_stop, pause=lambda: stop.wait(REMINDING_PAUSE)
        ),
        "abandoning": lambda: abandoning.work(
            has_to_stop=has_to_stop, pause=lambda: stop.wait(ABANDONING_PAUSE)
        ),
    }
    if mailing.can_send():
        found["mailing"] = lambda: mailing.work(
            has_to_stop=has_to_stop, pause=lambda: stop.wait(MAILING_PAUSE)
        )
    return found


def _alone(loop: Callable[[], None]) -> None:
    """Run one of them with connections of its own; where one fails the others go on."""
    try:
        loop()
    finally:
        connections.close_all()
