"""Versions that use an upgraded library get what it needs now: a patch may ask for libraries the one before did not."""

from collections.abc import Collection, Mapping

from assessments.h5p.models import H5PVersion, Library
from assessments.h5p.package.dependencies import closure, dependencies_of
from assessments.h5p.package.naming import LibraryName

_LIST = "preloadedDependencies"


def needs_relinking(before: Mapping, after: Mapping) -> bool:
    """Tell whether a library.json asks for something it did not ask for before."""
    return bool({*dependencies_of(after)} - {*dependencies_of(before)})


def relink(upgraded: Collection[Library], installed: Mapping[LibraryName, Library]) -> None:
    """Add to the versions that use one of these what they need now, in the order of loading.

    What is not needed any more stays in their list: it did no harm before. One query, two for each version changed.
    """
    metadata = {name: row.metadata for name, row in installed.items()}
    using = H5PVersion.objects.filter(libraries__in=upgraded).defer("params", "removed").distinct()
    for version in using.order_by("pk"):
        before = dependencies_of(version.package, (_LIST,))
        now = [name for name in closure(before, metadata) if name in installed]
        if now != before:
            version.package = {**version.package, _LIST: [name.as_json() for name in now]}
            version.save(update_fields=["package"])
            version.libraries.add(*(installed[name] for name in now))
