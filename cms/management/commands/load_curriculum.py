from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.glossary.loading import TermsInvalid
from assessments.scenarios.reading import SourceInvalid
from cms.pages.loading import load_curriculum
from courses.content.curriculum.files import CurriculumInvalid


class Command(BaseCommand):
    help = "Load the curriculum data into the CMS; what editors changed there is left alone and reported."

    def handle(self, *args, **options):
        report = self.stdout.write if options["verbosity"] else lambda line: None
        try:
            tally = load_curriculum(report=report)
        except (CurriculumInvalid, SourceInvalid, TermsInvalid) as error:
            raise CommandError(
                _("The curriculum was not loaded:\n%(faults)s") % {"faults": "\n".join(error.faults)}
            ) from error
        report(
            _(
                "Curriculum: %(new)s texts new, %(renewed)s renewed, %(same)s as before, "
                "%(edited)s left as edited in the CMS, %(orphaned)s without a place."
            )
            % vars(tally)
        )
