from django.db import models


class LessonProgressQuerySet(models.QuerySet):
    """Lesson progress, with the filters the rest of the house names."""

    def completed(self):
        return self.filter(completed_at__isnull=False)


class UnitResultQuerySet(models.QuerySet):
    """Unit results, with the filters the rest of the house names."""

    def passed(self):
        return self.filter(passed_at__isnull=False)
