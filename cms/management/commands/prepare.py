from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.accounts.roles import sync_roles
from courses.progress.stamping import stamp_earlier


class Command(BaseCommand):
    help = "Bring the database up to date: migrations, roles, curriculum; with --demo also the demo people."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="also create the demo people and their cohorts"
        )

    def handle(self, *args, demo, **options):
        call_command("migrate", interactive=False, verbosity=0)
        sync_roles()
        call_command("load_curriculum", stdout=self.stdout)
        stamp_earlier()
        if demo:
            call_command("demo", stdout=self.stdout)
