"""Who may write to the people of a cohort that is visible to them."""

from courses.attendance.models import Session
from courses.cohorts.models import Cohort


def may_write(user, cohort: Cohort) -> bool:
    """Administrators write to cohorts of their academy, lecturers to those they are named in or lead a session of."""
    if not user.has_perm("courses.add_message"):
        return False
    if user.is_superuser or (user.has_perm("courses.change_cohort") and user.academy_id == cohort.academy_id):
        return True
    leads = Session.objects.filter(cohort=cohort, lecturer=user, cancelled_at=None)
    return cohort.lecturers.filter(pk=user.pk).exists() or leads.exists()
