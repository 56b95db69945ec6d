from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class LrsKeyQuerySet(models.QuerySet):
    """Credentials of clients."""

    def usable(self):
        """Keep those that are neither revoked nor expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)


class LaunchTokenQuerySet(models.QuerySet):
    """Credentials of launches."""

    def usable(self):
        """Keep those that are neither revoked nor expired."""
        return self.filter(expires_at__gt=timezone.now(), revoked_at=None)

    def expired_before(self, moment: datetime):
        """Keep those that ended before a moment."""
        return self.filter(expires_at__lt=moment)
