"""How far a registration is with a SCORM package: units that are satisfied, and the package with the last of them."""

from datetime import datetime
from decimal import Decimal

from assessments.packages.models import AssignableUnit, PackageRegistration, UnitStanding
from assessments.packages.scorm.outcomes import Outcome


def locked(registration_pk: int) -> PackageRegistration:
    """Return a registration with its row locked: all that is done under it waits for each other."""
    rows = PackageRegistration.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("version__package", "user").get(pk=registration_pk)


def standing_of(registration: PackageRegistration, unit: AssignableUnit) -> UnitStanding:
    """Return how far the registration is with a unit; the row is made when it is first asked for."""
    return UnitStanding.objects.get_or_create(registration=registration, unit=unit)[0]


def judge_unit(standing: UnitStanding, outcome: Outcome, *, at: datetime) -> set[str]:
    """Stamp what is reached for the first time; return the names of those stamps. Nothing is ever taken back."""
    reached = {
        "completed_at": outcome.is_completed,
        "passed_at": outcome.success is True,
        "failed_at": outcome.success is False,
        "satisfied_at": outcome.is_satisfied,
    }
    new = {name for name, is_reached in reached.items() if is_reached and getattr(standing, name) is None}
    for name in new:
        setattr(standing, name, at)
    changed = set(new)
    scaled = outcome.score.scaled
    if scaled is not None and (standing.best_scaled is None or scaled > standing.best_scaled):
        standing.best_scaled = scaled
        changed.add("best_scaled")
    if changed:
        standing.save(update_fields=sorted(changed))
    return new


def judge_package(registration: PackageRegistration, *, at: datetime) -> bool:
    """Stamp the registration when no unit that counts is missing; return whether this call did so."""
    if registration.satisfied_at is not None or missing_units(registration).exists():
        return False
    registration.satisfied_at = at
    registration.save(update_fields=["satisfied_at"])
    return True


def missing_units(registration: PackageRegistration):
    """Return the units that count and are not satisfied; what is not tracked does not count."""
    done = UnitStanding.objects.filter(registration=registration).exclude(satisfied_at=None)
    counted = registration.version.units.exclude(move_on=AssignableUnit.MoveOn.NOT_APPLICABLE)
    return counted.exclude(pk__in=done.values("unit_id"))


def has_passed(registration: PackageRegistration) -> bool | None:
    """Say whether the package is passed by its scores; None where no unit judges."""
    judged = UnitStanding.objects.filter(registration=registration)
    if not judged.exclude(passed_at=None).exists():
        return None
    return registration.satisfied_at is not None


def percent_of(registration: PackageRegistration) -> Decimal:
    """Return the result, 0 to 100: the mean of the scores; without scores the part of the units that is satisfied."""
    standings = UnitStanding.objects.filter(registration=registration)
    scores = list(standings.exclude(best_scaled=None).values_list("best_scaled", flat=True))
    if scores:
        mean = sum(max(score, Decimal(0)) for score in scores) / len(scores)
        return (100 * mean).quantize(Decimal("0.01"))
    counted = registration.version.units.exclude(move_on=AssignableUnit.MoveOn.NOT_APPLICABLE).count()
    if not counted:
        return Decimal(100 if registration.satisfied_at is not None else 0)
    missing = missing_units(registration).count()
    return (Decimal(100) * (counted - missing) / counted).quantize(Decimal("0.01"))
