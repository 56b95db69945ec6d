"""The facts of the tree, as one academy sees them. As many queries for two people as for a thousand."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from certificates.cascade.models import OnwardGroup
from certificates.cascade.tree.growing import Node, Onward, Person, Taught, grow
from certificates.register.models import Certificate
from courses.cohorts.models import Cohort


@dataclass(frozen=True)
class TrainerLine:
    """One trainer in the table."""

    person: Person
    cohorts: int
    trainers: int
    onward: Onward


@dataclass(frozen=True)
class Cascade:
    roots: tuple[Node, ...]
    lines: tuple[TrainerLine, ...]


def cascade_of(user) -> Cascade:
    """Return who trained whom in the cohorts the user may see; four queries."""
    cohorts = _cohorts(user)
    made = _made_trainers(cohorts)
    taught = [
        Taught(
            pk=cohort.pk,
            title=cohort.title,
            starts_on=cohort.starts_on,
            people=cohort.people,
            lecturers=tuple(person.pk for person in cohort.lecturers.all()),
            trainers=tuple(person.pk for person in made[cohort.pk]),
        )
        for cohort in cohorts
    ]
    onward, trainers = _onward(user)
    people = {person.pk: person for person in trainers}
    for cohort in cohorts:
        people |= {one.pk: _person(one) for one in cohort.lecturers.all()}
        people |= {one.pk: one for one in made[cohort.pk]}
    roots = grow(people=people, cohorts=taught, onward=onward)
    return Cascade(roots=roots, lines=_lines(people, taught, onward))


def _cohorts(user):
    counted = Count("enrolments", filter=Q(enrolments__withdrawn_at=None))
    seen = Cohort.objects.visible_to(user).annotate(people=counted).order_by("starts_on", "pk")
    return list(seen.prefetch_related("lecturers"))


def _made_trainers(cohorts) -> dict[int, list[Person]]:
    """Return {cohort id: people it made trainers}; whose certificate was revoked is none."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = (
        Certificate.objects.for_trainers()
        .standing()
        .filter(transcript__enrolment__cohort__in=cohorts)
        .select_related("holder", "transcript__enrolment")
    )
    for certificate in rows:
        found[certificate.transcript.enrolment.cohort_id].append(_person(certificate.holder))
    return found


def _onward(user) -> tuple[dict[int, Onward], list[Person]]:
    groups = OnwardGroup.objects.visible_to(user).standing().select_related("trainer").order_by("pk")
    sums: dict[int, Onward] = {}
    people = {}
    for group in groups:
        people[group.trainer_id] = _person(group.trainer)
        before = sums.get(group.trainer_id, Onward())
        sums[group.trainer_id] = Onward(
            groups=before.groups + 1,
            women=before.women + group.women,
            men=before.men + group.men,
            others=before.others + group.others,
            hours=before.hours + float(group.hours),
        )
    return sums, list(people.values())


def _lines(people, taught, onward) -> tuple[TrainerLine, ...]:
    cohorts, made = defaultdict(int), defaultdict(set)
    for one in taught:
        for pk in one.lecturers:
            cohorts[pk] += 1
            made[pk] |= set(one.trainers) - {pk}
    return tuple(
        TrainerLine(
            person=person,
            cohorts=cohorts[pk],
            trainers=len(made[pk]),
            onward=onward.get(pk, Onward()),
        )
        for pk, person in people.items()
    )


def _person(user) -> Person:
    return Person(pk=user.pk, name=user.get_full_name(), number=user.username)
