"""One package as its page shows it: versions, units in their tree, how many people stand where, who did what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from wagtail.log_actions import registry

from assessments.packages.models import (
    AssignableUnit,
    Launch,
    Package,
    PackageRegistration,
    PackageVersion,
    UnitStanding,
)
from assessments.packages.structure import Block, Structure
from assessments.packages.titles import in_language

MOST_EVENTS = 50


@dataclass(frozen=True)
class UnitLine:
    """A unit, or a block that only has a title. `begun`, `failed` and `done` are counts of people."""

    title: str
    depth: int
    unit: AssignableUnit | None = None
    begun: int = 0
    failed: int = 0
    done: int = 0
    is_hidden: bool = False


@dataclass(frozen=True)
class VersionLine:
    number: int
    title: str
    made_at: datetime
    made_by: str
    is_newest: bool
    people: int


@dataclass(frozen=True)
class Standings:
    """How many people have begun the package, and how many have done it."""

    begun: int
    done: int

    @property
    def open(self) -> int:
        return self.begun - self.done


@dataclass(frozen=True)
class Event:
    at: datetime
    by: str
    what: str


def newest_version(package: Package) -> PackageVersion | None:
    return package.versions.select_related("created_by", "package").order_by("-number").first()


def version_lines(package: Package, *, user, language: str) -> list[VersionLine]:
    """Return the versions, the newest first. One query."""
    seen = get_user_model().objects.visible_to(user)
    people = Count("registrations__user", filter=Q(registrations__user__in=seen), distinct=True)
    rows = list(
        package.versions.annotate(people=people)
        .select_related("created_by")
        .defer("structure", "descriptions")
        .order_by("-number")
    )
    return [
        VersionLine(
            number=version.number,
            title=in_language(version.titles, language),
            made_at=version.created_at,
            made_by=str(version.created_by) if version.created_by else "",
            is_newest=index == 0,
            people=version.people,
        )
        for index, version in enumerate(rows)
    ]


def standings(package: Package, *, user) -> Standings:
    """Return where the people stand whom the reader may see; a person counts once, by the best try. One query."""
    seen = get_user_model().objects.visible_to(user)
    counted = PackageRegistration.objects.filter(package_key=package.key, user__in=seen).aggregate(
        begun=Count("user", distinct=True),
        done=Count("user", distinct=True, filter=Q(satisfied_at__isnull=False)),
    )
    return Standings(**counted)


def unit_lines(version: PackageVersion, *, user, language: str) -> list[UnitLine]:
    """Return the units of a version in their tree, with counts of people. Three queries."""
    units = {unit.index: unit for unit in version.units.all()}
    counts = _counts(version, user)
    told = version.structure.get("scorm", {}).get("units", [])
    structure = Structure.from_data(version.structure)
    return list(_lines(structure.children, 0, units, counts, told, language))


def _counts(version: PackageVersion, user) -> Mapping[str, Counter]:
    seen = get_user_model().objects.visible_to(user)
    begun = (
        Launch.objects.filter(unit__version=version, registration__user__in=seen)
        .values_list("unit_id")
        .annotate(Count("registration__user", distinct=True))
    )
    judged = (
        UnitStanding.objects.filter(unit__version=version, registration__user__in=seen)
        .values_list("unit_id")
        .annotate(
            done=Count("registration__user", distinct=True, filter=Q(satisfied_at__isnull=False)),
            failed=Count(
                "registration__user",
                distinct=True,
                filter=Q(satisfied_at=None, failed_at__isnull=False),
            ),
        )
    )
    counts: dict[str, Counter] = {"begun": Counter(dict(begun)), "done": Counter(), "failed": Counter()}
    for unit, done, failed in judged:
        counts["done"][unit], counts["failed"][unit] = done, failed
    return counts


def _lines(children, depth: int, units, counts, told, language: str) -> Iterator[UnitLine]:
    for child in children:
        if isinstance(child, Block):
            yield UnitLine(title=in_language(child.titles, language), depth=depth)
            yield from _lines(child.children, depth + 1, units, counts, told, language)
            continue
        unit = units[child.unit]
        yield UnitLine(
            title=in_language(unit.titles, language),
            depth=depth,
            unit=unit,
            begun=counts["begun"][unit.pk],
            failed=counts["failed"][unit.pk],
            done=counts["done"][unit.pk],
            is_hidden=bool(told[unit.index].get("is_hidden")) if unit.index < len(told) else False,
        )


def events(package: Package) -> list[Event]:
    """Return what was done to a package, the last first. One query."""
    rows = registry.get_logs_for_instance(package).select_related("user").order_by("-timestamp", "-pk")
    return [
        Event(at=row.timestamp, by=str(row.user) if row.user_id and row.user else "", what=row.message)
        for row in rows[:MOST_EVENTS]
    ]
