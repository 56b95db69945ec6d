"""For whom somebody may make a PIN. A PIN is a key to an account: nobody gets the key of somebody above."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.accounts.models import User
from cms.accounts.roles import LECTURER, TRAINEE
from courses.attendance.models import Session
from courses.cohorts.models import Cohort, Enrolment

# Who has it acts on the people of cohorts; who may change people does so on those of the academy.
TEACHES, KEEPS = "courses.add_attendancemark", "accounts.change_user"


def people_in_reach(by: User) -> QuerySet[User]:
    """Return the people for whom this person may make a PIN, never a superuser and never the person itself.

    Administrators: people of their academy who are trainees or lecturers. Lecturers: trainees of the cohorts they are
    named in and of those of which they lead a session. Superusers: everybody else.
    """
    people = User.objects.filter(is_active=True, is_superuser=False, merged_into=None).exclude(pk=by.pk)
    if by.is_superuser:
        return people
    reached = Q(pk__in=[])
    if by.has_perm(KEEPS) and by.academy_id:
        reached |= Q(academy_id=by.academy_id) & ~_has_a_role_beyond([TRAINEE, LECTURER])
    if by.has_perm(TEACHES):
        places = Enrolment.objects.filter(user=OuterRef("pk"), withdrawn_at=None, cohort__in=taught_by(by))
        reached |= Q(Exists(places)) & ~_has_a_role_beyond([TRAINEE])
    return people.filter(reached)


def taught_by(user: User) -> QuerySet:
    """Return the primary keys of the cohorts the person is named in or leads a session of."""
    named = Cohort.lecturers.through.objects.filter(user_id=user.pk).values("cohort_id")
    led = Session.objects.filter(lecturer_id=user.pk, cancelled_at=None).values("cohort_id")
    return Cohort.objects.filter(Q(pk__in=named) | Q(pk__in=led)).order_by().values("pk")


def _has_a_role_beyond(roles: list[str]) -> Q:
    rows = User.groups.through.objects.filter(user=OuterRef("pk"))
    return Q(Exists(rows.exclude(group__name__in=roles)))
