from django.db import models


class AcademyQuerySet(models.QuerySet):
    """Academies, with the filters the rest of the house names."""

    def visible_to(self, user):
        """Return the person's own academy; all of them to who keeps the whole site (a superuser)."""
        return self if user.is_superuser else self.filter(pk=user.academy_id)
