from django.db import models


class CohortQuerySet(models.QuerySet):
    """Cohorts, with the filters the rest of the house names."""

    def visible_to(self, user):
        """Return the cohorts of the person's academy and those the person teaches; to a superuser all."""
        if user.is_superuser:
            return self
        taught = self.model.lecturers.through.objects.filter(user_id=user.pk).values("cohort_id")
        mine = models.Q(pk__in=taught)
        # Without an academy nothing is one's own: NULL is equal to nothing.
        return self.filter(mine | models.Q(academy_id=user.academy_id) if user.academy_id else mine)


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments, with the filters the rest of the house names."""

    def active(self):
        """Return enrolments that were not withdrawn, in cohorts that have begun to be used."""
        return self.filter(withdrawn_at=None).exclude(cohort__state="planned")

    def of(self, user):
        return self.filter(user=user)

    def opening(self, course_key):
        """Return enrolments whose cohort takes the course (a translation key)."""
        return self.filter(cohort__cohort_courses__course_key=course_key)

    def newest_first(self):
        return self.order_by("-cohort__starts_on", "-pk")
