from datetime import datetime

from django.db import models


class LaunchTokenQuerySet(models.QuerySet):
    """Credentials of launches."""

    def expired_before(self, moment: datetime):
        """Keep those that ended before a moment."""
        return self.filter(expires_at__lt=moment)
