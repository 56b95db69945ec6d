"""All packages as lines of a list, found by what people type and choose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef

from assessments.packages.desk.usage import usage
from assessments.packages.models import PackageRegistration, PackageVersion


@dataclass(frozen=True)
class PackageLine:
    """One package and its newest version; `people` are those who have begun it, of whom the reader may see."""

    pk: int
    key: UUID
    title: str
    standard: str
    standard_name: str
    version: int
    units: int
    changed_at: datetime
    changed_by: str
    is_archived: bool
    lessons: int = 0
    people: int = 0


@dataclass(frozen=True)
class Wanted:
    """What is looked for: `archived` shows what is in the archive, and else what is not."""

    text: str = ""
    standard: str = ""
    archived: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.standard)

    def takes(self, line: PackageLine) -> bool:
        title = line.title.casefold()
        return (
            line.is_archived == self.archived
            and self.standard in ("", line.standard)
            and all(word.casefold() in title for word in self.text.split())
        )


def package_lines(*, user, language: str) -> list[PackageLine]:
    """Return all packages by title, with their use. A fixed number of queries."""
    used = usage(language)
    seen = get_user_model().objects.visible_to(user)
    people = dict(
        PackageRegistration.objects.filter(user__in=seen)
        .values_list("package_key")
        .annotate(Count("user", distinct=True))
        .order_by("package_key")
    )
    lines = [
        _line(version, len(used.get(version.package_id, ())), people.get(version.package.key, 0))
        for version in newest_versions()
    ]
    return sorted(lines, key=lambda line: (line.title.casefold(), line.pk))


def newest_versions():
    """Return the newest version of each package. One query."""
    newer = PackageVersion.objects.filter(package=OuterRef("package"), number__gt=OuterRef("number"))
    return (
        PackageVersion.objects.filter(~Exists(newer))
        .select_related("package", "created_by")
        .defer("structure", "descriptions")
        .annotate(unit_count=Count("units"))
    )


def _line(version: PackageVersion, lessons: int, people: int) -> PackageLine:
    package = version.package
    return PackageLine(
        pk=package.pk,
        key=package.key,
        title=package.title,
        standard=package.standard,
        standard_name=package.get_standard_display(),
        version=version.number,
        units=version.unit_count,
        changed_at=version.created_at,
        changed_by=str(version.created_by) if version.created_by else "",
        is_archived=package.archived_at is not None,
        lessons=lessons,
        people=people,
    )
