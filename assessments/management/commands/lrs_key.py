from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from assessments.lrs.clients.credentials import DEFAULT_SCOPES, SCOPES
from assessments.lrs.clients.granting import NameTaken, grant_key, revoke_key
from assessments.lrs.models import LrsKey


class Command(BaseCommand):
    help = "Make, list and revoke the keys of clients of the xAPI record store."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="make a key; its secret is printed this once")
        create.add_argument("name", help="who or what will use the key")
        create.add_argument(
            "--scope", action="append", choices=SCOPES, help="what it may do; can be repeated"
        )
        create.add_argument("--expires", metavar="YYYY-MM-DD", help="the last day on which it is valid")
        acts.add_parser("list", help="print all keys")
        revoke = acts.add_parser("revoke", help="end a key")
        revoke.add_argument("name")

    def handle(self, *args, act, **options):
        {"create": self.create, "list": self.list, "revoke": self.revoke}[act](**options)

    def create(self, *, name, scope, expires, **options):
        try:
            key, secret = grant_key(name=name, scopes=scope or DEFAULT_SCOPES, expires_at=_end_of(expires))
        except NameTaken:
            raise CommandError(_("There is a key named “%(name)s” already.") % {"name": name}) from None
        self.stdout.write(f"key={key.key}")
        self.stdout.write(f"secret={secret}")

    def list(self, **options):
        for key in LrsKey.objects.all():
            fields = [key.name, key.key, ",".join(key.scopes), _state(key)]
            self.stdout.write("\t".join(fields))

    def revoke(self, *, name, **options):
        key = LrsKey.objects.filter(name=name).first()
        if key is None:
            raise CommandError(_("There is no key named “%(name)s”.") % {"name": name})
        revoke_key(key=key, at=timezone.now())


def _end_of(day: str | None) -> datetime | None:
    if day is None:
        return None
    try:
        parsed = parse_date(day)
    except ValueError:
        parsed = None
    if parsed is None:
        raise CommandError(_("“%(day)s” is not a date like 2027-01-31.") % {"day": day})
    return timezone.make_aware(datetime.combine(parsed, time.max))


def _state(key: LrsKey) -> str:
    if key.revoked_at is not None:
        return _("revoked")
    if key.expires_at is not None and key.expires_at <= timezone.now():
        return _("expired")
    return _("valid")
