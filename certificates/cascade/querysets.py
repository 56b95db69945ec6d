from django.db import models


class OnwardGroupQuerySet(models.QuerySet):
    """Onward groups, with the filters the rest of the house names."""

    def standing(self):
        """Return the groups that were not withdrawn; only these are counted."""
        return self.filter(withdrawn_at=None)

    def of(self, trainer):
        return self.filter(trainer=trainer)

    def visible_to(self, user):
        """Return the groups of trainers who are people of the user's academy; to a superuser all."""
        if user.is_superuser:
            return self
        return self.filter(trainer__academy_id=user.academy_id) if user.academy_id else self.none()
