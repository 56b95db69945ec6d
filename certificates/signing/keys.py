"""The keys of an academy, unsealed and kept by the process: what everything that signs takes."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.signing.models import SigningKey
from certificates.signing.sealing import Unsealable, unseal
from courses.academies.models import Academy

Purpose = SigningKey.Purpose
# What an academy needs to issue; its authority only makes keys.
NEEDED = (Purpose.PAPER, Purpose.EDDSA, Purpose.ES256)


class KeyTrouble(Exception):
    """A key of `academy` for `purpose` cannot be used; as text it says what to do, in the language that is active."""

    def __init__(self, academy: Academy, purpose: Purpose):
        super().__init__(academy.pk, purpose.value)
        self.academy = academy
        self.purpose = purpose

    def __str__(self):
        return self.told() % self.words()

    def words(self) -> dict[str, str]:
        """Return what stands in the gaps of the text."""
        command = f"academy_keys rotate --academy {self.academy.pk} --purpose {self.purpose.value}"
        return {"academy": self.academy.name, "purpose": self.purpose.label, "command": command}

    def told(self) -> str:
        """Return the text, with gaps."""
        raise NotImplementedError


class KeyMissing(KeyTrouble):
    """There is no current key."""

    def told(self):
        return _("%(academy)s has no key for %(purpose)s. Make one with “manage.py %(command)s”.")


class KeyExpired(KeyTrouble):
    """Its term ended at `until`."""

    def __init__(self, academy, purpose, until: datetime):
        super().__init__(academy, purpose)
        self.until = until

    def words(self):
        day = date_format(timezone.localdate(self.until), "DATE_FORMAT")
        return super().words() | {"day": day}

    def told(self):
        return _(
            "The key of %(academy)s for %(purpose)s ended on %(day)s. Make a new one with “manage.py %(command)s”."
        )


class KeyUnreadable(KeyTrouble):
    """It was sealed under another secret than the one the site runs with."""

    def told(self):
        return _(
            "The key of %(academy)s for %(purpose)s cannot be opened: it was sealed under another PANAH_KEYS_SECRET. "
            "Put that one back, or make a new key with “manage.py %(command)s”."
        )


@dataclass(frozen=True, eq=False)
class LoadedKey:
    """One key ready for use: its row, and the private key of the package cryptography."""

    row: SigningKey
    private: object

    @property
    def kid(self) -> str:
        return self.row.kid


@dataclass(frozen=True)
class AcademyKeys:
    """What an academy signs with: PDF files (EC or RSA), badges (Ed25519), badges as JWT and QR codes (P-256)."""

    academy: Academy
    paper: LoadedKey
    eddsa: LoadedKey
    es256: LoadedKey


def academy_keys(academy: Academy, *, at: datetime) -> AcademyKeys:
    """Return the current keys of an academy. One small query; what was unsealed once is kept by the process.

    A key is known by its id, which is that of its public half: after a rotation, by whichever process, it is another
    one. Raises KeyMissing, KeyExpired, KeyUnreadable.
    """
    terms = {
        purpose: (pk, kid, until)
        for purpose, pk, kid, until in SigningKey.objects.current()
        .of(academy)
        .values_list("purpose", "pk", "kid", "valid_until")
    }
    for purpose in NEEDED:
        if purpose not in terms:
            raise KeyMissing(academy, purpose)
        until = terms[purpose][2]
        if until is not None and until <= at:
            raise KeyExpired(academy, purpose, until)
    paper, eddsa, es256 = (_opened(academy, purpose, *terms[purpose][:2]) for purpose in NEEDED)
    return AcademyKeys(academy, paper, eddsa, es256)


def authority_key(academy: Academy) -> LoadedKey:
    """Return the current key of an academy's authority. Raises KeyMissing, KeyUnreadable."""
    current = SigningKey.objects.current().of(academy).filter(purpose=Purpose.AUTHORITY)
    found = current.values_list("pk", "kid").first()
    if found is None:
        raise KeyMissing(academy, Purpose.AUTHORITY)
    return _opened(academy, Purpose.AUTHORITY, *found)


def _opened(academy: Academy, purpose: Purpose, pk: int, kid: str) -> LoadedKey:
    try:
        return _kept(pk, kid, settings.PANAH_KEYS_SECRET)
    except Unsealable as error:
        raise KeyUnreadable(academy, purpose) from error


@lru_cache(maxsize=256)
def _kept(pk: int, kid: str, secret: str) -> LoadedKey:
    row = SigningKey.objects.get(pk=pk)
    return LoadedKey(row, unseal(row.private_sealed, kid=kid, secret=secret))
