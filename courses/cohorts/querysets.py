from django.db import models


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
