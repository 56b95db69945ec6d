from django.db import models
from parler.managers import TranslatableQuerySet


class DesignQuerySet(TranslatableQuerySet):
    """Designs, with the filters the rest of the house names."""

    def visible_to(self, user):
        """Return the designs a person may use: those of the site and of the own academy; to a superuser all."""
        if user.is_superuser:
            return self
        return self.filter(models.Q(academy=None) | models.Q(academy_id=user.academy_id))

    def changeable_by(self, user):
        """Return the designs a person may change: those of the own academy; to a superuser all."""
        if user.is_superuser:
            return self
        return self.filter(academy_id=user.academy_id) if user.academy_id else self.none()

    def in_use(self):
        return self.filter(archived_at=None)

    def whole(self):
        """Fetch with the designs everything a version of theirs would keep, in a constant number of queries."""
        return self.select_related("logo", "academy").prefetch_related(
            "translations", "signatories__signature", "signatories__translations"
        )

    def of_the_site(self):
        return self.filter(academy=None)
