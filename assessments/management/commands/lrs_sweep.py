from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.lrs import sweeping


class Command(BaseCommand):
    help = (
        "Take away what the record store no longer needs: contents that no document and no attachment has pointed "
        "at for a day, and credentials of launches that ended more than 30 days ago. To be run once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be taken away, and leave it"
        )

    def handle(self, *args, dry_run, **options):
        act = sweeping.find_dust if dry_run else sweeping.sweep
        swept = act(at=timezone.now())
        self.stdout.write(_("Would be removed:") if dry_run else _("Removed:"))
        contents = ngettext("%(count)d content", "%(count)d contents", swept.contents)
        self.stdout.write("  " + contents % {"count": swept.contents})
        launches = ngettext("%(count)d expired launch", "%(count)d expired launches", swept.launches)
        self.stdout.write("  " + launches % {"count": swept.launches})
