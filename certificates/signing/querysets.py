from django.db import models


class SigningKeyQuerySet(models.QuerySet):
    """Keys, with the filters the rest of the house names."""

    def current(self):
        return self.filter(retired_at=None)

    def of(self, academy):
        return self.filter(academy=academy)
