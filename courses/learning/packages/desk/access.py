"""Whose registrations for packages somebody of the staff sees, and for whom one may waive units and end sessions.

Lecturers act for the cohorts they are named in, administrators for those of their academy.
"""

from django.db.models import Q, QuerySet

from assessments.packages.models import Package, PackageRegistration
from courses.cohorts.models import Cohort, Enrolment

ACTS, RUNS = "assessments.change_package", "courses.change_cohort"


def enrolments_seen(user) -> QuerySet[Enrolment]:
    """Return the places in the cohorts that the person may see."""
    return Enrolment.objects.filter(cohort__in=Cohort.objects.visible_to(user))


def registrations_seen(user, package: Package) -> QuerySet[PackageRegistration]:
    """Return the registrations for a package of people in those cohorts."""
    places = enrolments_seen(user).values("registration")
    return PackageRegistration.objects.filter(package_key=package.key, enrolment_registration__in=places)


def cohorts_to_act_for(user) -> QuerySet[Cohort]:
    """Return the cohorts for whose people the person may waive units."""
    if user.is_superuser:
        return Cohort.objects.all()
    if not user.has_perm(ACTS):
        return Cohort.objects.none()
    mine = Q(pk__in=Cohort.lecturers.through.objects.filter(user_id=user.pk).values("cohort_id"))
    if user.academy_id and user.has_perm(RUNS):
        mine |= Q(academy_id=user.academy_id)
    return Cohort.objects.filter(mine)
