from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from certificates.keeping.reminding import remind


class Command(BaseCommand):
    help = (
        "Remind holders whose certificates expire within 90, 60, 30 or 7 days. The server does it once a day."
    )

    def handle(self, *args, **options):
        count = remind(at=timezone.now())
        told = ngettext("%(count)d holder was reminded.", "%(count)d holders were reminded.", count)
        self.stdout.write(told % {"count": count})
