import os
import sys
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.lrs.models import LrsKey
from assessments.lrs.transfer import importing
from assessments.lrs.transfer.remote import NoSource, batches_of_store
from assessments.lrs.transfer.sources import batches_of_file
from assessments.xapi.reading import UnreadableJson

# Progress is told after so many statements.
STEP = 1000


class Command(BaseCommand):
    help = (
        "Take in statements from a file (one a line, a JSON array or a statements result), from the standard "
        "input (-) or from another record store (its https address)."
    )

    shown = 0

    def add_arguments(self, parser):
        parser.add_argument("source", metavar="FILE|-|URL")
        parser.add_argument("--key", default="", help="user name at the other store")
        parser.add_argument(
            "--secret", default="", help="its secret; better in the environment, as PANAH_IMPORT_SECRET"
        )
        parser.add_argument("--xapi", choices=["1.0.3", "2.0.0"], default="1.0.3", help="of the other store")
        parser.add_argument("--resume", action="store_true", help="go on where the last import stopped")
        parser.add_argument("--strict", action="store_true", help="stop at the first that is refused")
        parser.add_argument("--attachments", type=Path, metavar="FOLDER", help="contents, named by SHA-2")
        parser.add_argument("--authority", metavar="NAME", help="the key they are attributed to")

    def handle(self, *args, source, resume, strict, authority, **options):
        client = _client(authority)
        is_store = source.startswith(("https://", "http://"))
        name = source if is_store or source == "-" else str(Path(source).resolve())
        run = importing.begin_import(source=name[:1000], resume=resume)
        if run.position:
            self.stderr.write(_("Going on where it stopped: %(counts)s") % {"counts": _counts(run)})
            self.shown = run.stored + run.known + run.refused
        try:
            with _opened(source, is_store) as stream:
                if is_store:
                    batches = _from_store(source, run.position, options)
                else:
                    batches = batches_of_file(stream, position=run.position, contents=options["attachments"])
                for batch in batches:
                    self.tell(importing.take_batch(run=run, batch=batch, client=client), strict)
                    self.show(run, stream)
        except UnreadableJson as error:
            raise CommandError(_("The file is not JSON: %(error)s") % {"error": error}) from None
        except NoSource as error:
            raise CommandError(_("The other store cannot be read: %(error)s") % {"error": error}) from None
        importing.end_import(run=run)
        self.stdout.write(_counts(run))

    def tell(self, troubles, strict):
        for one in troubles:
            for problem in one.problems:
                words = {
                    "number": one.number,
                    "pointer": problem.pointer or "/",
                    "requirement": problem.requirement,
                }
                self.stderr.write(_("%(number)s: %(pointer)s %(requirement)s") % words)
        if troubles and strict:
            raise CommandError(_("Stopped at the first that is refused; --resume goes on after it."))

    def show(self, run, stream):
        done = run.stored + run.known + run.refused
        if done - self.shown < STEP:
            return
        self.shown = done
        size = _size(stream)
        percent = _("%(percent)s %%") % {"percent": 100 * stream.tell() // size} if size else ""
        self.stderr.write(" ".join(part for part in (_counts(run), percent) if part))


def _counts(run) -> str:
    words = {"stored": run.stored, "known": run.known, "refused": run.refused}
    return _("%(stored)s stored, %(known)s known already, %(refused)s refused") % words


def _client(name: str | None) -> LrsKey:
    if name is None:
        return importing.import_authority()
    found = LrsKey.objects.filter(name=name).first()
    if found is None:
        raise CommandError(_("There is no key named “%(name)s”.") % {"name": name})
    return found


@contextmanager
def _opened(source: str, is_store: bool):
    if is_store or source == "-":
        yield None if is_store else sys.stdin.buffer
        return
    if not Path(source).is_file():
        raise CommandError(_("There is no file “%(path)s”.") % {"path": source})
    with Path(source).open("rb") as stream:
        yield stream


def _from_store(source: str, position: str, options: dict):
    secret = options["secret"] or os.environ.get("PANAH_IMPORT_SECRET", "")
    return batches_of_store(
        source, key=options["key"], secret=secret, version=options["xapi"], position=position
    )


def _size(stream) -> int:
    """Return the size of a file in bytes, 0 where it is not known."""
    return os.fstat(stream.fileno()).st_size if stream is not None and stream.seekable() else 0
