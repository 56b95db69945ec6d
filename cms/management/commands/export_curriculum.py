from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.pages.exporting import export_curriculum
from courses.content.curriculum.files import CurriculumInvalid
from courses.content.curriculum.loading import CURRICULUM


class Command(BaseCommand):
    help = (
        "Write the curriculum as it is live in the CMS back to data files, into the repository or --to DIR."
    )

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=CURRICULUM, help="the folder to write into")

    def handle(self, *args, to, **options):
        report = self.stdout.write if options["verbosity"] else lambda line: None
        try:
            writer = export_curriculum(to=to, report=report)
        except CurriculumInvalid as error:
            raise CommandError("\n".join(error.faults)) from error
        report(
            _("%(written)s files written, %(same)s say what they said before.")
            % {"written": writer.written, "same": writer.same}
        )
