"""Who may plan the sessions of a cohort and mark who was there: the one place that decides it.

Lecturers act on the cohorts they are named in and on the sessions they lead, administrators on those of their academy.
"""

from django.db.models import Q, QuerySet

from courses.attendance.models import Session
from courses.cohorts.models import Cohort, Enrolment

PLANS, MARKS, RUNS = "courses.change_session", "courses.add_attendancemark", "courses.change_cohort"


def may_plan(user, cohort: Cohort) -> bool:
    """Tell whether the person may change the timetable of the cohort."""
    if user.is_superuser:
        return True
    if not user.has_perm(PLANS):
        return False
    if user.has_perm(RUNS) and user.academy_id and cohort.academy_id == user.academy_id:
        return True
    return cohort.lecturers.filter(pk=user.pk).exists()


def sessions_to_mark(user) -> QuerySet[Session]:
    """Return the sessions at which the person may mark who is there."""
    if user.is_superuser:
        return Session.objects.all()
    if not user.has_perm(MARKS):
        return Session.objects.none()
    taught = Cohort.lecturers.through.objects.filter(user_id=user.pk).values("cohort_id")
    mine = Q(lecturer_id=user.pk) | Q(cohort__in=taught)
    if user.academy_id and user.has_perm(RUNS):
        mine |= Q(cohort__academy_id=user.academy_id)
    return Session.objects.filter(mine)


def cohorts_to_attend(user) -> QuerySet[Cohort]:
    """Return the cohorts whose timetable the person may have: the own ones, and those whose sessions one may mark."""
    enrolled = Enrolment.objects.active().of(user).values("cohort_id")
    marked = sessions_to_mark(user).values("cohort_id")
    mine = Q(pk__in=enrolled) | Q(pk__in=marked)
    if user.has_perm("courses.view_cohort"):
        mine |= Q(pk__in=Cohort.objects.visible_to(user).values("pk"))
    return Cohort.objects.filter(mine)
