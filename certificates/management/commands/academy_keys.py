import os
import sys
from getpass import getpass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.signing.creating import AlreadyThere, bring_own, ensure_keys, rotate
from certificates.signing.keys import KeyTrouble
from certificates.signing.models import SigningKey
from certificates.signing.own import OwnRefused, PasswordNeeded, read_own
from certificates.signing.published import authority_pem
from courses.academies.models import Academy

PASSWORD = "PANAH_CERTIFICATE_PASSWORD"  # noqa: S105 - the name of a variable
LARGEST = 1024 * 1024  # bytes of a file with a certificate


class Command(BaseCommand):
    help = "Make, change and list the keys by which academies sign certificates."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        one = {"help": "number or code of the academy; needed where there are several"}
        listing = acts.add_parser("list", help="print the keys: purpose, state, term, id")
        create = acts.add_parser("create", help="make the keys that an academy lacks")
        change = acts.add_parser("rotate", help="retire current keys and make new ones")
        change.add_argument(
            "--purpose",
            action="append",
            choices=SigningKey.Purpose.values,
            help="can be repeated; without it all that sign, but not a certificate of the academy's own",
        )
        own = acts.add_parser("own", help="sign PDFs with a certificate that the academy has")
        own.add_argument(
            "file",
            type=Path,
            help="PKCS#12 (.p12, .pfx), or PEM with key and certificates; "
            f"its password is asked for, or taken from the variable {PASSWORD}",
        )
        authority = acts.add_parser(
            "authority", help="print the certificate of the authority, for readers of PDF"
        )
        for parser_of_act in (listing, create, change, own, authority):
            parser_of_act.add_argument("--academy", metavar="ACADEMY", **one)

    def handle(self, *args, act, academy, **options):
        try:
            getattr(self, act)(academy, **options)
        except KeyTrouble as error:
            raise CommandError(str(error)) from None

    def list(self, wanted, **options):
        academies = [find(wanted)] if wanted else Academy.objects.all()
        keys = SigningKey.objects.filter(academy__in=academies).select_related("academy")
        if not keys:
            self.stdout.write(_("There are no keys yet."))
            return
        titles = [_("Academy"), _("Purpose"), _("State"), _("Made"), _("Valid until"), _("Key id")]
        rows = [titles, *(cells(key) for key in keys)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(map(str.ljust, row, widths)).rstrip())

    def create(self, wanted, **options):
        self.told(ensure_keys(academy=find(wanted), at=timezone.now()))

    def rotate(self, wanted, *, purpose, **options):
        self.told(rotate(academy=find(wanted), at=timezone.now(), purposes=purpose))

    def told(self, made):
        if not made:
            self.stdout.write(_("The academy has all its keys; nothing was made."))
        for key in made:
            told = _("%(academy)s: made a key for %(purpose)s, valid until %(day)s.")
            words = {
                "academy": key.academy,
                "purpose": key.get_purpose_display(),
                "day": day_of(key.valid_until),
            }
            self.stdout.write(told % words)

    def own(self, wanted, *, file, **options):
        academy, at = find(wanted), timezone.now()
        try:
            own = read_file(file, at)
            key = bring_own(academy=academy, own=own, at=at)
        except OwnRefused as error:
            raise CommandError(f"{file}: {error}") from None
        except AlreadyThere:
            raise CommandError(_("This certificate has been brought before.")) from None
        told = _("%(academy)s signs PDF files with its own certificate now, until %(day)s.")
        self.stdout.write(told % {"academy": academy, "day": day_of(key.valid_until)})

    def authority(self, wanted, **options):
        academy = find(wanted)
        pem = authority_pem(academy)
        if not pem:
            told = _("%(academy)s has no authority: none was made, or it has a certificate of its own.")
            raise CommandError(told % {"academy": academy})
        self.stdout.write(pem, ending="")


def find(wanted: str | None) -> Academy:
    """Return the academy of a number or code; without either, the only one."""
    if wanted is None:
        academies = Academy.objects.all()[:2]
        if len(academies) == 1:
            return academies[0]
        raise CommandError(_("Say which academy: --academy with one of %(choice)s") % {"choice": choice()})
    found = Academy.objects.filter(code=wanted).first()
    if found is None and wanted.isdecimal():
        found = Academy.objects.filter(pk=wanted).first()
    if found is None:
        told = _("There is no academy “%(wanted)s”. There are: %(choice)s")
        raise CommandError(told % {"wanted": wanted, "choice": choice()})
    return found


def choice() -> str:
    return ", ".join(f"{academy.pk} ({academy})" for academy in Academy.objects.all()) or _("none")


def cells(key: SigningKey) -> list[str]:
    state = _("in use")
    if key.retired_at:
        state = _("retired on %(day)s") % {"day": day_of(key.retired_at)}
    elif key.valid_until and key.valid_until <= timezone.now():
        state = _("ended")
    purpose = key.get_purpose_display()
    if key.is_own:
        purpose = _("%(purpose)s (own certificate)") % {"purpose": purpose}
    until = day_of(key.valid_until) if key.valid_until else ""
    return [str(key.academy), purpose, state, day_of(key.created_at), until, key.kid]


def day_of(moment) -> str:
    return timezone.localdate(moment).isoformat()


def read_file(file: Path, at):
    """Return the certificate in a file; the password is asked for only where one is needed."""
    try:
        if file.stat().st_size > LARGEST:
            raise OwnRefused(_("The file is too large to be a certificate."))
        data = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from None
    password = os.environ.get(PASSWORD)
    try:
        return read_own(data, password, at=at)
    except PasswordNeeded:
        if password is not None or not sys.stdin.isatty():
            raise
        return read_own(data, getpass(_("Password of the file: ")), at=at)
