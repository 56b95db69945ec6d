"""A SCORM manifest as the rows of a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.packages.models import AssignableUnit
from assessments.packages.scorm.addresses import found_in
from assessments.packages.scorm.manifest import Branch, Manifest, Unit
from assessments.packages.storing import NewUnit, NewVersion
from assessments.packages.structure import Block, Structure, UnitPlace


@dataclass(frozen=True)
class ScormStructure(Structure):
    """The tree, and what only SCORM says: {"edition", "units": [what `Measures.as_data` gives, "hidden"]}."""

    scorm: Mapping = field(default_factory=dict)


def new_version(manifest: Manifest, paths) -> NewVersion:
    """Return the manifest as `packages.storing` takes it; `paths` are those of the files in the package."""
    units = manifest.units
    return NewVersion(
        standard=manifest.standard,
        publisher_id=manifest.id,
        titles={"": manifest.title},
        structure=ScormStructure(
            children=_places(manifest.children, iter(range(len(units)))),
            scorm={
                "edition": manifest.edition,
                "units": [unit.measures.as_data() | {"is_hidden": unit.is_hidden} for unit in units],
            },
        ),
        units=[_unit(unit, paths) for unit in units],
    )


def _places(children: tuple[Branch | Unit, ...], numbers) -> tuple[Block | UnitPlace, ...]:
    return tuple(
        UnitPlace(next(numbers))
        if isinstance(one, Unit)
        else Block(id=one.id, titles={"": one.title}, children=_places(one.children, numbers))
        for one in children
    )


def _unit(unit: Unit, paths) -> NewUnit:
    found, _is_alike = found_in(paths, unit.path)
    address = unit.address if found is None else found + unit.address[len(unit.path) :]
    asks = unit.measures.is_tracked
    return NewUnit(
        publisher_id=unit.id,
        titles={"": unit.title},
        url=address,
        launch_parameters=unit.measures.launch_data,
        move_on=AssignableUnit.MoveOn.COMPLETED_OR_PASSED if asks else AssignableUnit.MoveOn.NOT_APPLICABLE,
        mastery_score=unit.measures.mastery,
        activity_type=unit.kind,
    )
