"""What is satisfied is written down, and stated once: units by moveOn, then blocks, then the course (9.3.9).

All of it happens in the transaction of what brought it about, which holds the lock of the registration.
"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from assessments.lrs import store
from assessments.packages.cmi5 import statements
from assessments.packages.cmi5.moveon import is_satisfied, meets, satisfied_blocks
from assessments.packages.models import AssignableUnit, PackageRegistration, UnitStanding
from assessments.packages.structure import Structure


def locked(registration_pk: int) -> PackageRegistration:
    """Return a registration with its row locked: all that is done under it waits for each other."""
    rows = PackageRegistration.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("version__package", "user").get(pk=registration_pk)


def standing_of(registration: PackageRegistration, unit: AssignableUnit) -> UnitStanding:
    """Return how far the registration is with a unit; the row is made when it is first asked for."""
    return UnitStanding.objects.get_or_create(registration=registration, unit=unit)[0]


def judge_unit(standing: UnitStanding, *, at: datetime) -> bool:
    """Stamp the unit as satisfied when it is now; return whether this call did so."""
    is_met = meets(
        standing.unit.move_on,
        completed=standing.completed_at is not None,
        passed=standing.passed_at is not None,
        waived=standing.waived_at is not None,
    )
    if not is_met or standing.satisfied_at is not None:
        return False
    standing.satisfied_at = at
    standing.save(update_fields=["satisfied_at"])
    return True


def judge_course(registration: PackageRegistration, *, session: UUID, at: datetime) -> bool:
    """State what blocks are satisfied now, and the course; return whether the course is, as of this call.

    `session` is that of the launch that brought it about, or a new one (9.3.9).
    """
    structure = Structure.from_data(registration.version.structure)
    units = _satisfied_units(registration)
    new = [
        block for block in satisfied_blocks(structure, units) if block.id not in registration.satisfied_blocks
    ]
    told = [
        statements.block_satisfied(registration=registration, block=block, session=session, at=at)
        for block in new
    ]
    is_new = registration.satisfied_at is None and is_satisfied(structure, units)
    if is_new:
        told.append(statements.course_satisfied(registration=registration, session=session, at=at))
        registration.satisfied_at = at
    if told:
        registration.satisfied_blocks = [*registration.satisfied_blocks, *(block.id for block in new)]
        registration.save(update_fields=["satisfied_blocks", "satisfied_at"])
        # One after the other: who reads them back reads the blocks before the course.
        for one in told:
            store.record(one)
    return is_new


def percent_of(registration: PackageRegistration) -> Decimal:
    """Return the result of a registration, 0 to 100: the mean of what was scored; without scores all or nothing."""
    scores = list(
        UnitStanding.objects.filter(registration=registration)
        .exclude(best_scaled=None)
        .values_list("best_scaled", flat=True)
    )
    if not scores:
        return Decimal(100 if registration.satisfied_at is not None else 0)
    return (100 * sum(scores) / len(scores)).quantize(Decimal("0.01"))


def _satisfied_units(registration: PackageRegistration) -> set[int]:
    """Return the indexes of the units that are satisfied; what asks for nothing is so from the beginning."""
    met = UnitStanding.objects.filter(registration=registration).exclude(satisfied_at=None)
    free = AssignableUnit.objects.filter(
        version=registration.version, move_on=AssignableUnit.MoveOn.NOT_APPLICABLE
    )
    return {*met.values_list("unit__index", flat=True), *free.values_list("index", flat=True)}
