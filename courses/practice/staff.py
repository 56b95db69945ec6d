"""Who may do what with practice lessons and papers of a cohort, and who is set over whom."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from courses.cohorts.models import Cohort


def acts_on(user, cohort: Cohort) -> bool:
    """Return whether the person acts on the cohort: its lecturers, who leads a session, administrators who see it."""
    if not user.has_perm("courses.add_rubricmarks"):
        return False
    if cohort.lecturers.filter(pk=user.pk).exists() or cohort.sessions.filter(lecturer=user).exists():
        return True
    may_change = user.has_perm("courses.change_cohort")
    return may_change and Cohort.objects.visible_to(user).filter(pk=cohort.pk).exists()


def sees_marks(user, cohort: Cohort) -> bool:
    """Return whether the person is staff who sees the cohort, and with it the results of its practice lessons."""
    return (
        user.has_perm("courses.add_rubricmarks")
        and Cohort.objects.visible_to(user).filter(pk=cohort.pk).exists()
    )


def possible_assessors(cohort: Cohort):
    """Return who can assess a practice lesson of the cohort: staff of its academy, and its lecturers."""
    people = get_user_model().objects
    staff = people.filter(
        groups__permissions__codename="add_rubricmarks",
        groups__permissions__content_type__app_label="courses",
        academy_id=cohort.academy_id,
    )
    either = Q(pk__in=staff.values("pk")) | Q(pk__in=cohort.lecturers.values("pk"))
    return people.filter(either, is_active=True)


def superiors_of(person) -> list[int]:
    """Return the primary keys of everybody set over the person, the nearest first; one query for each."""
    found: list[int] = []
    people = get_user_model().objects
    above = person.superior_id
    # A ring of superiors is a mistake in the data, and no reason to go round for ever.
    while above is not None and above not in found and above != person.pk:
        found.append(above)
        above = people.values_list("superior_id", flat=True).get(pk=above)
    return found
