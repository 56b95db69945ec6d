import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.lrs.forwarding import leasing
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.presence import watch
from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.standing import standings
from assessments.lrs.forwarding.working import forward_once, work


class Command(BaseCommand):
    help = "Send statements to the other record stores: all the time, or --once what waits now."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what waits now, then end")
        parser.add_argument("--destination", metavar="NAME", help="only this one")
        parser.add_argument(
            "--status", action="store_true", help="print how it stands; 1 if something stalls"
        )
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two looks (2)")
        parser.add_argument(
            "--lease",
            type=float,
            default=leasing.SECONDS,
            help=f"seconds for which a worker that died still holds its destination ({leasing.SECONDS})",
        )
        parser.add_argument(
            "--parent", type=int, metavar="PID", help="end when this process, which started it, has ended"
        )

    def handle(self, *args, destination, once, status, pause, lease, parent, **options):
        chosen = Destination.objects.all()
        if destination is not None:
            chosen = chosen.filter(name=destination)
            if not chosen.exists():
                raise CommandError(_("There is no destination named “%(name)s”.") % {"name": destination})
        if status:
            self.print_status(chosen)
        elif once:
            self.forward_once(chosen, lease)
        else:
            _work(chosen, pause, lease, parent)

    def forward_once(self, chosen, lease):
        for destination, turn in forward_once(destinations=chosen, lease_seconds=lease):
            counts = {"name": destination, "arrived": turn.arrived, "parked": turn.parked}
            words = _("%(name)s: %(arrived)s arrived, %(parked)s parked") % counts
            destination.refresh_from_db()
            error = told(destination.last_error)
            self.stdout.write("\t".join(part for part in (words, error) if part))

    def print_status(self, chosen):
        found = standings(chosen)
        for one in found:
            words = _("%(name)s: %(waiting)s waiting for %(minutes)s min, %(parked)s parked") % {
                "name": one.destination,
                "waiting": one.waiting,
                "minutes": one.minutes,
                "parked": one.parked,
            }
            error = told(one.destination.last_error)
            self.stdout.write("\t".join(part for part in (words, error) if part))
        if not watch().is_kept:
            self.stdout.write(_("No worker is running."))
        if stalled := [str(one.destination) for one in found if one.has_stalled]:
            raise CommandError(_("Stalled: %(names)s") % {"names": ", ".join(stalled)})


def _work(chosen, pause: float, lease: float, parent: int | None) -> None:
    """Look after the destinations until SIGTERM or SIGINT; the request under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())

    def has_to_stop() -> bool:
        # Who has lost its parent gets another one.
        return stop.is_set() or parent not in (None, os.getppid())

    work(destinations=chosen, lease_seconds=lease, has_to_stop=has_to_stop, pause=lambda: stop.wait(pause))
