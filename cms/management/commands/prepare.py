from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.designs.loading import load_designs
from certificates.signing.creating import ensure_keys
from cms.accounts.roles import sync_roles
from cms.management.commands.demo import demo_academy
from courses.progress.stamping import stamp_earlier


class Command(BaseCommand):
    help = (
        "Bring the database up to date: migrations, roles, curriculum, certificate templates; "
        "with --demo also the demo people."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo", action="store_true", help="also create the demo people and their cohorts"
        )

    def handle(self, *args, demo, **options):
        call_command("migrate", interactive=False, verbosity=0)
        sync_roles()
        call_command("load_curriculum", stdout=self.stdout)
        load_designs(report=self.stdout.write, at=timezone.now())
        stamp_earlier()
        if demo:
            call_command("demo", stdout=self.stdout)
            ensure_keys(academy=demo_academy(), at=timezone.now())
