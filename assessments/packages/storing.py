"""A package that was read becomes rows, whatever its standard: a new package, or the next version of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from assessments.packages import auditing
from assessments.packages.models import AssignableUnit, Package, PackageFile, PackageVersion
from assessments.packages.structure import Structure
from assessments.packages.titles import in_language
from assessments.uploads.taking.checkers import StoredFile

LONGEST_TITLE = Package._meta.get_field("title").max_length


class OtherStandard(ValueError):
    """A version of one standard cannot follow one of another: registrations and results would mean something else."""


class IsArchived(ValueError):
    """The package was put away; it is to be restored before it gets a new version."""


@dataclass(frozen=True)
class NewUnit:
    """What a package says of a unit that can be launched; the fields are those of AssignableUnit."""

    publisher_id: str
    titles: Mapping[str, str]
    url: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    launch_parameters: str = ""
    launch_method: str = AssignableUnit.LaunchMethod.ANY_WINDOW
    move_on: str = AssignableUnit.MoveOn.NOT_APPLICABLE
    mastery_score: Decimal | None = None
    entitlement_key: str = ""
    activity_type: str = ""


@dataclass(frozen=True)
class NewVersion:
    """What a package says of itself; `units` stand in the order of their index."""

    standard: str
    publisher_id: str
    titles: Mapping[str, str]
    structure: Structure
    units: Sequence[NewUnit]
    descriptions: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def store_version(
    *,
    content: NewVersion,
    files: Mapping[str, StoredFile],
    digest: str,
    by,
    at: datetime,
    replaces: Package | None = None,
) -> PackageVersion:
    """Write down a package and return its version; `files` are in the assets already, {path: file}.

    `replaces` is the package whose next version it becomes; None makes a new package. Raises OtherStandard, IsArchived.
    """
    package = _new_package(content, by=by, at=at) if replaces is None else _locked(replaces, content)
    last = package.versions.aggregate(last=Max("number"))["last"] or 0
    version = PackageVersion.objects.create(
        package=package,
        number=last + 1,
        titles=dict(content.titles),
        descriptions=dict(content.descriptions),
        publisher_id=content.publisher_id,
        structure=content.structure.as_data(),
        digest=digest,
        created_at=at,
        created_by=by,
    )
    AssignableUnit.objects.bulk_create(_unit(version, index, one) for index, one in enumerate(content.units))
    PackageFile.objects.bulk_create(
        PackageFile(version=version, path=path, digest=one.digest, size=one.size, media_type=one.media_type)
        for path, one in files.items()
    )
    if replaces is None:
        auditing.write_down(action=auditing.ADDED, instance=package, by=by)
    else:
        auditing.write_down(action=auditing.REPLACED, instance=package, by=by, version=version.number)
    return version


def _new_package(content: NewVersion, *, by, at: datetime) -> Package:
    title = in_language(content.titles, "en") or content.publisher_id
    return Package.objects.create(
        standard=content.standard, title=title[:LONGEST_TITLE], created_at=at, created_by=by
    )


def _locked(package: Package, content: NewVersion) -> Package:
    """Return the package, its row locked: two who replace it in one moment make two versions."""
    locked = Package.objects.select_for_update(no_key=True).get(pk=package.pk)
    if locked.standard != content.standard:
        raise OtherStandard(locked.standard)
    if locked.archived_at is not None:
        raise IsArchived(locked.title)
    return locked


def _unit(version: PackageVersion, index: int, one: NewUnit) -> AssignableUnit:
    return AssignableUnit(
        version=version,
        index=index,
        publisher_id=one.publisher_id,
        titles=dict(one.titles),
        descriptions=dict(one.descriptions),
        url=one.url,
        launch_parameters=one.launch_parameters,
        launch_method=one.launch_method,
        move_on=one.move_on,
        mastery_score=one.mastery_score,
        entitlement_key=one.entitlement_key,
        activity_type=one.activity_type,
    )
