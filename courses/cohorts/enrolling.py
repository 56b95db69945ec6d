"""The acts that put people into cohorts and take them out."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from courses.cohorts.auditing import ENROLLED, WITHDRAWN, write_down, write_down_all
from courses.cohorts.models import Cohort, CohortCourse, Enrolment

# Rows of one INSERT.
BATCH = 500


class CohortIsClosed(Exception):
    """Nobody can join a cohort that is closed."""


@transaction.atomic
def enrol(*, cohort: Cohort, user, by=None) -> Enrolment:
    """Give the person a place in the cohort and return it; a person already in it keeps place and registration.

    A place that was withdrawn is opened again: what was learnt in it still counts.
    Raises CohortIsClosed.
    """
    if cohort.state == Cohort.State.CLOSED:
        raise CohortIsClosed
    enrolment, created = Enrolment.objects.get_or_create(
        cohort=cohort, user=user, defaults={"enrolled_by": by}
    )
    if not created and enrolment.withdrawn_at is None:
        return enrolment
    if not created:
        enrolment.withdrawn_at = None
        enrolment.save(update_fields=["withdrawn_at"])
    write_down(action=ENROLLED, cohort=cohort, person=user, by=by)
    return enrolment


@transaction.atomic
def enrol_people(*, cohort: Cohort, people: Iterable, by=None) -> list[Enrolment]:
    """Give each of the people a place in the cohort, all of them or none. Raises CohortIsClosed."""
    return [enrol(cohort=cohort, user=person, by=by) for person in people]


@transaction.atomic
def enrol_all(*, cohort: Cohort, people: Iterable, by=None) -> int:
    """Do what `enrol` does for many people in a number of queries that does not grow with them; all or none.

    Return how many got a place that had none. Raises CohortIsClosed.
    """
    # Against a closing that begins while the rows are written.
    if Cohort.objects.select_for_update().get(pk=cohort.pk).state == Cohort.State.CLOSED:
        raise CohortIsClosed
    people = {person.pk: person for person in people}
    places = dict(Enrolment.objects.filter(cohort=cohort).values_list("user_id", "withdrawn_at"))
    opened = [pk for pk in people if places.get(pk) is not None]
    joined = [pk for pk in people if pk not in places]
    for start in range(0, len(opened), BATCH):
        few = opened[start : start + BATCH]
        Enrolment.objects.filter(cohort=cohort, user_id__in=few).update(withdrawn_at=None)
    Enrolment.objects.bulk_create(
        [Enrolment(cohort=cohort, user=people[pk], enrolled_by=by) for pk in joined], batch_size=BATCH
    )
    write_down_all(
        action=ENROLLED, cohort=cohort, people=[people[pk] for pk in [*opened, *joined]], by=by, batch=BATCH
    )
    return len(opened) + len(joined)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by=None) -> Enrolment:
    """Close the person's place. Everything recorded under it stays.

    Raises CohortIsClosed: whoever was in a cohort when it was closed belongs to its record.
    """
    if enrolment.cohort.closed_at is not None:
        raise CohortIsClosed
    if enrolment.withdrawn_at is None:
        enrolment.withdrawn_at = timezone.now()
        enrolment.save(update_fields=["withdrawn_at"])
        write_down(action=WITHDRAWN, cohort=enrolment.cohort, person=enrolment.user, by=by)
    return enrolment


@transaction.atomic
def set_courses(*, cohort: Cohort, course_keys: list) -> Cohort:
    """Let the cohort take exactly these courses (translation keys), in this order."""
    cohort.cohort_courses.exclude(course_key__in=course_keys).delete()
    for position, key in enumerate(course_keys):
        CohortCourse.objects.update_or_create(cohort=cohort, course_key=key, defaults={"position": position})
    return cohort
