from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.lrs.clients.granting import (
    LONGEST_NAME,
    BadName,
    NameTaken,
    UnknownScope,
    grant_key,
    revoke_key,
)
from assessments.lrs.clients.scopes import DEFAULT_SCOPES, SCOPES
from assessments.lrs.clients.validity import last_moment_of, standing
from assessments.lrs.models import LrsKey


class Command(BaseCommand):
    help = "Make, list and revoke the keys of clients of the xAPI record store."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="make a key; its secret is printed this once")
        create.add_argument("name", help="who or what will use the key")
        create.add_argument(
            "--scope",
            action="append",
            metavar="SCOPE",
            help=f"what it may do, can be repeated: {', '.join(SCOPES)}; "
            f"without it {' and '.join(DEFAULT_SCOPES)}",
        )
        create.add_argument("--expires", metavar="YYYY-MM-DD", help="the last day on which it is valid")
        acts.add_parser("list", help="print all keys: scopes, expiry, last use")
        revoke = acts.add_parser("revoke", help="end a key")
        revoke.add_argument("name")
        revoke.add_argument("--reason", default="", help="why; it is shown beside the key")

    def handle(self, *args, act, **options):
        {"create": self.create, "list": self.list, "revoke": self.revoke}[act](**options)

    def create(self, *, name, scope, expires, **options):
        try:
            key, secret = grant_key(name=name, scopes=scope or DEFAULT_SCOPES, expires_at=_end_of(expires))
        except NameTaken:
            raise CommandError(_("There is a key named “%(name)s” already.") % {"name": name}) from None
        except BadName:
            told = _("A name has 1 to %(most)d characters and stands on one line.")
            raise CommandError(told % {"most": LONGEST_NAME}) from None
        except UnknownScope as error:
            told = _("There is no scope “%(scope)s”. There are: %(scopes)s")
            raise CommandError(told % {"scope": error, "scopes": ", ".join(SCOPES)}) from None
        self.stdout.write(f"key={key.key}")
        self.stdout.write(f"secret={secret}")

    def list(self, **options):
        keys = LrsKey.objects.all()
        if not keys:
            self.stdout.write(_("There are no keys yet."))
            return
        now = timezone.now()
        titles = [_("Name"), _("Key"), _("State"), _("Expires"), _("Last used"), _("Scopes")]
        rows = [titles, *(_cells(key, now) for key in keys)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())

    def revoke(self, *, name, reason, **options):
        key = LrsKey.objects.filter(name=name).first()
        if key is None:
            raise CommandError(_("There is no key named “%(name)s”.") % {"name": name})
        if key.revoked_at is not None:
            told = _("The key “%(name)s” was revoked on %(day)s already.")
            raise CommandError(told % {"name": name, "day": _day(key.revoked_at)})
        revoke_key(key=key, at=timezone.now(), reason=reason)
        told = _("The key “%(name)s” is revoked. Whoever uses it is refused from now on.")
        self.stdout.write(told % {"name": name})


def _cells(key: LrsKey, now: datetime) -> list[str]:
    expires = _day(key.expires_at) if key.expires_at else pgettext("a key expires", "never")
    used = pgettext("a key was used", "never")
    if key.last_used_at:
        used = f"{timezone.localtime(key.last_used_at):%Y-%m-%d %H:%M}"
    return [key.name, key.key, str(standing(key, now).label), expires, used, ", ".join(key.scopes)]


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def _end_of(day: str | None) -> datetime | None:
    if day is None:
        return None
    try:
        moment = last_moment_of(parse_date(day))
    except (ValueError, TypeError, OverflowError):
        raise CommandError(_("“%(day)s” is not a date like 2027-01-31.") % {"day": day}) from None
    if moment <= timezone.now():
        raise CommandError(_("%(day)s is over: such a key would never be valid.") % {"day": day})
    return moment
