import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections
from django.utils.translation import gettext as _

from assessments.lrs.forwarding import leasing
from assessments.lrs.forwarding.forwarding import forward, logger
from assessments.lrs.forwarding.models import Destination
from assessments.lrs.forwarding.reasons import told
from assessments.lrs.forwarding.standing import standings


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

    def handle(self, *args, destination, once, status, pause, lease, **options):
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
            _work(chosen, pause, lease)

    def forward_once(self, chosen, lease):
        for destination in chosen.filter(is_active=True):
            turn = forward(destination=destination, lease_seconds=lease)
            arrived, parked = turn.arrived, turn.parked
            while turn.has_more:
                turn = forward(destination=destination, lease_seconds=lease)
                arrived, parked = arrived + turn.arrived, parked + turn.parked
            counts = {"name": destination, "arrived": arrived, "parked": parked}
            self.stdout.write(_("%(name)s: %(arrived)s arrived, %(parked)s parked") % counts)

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
        if stalled := [str(one.destination) for one in found if one.has_stalled]:
            raise CommandError(_("Stalled: %(names)s") % {"names": ", ".join(stalled)})


def _work(chosen, pause: float, lease: float) -> None:
    """Look after the destinations until SIGTERM or SIGINT; the request under way is finished."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())
    while not stop.is_set():
        if not _turn(chosen, lease, stop):
            stop.wait(pause)


def _turn(chosen, lease: float, stop: threading.Event) -> bool:
    """Give every destination its turn; return whether one has more to send."""
    has_more = False
    try:
        for destination in chosen.filter(is_active=True):
            turn = forward(destination=destination, lease_seconds=lease, has_to_stop=stop.is_set)
            has_more |= turn.has_more
    except OperationalError:
        # The database is away or busy: the worker outlives it.
        logger.exception("Forwarding cannot reach the database")
        close_old_connections()
        return False
    return has_more
