"""Course packages as a lesson offers them, and the page of one: units in their tree, with how far the learner is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.urls import reverse

from assessments.packages.cmi5.reading.addresses import is_whole
from assessments.packages.models import (
    AssignableUnit,
    Launch,
    Package,
    PackageRegistration,
    PackageVersion,
    ScormState,
    UnitStanding,
)
from assessments.packages.scorm.prerequisites import is_met
from assessments.packages.structure import Block, Structure
from assessments.packages.titles import in_language
from assessments.packages.trying import current_try
from courses.content.outline import PACKAGE, UnitOutline
from courses.learning.packages.states import FAILED, PackagePage, PackageState, UnitLine
from courses.learning.states import DOING, DONE, TODO, Link
from courses.progress.models import UnitResult
from courses.progress.recording import Place

NOTHING_ASKED = AssignableUnit.MoveOn.NOT_APPLICABLE


@dataclass(frozen=True)
class Facts:
    """What is known of one learner and one version: units in order, standings and states by unit."""

    version: PackageVersion
    registration: PackageRegistration | None
    units: tuple[AssignableUnit, ...]
    standings: Mapping[int, UnitStanding]
    seconds: Mapping[int, int]
    launched: frozenset[int]

    @property
    def done(self) -> frozenset[int]:
        """The units, by index, that are satisfied or ask for nothing."""
        return frozenset(
            unit.index for unit in self.units if unit.move_on == NOTHING_ASKED or self._is_satisfied(unit)
        )

    @property
    def counted(self) -> tuple[AssignableUnit, ...]:
        return tuple(unit for unit in self.units if unit.move_on != NOTHING_ASKED)

    def _is_satisfied(self, unit: AssignableUnit) -> bool:
        standing = self.standings.get(unit.pk)
        return standing is not None and standing.satisfied_at is not None

    def state(self, unit: AssignableUnit) -> str:
        standing = self.standings.get(unit.pk)
        if standing is not None and standing.satisfied_at is not None:
            return DONE
        if standing is not None and standing.failed_at is not None:
            return FAILED
        return DOING if unit.pk in self.launched else TODO


def states_in(*, place: Place) -> dict[UUID, PackageState]:
    """Return {package key: PackageState} of the packages of the lesson; no query without one."""
    units = {unit.key: unit for unit in place.lesson.units if unit.kind == PACKAGE}
    if not units:
        return {}
    packages = Package.objects.filter(key__in=units)
    return {package.key: _card(place, units[package.key], package) for package in packages}


def _card(place: Place, unit: UnitOutline, package: Package) -> PackageState:
    facts = facts_of(place, package)
    result = result_of(place, package.key)
    version = facts.version if facts else None
    is_begun = facts is not None and facts.registration is not None
    counted = facts.counted if facts else ()
    return PackageState(
        key=package.key,
        title=in_language(version.titles, place.language) if version else package.title,
        description=in_language(version.descriptions, place.language) if version else "",
        language=language_of(version.titles, place.language) if version else "",
        standard=package.get_standard_display(),
        count=len(counted),
        done=sum(one.index in facts.done for one in counted) if facts else 0,
        is_required=unit.is_required,
        is_gone=version is None or (package.archived_at is not None and not is_begun),
        tries=result.tries if result else 0,
        best_percent=int(result.best_percent) if result and result.tries else None,
        has_passed=bool(result and result.passed_at),
        is_begun=is_begun,
        page_url=page_url(place, package.key) if place.enrolment else "",
    )


def page_url(place: Place, package_key: UUID) -> str:
    return reverse("learning:package", args=[place.lesson.key, package_key])


def start_url(place: Place, package_key: UUID, index: int) -> str:
    return reverse("learning:package_start", args=[place.lesson.key, package_key, index])


def result_of(place: Place, package_key: UUID) -> UnitResult | None:
    if place.enrolment is None:
        return None
    return UnitResult.objects.filter(enrolment=place.enrolment, unit_key=package_key).first()


def newest_version(package: Package) -> PackageVersion | None:
    return package.versions.select_related("package").order_by("-number").first()


def facts_of(place: Place, package: Package) -> Facts | None:
    """Return how far the learner is, on the version begun; else the newest, not begun. None: there is no version."""
    registration = None
    if place.enrolment is not None:
        registration = current_try(
            enrolment_registration=place.enrolment.registration, package_key=package.key
        )
    version = registration.version if registration else newest_version(package)
    if version is None:
        return None
    return Facts(
        version=version,
        registration=registration,
        units=tuple(version.units.all()),
        standings={one.unit_id: one for one in UnitStanding.objects.filter(registration=registration)}
        if registration
        else {},
        seconds=dict(ScormState.objects.filter(registration=registration).values_list("unit_id", "seconds"))
        if registration
        else {},
        launched=frozenset(Launch.objects.filter(registration=registration).values_list("unit_id", flat=True))
        if registration
        else frozenset(),
    )


def language_of(titles: Mapping[str, str], wanted: str) -> str:
    """Return the language that a title is shown in; "" where the package names none, or one nobody knows here."""
    shown = in_language(titles, wanted)
    tag = next((tag for tag, text in titles.items() if text == shown), "").lower()
    return next((code for code in (tag, tag.partition("-")[0]) if code in LANG_INFO), "")


def package_page(*, place: Place, package: Package) -> PackagePage | None:
    """Return the page of a package; None where it has nothing to show."""
    facts = facts_of(place, package)
    if facts is None:
        return None
    result = result_of(place, package.key)
    counted = facts.counted
    done = sum(unit.index in facts.done for unit in counted)
    newest = newest_version(package)
    has_newer = newest is not None and newest.number > facts.version.number
    is_over = facts.registration is not None and facts.registration.satisfied_at is not None
    can_anew = package.archived_at is None and facts.registration is not None and (has_newer or is_over)
    return PackagePage(
        title=in_language(facts.version.titles, place.language),
        description=in_language(facts.version.descriptions, place.language),
        language=language_of(facts.version.titles, place.language),
        standard=package.get_standard_display(),
        lesson=Link(title=place.lesson.title, url=place.lesson.url, code=place.lesson.code),
        lines=_with_next(tuple(lines_of(place, facts))),
        done=done,
        count=len(counted),
        percent=100 * done // len(counted) if counted else 100,
        has_passed=bool(result and result.passed_at),
        best_percent=int(result.best_percent) if result and result.tries else None,
        number=facts.registration.number if facts.registration else 1,
        is_gone=package.archived_at is not None and facts.registration is None,
        anew_action=reverse("learning:package_anew", args=[place.lesson.key, package.key])
        if can_anew
        else "",
        has_newer=has_newer,
    )


def _with_next(lines: tuple[UnitLine, ...]) -> tuple[UnitLine, ...]:
    """Mark the unit to go on with: one that was begun, else the first that is not done and may be started."""
    open_lines = [line for line in lines if line.can_start and line.state in (TODO, DOING, FAILED)]
    must = [line for line in open_lines if not line.is_optional] or open_lines
    begun = [line for line in must if line.state == DOING]
    chosen = next(iter(begun or must), None)
    return tuple(replace(line, is_next=line is chosen) for line in lines)


def lines_of(place: Place, facts: Facts) -> Iterator[UnitLine]:
    structure = Structure.from_data(facts.version.structure)
    yield from _lines(place, facts, structure.children, 0)


def _lines(place: Place, facts: Facts, children, depth: int) -> Iterator[UnitLine]:
    for child in children:
        if isinstance(child, Block):
            yield UnitLine(title=in_language(child.titles, place.language), depth=depth, is_block=True)
            yield from _lines(place, facts, child.children, depth + 1)
            continue
        unit = facts.units[child.unit]
        if not asked_of(facts, unit).get("is_hidden"):
            yield _line(place, facts, unit, depth)


def asked_of(facts: Facts, unit: AssignableUnit) -> Mapping:
    """Return what a SCORM manifest says of a unit beyond its columns; {} for cmi5."""
    told = facts.version.structure.get("scorm", {}).get("units", [])
    return told[unit.index] if unit.index < len(told) else {}


def _line(place: Place, facts: Facts, unit: AssignableUnit, depth: int) -> UnitLine:
    standing = facts.standings.get(unit.pk)
    best = standing.best_scaled if standing else None
    seconds = facts.seconds.get(unit.pk)
    is_optional = unit.move_on == NOTHING_ASKED
    return UnitLine(
        title=in_language(unit.titles, place.language),
        depth=depth,
        state=facts.state(unit),
        percent=None if best is None else round(100 * best),
        minutes=None if not seconds else max(1, round(seconds / 60)),
        action=start_url(place, facts.version.package.key, unit.index),
        is_optional=is_optional,
        waits=not prerequisites_met(facts, unit),
        own_window=unit.launch_method == AssignableUnit.LaunchMethod.OWN_WINDOW,
        is_outside=is_whole(unit.url),
    )


def prerequisites_met(facts: Facts, unit: AssignableUnit) -> bool:
    asked = asked_of(facts, unit).get("prerequisites", "")
    known = {one.publisher_id for one in facts.units}
    done = {one.publisher_id for one in facts.units if one.index in facts.done}
    return is_met(asked, done, known)
