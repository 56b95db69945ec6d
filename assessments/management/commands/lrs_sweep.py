from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.lrs import sweeping as records
from assessments.uploads.taking import sweeping as uploads


class Command(BaseCommand):
    help = (
        "Take away what is no longer needed: contents of the record store and files of packages that no row has "
        "pointed at for a day, packages that were sent and not stored within a day, and credentials of launches that "
        "ended more than 30 days ago. To be run once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be taken away, and leave it"
        )

    def handle(self, *args, dry_run, **options):
        act = "find_dust" if dry_run else "sweep"
        at = timezone.now()
        kept, sent = (getattr(room, act)(at=at) for room in (records, uploads))
        self.stdout.write(_("Would be removed:") if dry_run else _("Removed:"))
        for line, count in (
            (ngettext("%(count)d content", "%(count)d contents", kept.contents), kept.contents),
            (
                ngettext("%(count)d expired launch", "%(count)d expired launches", kept.launches),
                kept.launches,
            ),
            (
                ngettext("%(count)d file of a package", "%(count)d files of packages", sent.assets),
                sent.assets,
            ),
            (ngettext("%(count)d upload", "%(count)d uploads", sent.uploads), sent.uploads),
        ):
            self.stdout.write("  " + line % {"count": count})
