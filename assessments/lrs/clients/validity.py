"""How long a key is valid, and how it stands at a moment."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from assessments.lrs.models import LrsKey

# Time enough to make a new key and to put it where the old one is.
SOON = timedelta(days=30)


class Standing(models.TextChoices):
    """How a key stands; its label is the word for it."""

    VALID = "valid", pgettext_lazy("state of a key", "valid")
    EXPIRES_SOON = "soon", pgettext_lazy("state of a key", "expires soon")
    EXPIRED = "expired", pgettext_lazy("state of a key", "expired")
    REVOKED = "revoked", pgettext_lazy("state of a key", "revoked")


def standing(key: LrsKey, at: datetime) -> Standing:
    """Return how a key stands at a moment."""
    if key.revoked_at is not None:
        return Standing.REVOKED
    if key.expires_at is None or key.expires_at > at + SOON:
        return Standing.VALID
    return Standing.EXPIRES_SOON if key.expires_at > at else Standing.EXPIRED


def last_moment_of(day: date) -> datetime:
    """Return the end of a day in the time zone of the site. Raises OverflowError when it is out of all calendars."""
    moment = timezone.make_aware(datetime.combine(day, time.max))
    # Databases keep it in UTC, which may be a year further.
    return moment.astimezone(UTC)
