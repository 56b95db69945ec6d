"""The people who are registered for a package as lines of a list, and the units of one of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from assessments.packages.models import (
    AssignableUnit,
    Launch,
    PackageRegistration,
    UnitStanding,
)
from assessments.packages.titles import in_language
from courses.cohorts.models import Enrolment

FREE = AssignableUnit.MoveOn.NOT_APPLICABLE


@dataclass(frozen=True)
class PersonLine:
    """One registration: `done` of `count` units that ask for something; `is_open`: a session is going on."""

    key: UUID
    person: str
    service_number: str
    cohort: str
    number: int
    version: int
    begun_at: datetime
    satisfied_at: datetime | None
    heard_at: datetime | None
    done: int
    count: int
    is_open: bool


@dataclass(frozen=True)
class UnitLine:
    """How one person stands in one unit. `session` is the key of one that is open."""

    index: int
    title: str
    move_on: str
    mastery: float | None
    percent: int | None
    completed_at: datetime | None
    passed_at: datetime | None
    failed_at: datetime | None
    satisfied_at: datetime | None
    waived_at: datetime | None
    waived_by: str
    waived_reason: str
    launches: int
    heard_at: datetime | None
    session: UUID | None

    @property
    def is_done(self) -> bool:
        return self.satisfied_at is not None

    @property
    def asks_nothing(self) -> bool:
        return self.move_on == FREE

    @property
    def can_be_waived(self) -> bool:
        return self.waived_at is None and not self.is_done and not self.asks_nothing


def person_lines(registrations: Sequence[PackageRegistration]) -> list[PersonLine]:
    """Return the lines of a page. Five queries, however many there are."""
    places = _places(registrations)
    pks = [one.pk for one in registrations]
    done = Counter(
        UnitStanding.objects.filter(registration__in=pks)
        .exclude(satisfied_at=None)
        .exclude(unit__move_on=FREE)
        .values_list("registration_id", flat=True)
    )
    counts = dict(
        AssignableUnit.objects.filter(version__in={one.version_id for one in registrations})
        .exclude(move_on=FREE)
        .values_list("version_id")
        .annotate(Count("pk"))
        .order_by("version_id")
    )
    heard, going_on = _sessions(pks)
    return [
        PersonLine(
            key=one.key,
            person=one.user.get_full_name() if one.user else "",
            service_number=one.user.get_username() if one.user else "",
            cohort=places[one.enrolment_registration].cohort.title,
            number=one.number,
            version=one.version.number,
            begun_at=one.created_at,
            satisfied_at=one.satisfied_at,
            heard_at=heard.get(one.pk),
            done=done[one.pk],
            count=counts.get(one.version_id, 0),
            is_open=one.pk in going_on,
        )
        for one in registrations
    ]


def unit_lines(registration: PackageRegistration, *, language: str) -> list[UnitLine]:
    """Return the units of a registration in their order. Three queries."""
    standings = {
        one.unit_id: one
        for one in UnitStanding.objects.filter(registration=registration).select_related("waived_by")
    }
    launches: dict[int, list[Launch]] = defaultdict(list)
    for launch in Launch.objects.filter(registration=registration).order_by("pk"):
        launches[launch.unit_id].append(launch)
    return [
        _unit_line(unit, standings.get(unit.pk) or UnitStanding(), launches[unit.pk], language)
        for unit in registration.version.units.all()
    ]


def _unit_line(
    unit: AssignableUnit, standing: UnitStanding, launches: Sequence[Launch], language: str
) -> UnitLine:
    best = standing.best_scaled
    mastery = unit.mastery_score
    return UnitLine(
        index=unit.index,
        title=in_language(unit.titles, language) or unit.publisher_id,
        move_on=unit.move_on,
        mastery=None if mastery is None else float(100 * mastery),
        percent=None if best is None else round(100 * best),
        completed_at=standing.completed_at,
        passed_at=standing.passed_at,
        failed_at=standing.failed_at,
        satisfied_at=standing.satisfied_at,
        waived_at=standing.waived_at,
        waived_by=str(standing.waived_by) if standing.waived_by else "",
        waived_reason=standing.waived_reason,
        launches=len(launches),
        heard_at=max((_heard(one) for one in launches), default=None),
        session=next((one.key for one in launches if not one.is_over), None),
    )


def _places(registrations: Sequence[PackageRegistration]) -> Mapping[UUID, Enrolment]:
    keys = [one.enrolment_registration for one in registrations]
    rows = Enrolment.objects.filter(registration__in=keys).select_related("cohort")
    return {row.registration: row for row in rows}


def _sessions(pks: Sequence[int]) -> tuple[Mapping[int, datetime], frozenset[int]]:
    """Return when each registration was last heard of, and those in which a session is open."""
    heard: dict[int, datetime] = {}
    going_on = set()
    for launch in Launch.objects.filter(registration__in=pks).order_by("pk"):
        moment = _heard(launch)
        heard[launch.registration_id] = max(moment, heard.get(launch.registration_id, moment))
        if not launch.is_over:
            going_on.add(launch.registration_id)
    return heard, frozenset(going_on)


def _heard(launch: Launch) -> datetime:
    return launch.last_heard_at or launch.launched_at
