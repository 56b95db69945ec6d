"""Keys as the pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assessments.lrs.clients.credentials import READ_MINE, allows
from assessments.lrs.clients.validity import Standing, standing
from assessments.lrs.keys.wording import NAMES, Ability, abilities
from assessments.lrs.models import LrsKey

_TONES = {
    Standing.VALID: "good",
    Standing.EXPIRES_SOON: "warn",
    Standing.EXPIRED: "quiet",
    Standing.REVOKED: "quiet",
}


@dataclass(frozen=True)
class ShownKey:
    """One key and how it stands at a moment."""

    row: LrsKey
    at: datetime

    @property
    def standing(self) -> Standing:
        return standing(self.row, self.at)

    @property
    def tone(self) -> str:
        return _TONES[self.standing]

    @property
    def is_usable(self) -> bool:
        return self.standing in (Standing.VALID, Standing.EXPIRES_SOON)

    @property
    def is_revoked(self) -> bool:
        return self.standing == Standing.REVOKED

    @property
    def scopes(self) -> list[str]:
        return [NAMES.get(scope, scope) for scope in self.row.scopes]

    @property
    def abilities(self) -> list[Ability]:
        return abilities(self.row.scopes)

    @property
    def can_read(self) -> bool:
        return allows(self.row, READ_MINE)


def shown_keys() -> list[ShownKey]:
    """Return all keys: usable ones first, then by name. One query."""
    now = timezone.now()
    rows = LrsKey.objects.select_related("created_by", "revoked_by").order_by("name")
    return sorted((ShownKey(row, now) for row in rows), key=lambda shown: not shown.is_usable)


def endpoint() -> str:
    """Return the address that clients are set up with."""
    return f"{settings.PANAH_BASE_URL}{reverse('xapi:statements').removesuffix('/statements')}"
