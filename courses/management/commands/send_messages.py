import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from courses.messaging.mailing import can_send, send_waiting, work


class Command(BaseCommand):
    help = "Send messages by e-mail to who has an address: all the time, or --once what waits now."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what waits now, then end")
        parser.add_argument("--pause", type=float, default=10.0, help="seconds between two looks (10)")
        parser.add_argument(
            "--parent", type=int, metavar="PID", help="end when this process, which started it, has ended"
        )

    def handle(self, *args, once, pause, parent, **options):
        if not can_send():
            raise CommandError(
                _("No mail server is set: give PANAH_EMAIL_HOST. Until then messages are in Panah only.")
            )
        if once:
            counts = {"sent": 0, "failed": 0}
            while any(batch := send_waiting()):
                counts = {"sent": counts["sent"] + batch[0], "failed": counts["failed"] + batch[1]}
            self.stdout.write(_("%(sent)s sent, %(failed)s failed") % counts)
        else:
            _work(pause, parent)


def _work(pause: float, parent: int | None) -> None:
    """Send what is due, again and again, until SIGTERM or SIGINT; the letter under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())

    def has_to_stop() -> bool:
        # Who has lost its parent gets another one.
        return stop.is_set() or parent not in (None, os.getppid())

    work(has_to_stop=has_to_stop, pause=lambda: stop.wait(pause))
