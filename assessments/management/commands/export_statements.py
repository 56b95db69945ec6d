import json
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.lrs.transfer.exporting import Wanted, export_statements
from assessments.xapi import actors
from assessments.xapi.reading import UnreadableJson, read_json
from assessments.xapi.shapes import parse_timestamp
from assessments.xapi.validation import problems_of_agent


class Command(BaseCommand):
    help = "Write statements to the standard output, oldest first, as they are stored."

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

    def handle(self, *args, agent, verb, activity, registration, since, until, attachments, **options):
        if attachments is not None and not attachments.is_dir():
            raise CommandError(_("There is no folder “%(path)s”.") % {"path": attachments})
        wanted = Wanted(agent, verb, activity, registration, since, until)
        found = export_statements(wanted, contents=attachments)
        if options["format"] == "json":
            self.write_result(found)
        else:
            for text in found:
                self.stdout.write(text)

    def write_result(self, found):
        # In the form of part 3, 2.1.3, so that an import reads it; json.dumps would need all of it at once.
        separator = '{"statements":['
        for text in found:
            self.stdout.write(separator + text, ending="")
            separator = ",\n"
        self.stdout.write(
            json.dumps({"statements": [], "more": ""}) if separator != ",\n" else '],"more":""}'
        )


def _agent(text: str) -> str:
    try:
        value = read_json(text)
    except UnreadableJson as error:
        raise CommandError(str(error)) from None
    if found := [f"{one.pointer} {one.requirement}".strip() for one in problems_of_agent(value)]:
        raise CommandError("; ".join(found))
    return actors.identifier(value)
