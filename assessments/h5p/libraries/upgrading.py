"""What the upgrade of libraries would do to content that is played with them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max

from assessments.h5p.models import H5PVersion, Library
from assessments.h5p.package.dependencies import libraries_in
from assessments.h5p.semantics.filtering import filtered


@dataclass(frozen=True)
class Effect:
    """What the new semantics would take out of content as it is played now."""

    version: H5PVersion
    removed: list[dict]


def effects(upgrades: Mapping[Library, list | None], without: Collection[int] = ()) -> Iterator[Effect]:
    """Yield what happens to the newest version of each content: what is stored is filtered already.

    `upgrades` are the semantics to come, by the library as it is installed; `without` versions looked at before.
    """
    changed = {_string(row): semantics for row, semantics in upgrades.items() if semantics != row.semantics}
    if not changed:
        return
    rows = [row.pk for row in upgrades if _string(row) in changed]
    newest = H5PVersion.objects.filter(content__archived_at=None).values("content").annotate(last=Max("pk"))
    versions = H5PVersion.objects.filter(pk__in=newest.values("last"), libraries__in=rows).distinct()
    for pk in versions.exclude(pk__in=without).order_by("pk").values_list("pk", flat=True):
        version = H5PVersion.objects.select_related("main_library", "content").get(pk=pk)
        semantics = {_string(row): row.semantics for row in version.libraries.all()} | changed
        known = {str(name) for name in libraries_in(version.params)} | {_string(version.main_library)}
        result = filtered(
            version.params,
            semantics[_string(version.main_library)],
            {name: fields for name, fields in semantics.items() if name in known},
        )
        yield Effect(version, result.removed)


def _string(row: Library) -> str:
    return f"{row.machine_name} {row.major}.{row.minor}"
