from django.db import models

USUAL_TRIES = 3


class LessonProgressQuerySet(models.QuerySet):
    """Lesson progress, with the filters the rest of the house names."""

    def completed(self):
        return self.filter(completed_at__isnull=False)


class UnitResultQuerySet(models.QuerySet):
    """Unit results, with the filters the rest of the house names."""

    def passed(self):
        return self.filter(passed_at__isnull=False)

    def stuck(self):
        """Return knowledge checks that are not passed and have no try left of the usual three (and those added)."""
        used_up = models.Q(tries__gte=models.F("extra_tries") + USUAL_TRIES)
        return self.filter(used_up, kind="check", passed_at=None)
