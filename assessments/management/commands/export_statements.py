import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.lrs.transfer.exporting import Wanted, count_statements, export_statements
from assessments.lrs.transfer.resuming import NotResumable, last_exported
from assessments.xapi import actors
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.shapes import parse_timestamp
from assessments.xapi.validation import problems_of_agent

# Progress is told after so many statements.
STEP = 1000


class Command(BaseCommand):
    help = "Write statements to the standard output or a file, oldest first, as they are stored."

    def add_arguments(self, parser):
        parser.add_argument("--agent", type=_agent, help="an agent as JSON")
        parser.add_argument("--verb", help="the IRI of a verb")
        parser.add_argument("--activity", help="the IRI of an activity")
        parser.add_argument("--registration", type=UUID)
        parser.add_argument("--since", type=parse_timestamp, help="stored after this RFC 3339 timestamp")
        parser.add_argument("--until", type=parse_timestamp, help="stored at this timestamp at the latest")
        parser.add_argument(
            "--format",
            choices=["ndjson", "json"],
            default="ndjson",
            help="one statement a line (the default), or a statements result",
        )
        parser.add_argument(
            "--attachments", type=Path, metavar="FOLDER", help="also write contents of attachments there"
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="write there and tell the progress")
        parser.add_argument(
            "--resume", action="store_true", help="go on after the last whole line of the file (ndjson)"
        )

    def handle(self, *args, agent, verb, activity, registration, since, until, attachments, **options):
        if attachments is not None and not attachments.is_dir():
            raise CommandError(_("There is no folder “%(path)s”.") % {"path": attachments})
        output, resume = options["output"], options["resume"]
        if resume and (output is None or options["format"] == "json"):
            raise CommandError(_("Only an export to a file, one statement a line, can be resumed."))
        wanted, done = Wanted(agent, verb, activity, registration, since, until), 0
        if resume and output.exists():
            try:
                done, after = last_exported(output)
            except NotResumable as error:
                raise CommandError(str(error)) from None
            wanted = replace(wanted, after=after)
        found = export_statements(wanted, contents=attachments)
        if output is not None:
            found = self.told(found, done, done + count_statements(wanted))
        with _opened(output, resume) as stream:
            self.write(found, stream or self.stdout, options["format"])

    def write(self, found, stream, form):
        if form == "json":
            _write_result(found, stream)
            return
        for text in found:
            # The wrapper of the command adds the end of a line where there is none.
            stream.write(f"{text}\n")

    def told(self, found: Iterator[str], done: int, total: int) -> Iterator[str]:
        """Yield what is found, and tell how far it has come."""
        for text in found:
            yield text
            done += 1
            if done % STEP == 0 or done == total:
                words = {"done": done, "total": total}
                self.stderr.write(_("%(done)s of %(total)s") % words, self.style.NOTICE)


@contextmanager
def _opened(output: Path | None, resume: bool):
    mode = "a" if resume else "w"
    try:
        with nullcontext() if output is None else output.open(mode, encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise CommandError(str(error)) from None


def _write_result(found: Iterator[str], stream) -> None:
    # In the form of part 3, 2.1.3, so that an import reads it; json.dumps would need all of it at once.
    separator = '{"statements":['
    for text in found:
        stream.write(separator + text)
        separator = ",\n"
    stream.write(json.dumps({"statements": [], "more": ""}) if separator != ",\n" else '],"more":""}')


def _agent(text: str) -> str:
    try:
        value = read_json(text)
    except UnreadableJson as error:
        raise CommandError(str(error)) from None
    if found := [f"{one.pointer} {one.requirement}".strip() for one in problems_of_agent(value)]:
        raise CommandError("; ".join(found))
    return actors.identifier(value)
