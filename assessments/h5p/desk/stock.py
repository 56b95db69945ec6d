"""The installed libraries as lines of a list, and one of them with all that is known of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import ModelLogEntry

from assessments.h5p import auditing
from assessments.h5p.desk.showing import MOST_EVENTS, Event, told
from assessments.h5p.kinds import Kind, kind_of
from assessments.h5p.libraries.installing import name_of
from assessments.h5p.libraries.removing import needs
from assessments.h5p.models import H5PVersion, Library
from assessments.h5p.package.naming import LibraryName

MOST_REMOVED = 20


@dataclass(frozen=True)
class LibraryLine:
    """One library; how many versions of how many contents are played with it, and which libraries need it."""

    row: Library
    versions: int
    contents: int
    dependents: tuple[Library, ...]

    @property
    def kind(self) -> Kind:
        return kind_of(self.row.machine_name, self.row.title)

    @property
    def is_used(self) -> bool:
        return bool(self.versions or self.dependents)


@dataclass(frozen=True)
class Need:
    """A library that another one names; `row` is None where it is not installed."""

    name: LibraryName
    row: Library | None


@dataclass(frozen=True)
class UsedBy:
    """Content that is played with a library, in these of its versions."""

    title: str
    key: str
    numbers: tuple[int, ...]


def library_lines() -> list[LibraryLine]:
    """Return all libraries by their names. Two queries."""
    rows = list(Library.objects.select_related("installed_by").defer("semantics"))
    dependents = dependents_of(rows)
    used = _used()
    return [
        LibraryLine(row, *used.get(row.pk, (0, 0)), dependents=tuple(dependents[name_of(row)]))
        for row in rows
    ]


def dependents_of(rows: list[Library]) -> Mapping[LibraryName, list[Library]]:
    """Return {library: those that need it to be played}."""
    found: dict[LibraryName, list[Library]] = defaultdict(list)
    for row in rows:
        for name in needs(row):
            found[name].append(row)
    return found


def needs_of(line: LibraryLine, lines: list[LibraryLine]) -> list[Need]:
    rows = {name_of(other.row): other.row for other in lines}
    return [Need(name, rows.get(name)) for name in sorted(needs(line.row))]


def used_by(library: Library) -> list[UsedBy]:
    """Return the content that is played with a library. One query."""
    rows = (
        H5PVersion.objects.filter(libraries=library)
        .order_by("content__title", "content__pk", "number")
        .values_list("content__title", "content__key", "number")
    )
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for title, key, number in rows:
        found[title, str(key)].append(number)
    return [UsedBy(title, key, tuple(numbers)) for (title, key), numbers in found.items()]


def removed_lately() -> list[Event]:
    """Return what was removed, the last first. One query."""
    about = ContentType.objects.get_for_model(Library)
    entries = ModelLogEntry.objects.filter(content_type=about, action=auditing.REMOVED)
    return [told(entry) for entry in entries.select_related("user").order_by("-timestamp")[:MOST_REMOVED]]


def history_of(library: Library) -> list[Event]:
    """Return what was done to a library: installed, upgraded from patch to patch. One query.

    A library that was removed and came again has another id: its name tells that it is the same.
    """
    about = ContentType.objects.get_for_model(Library)
    name = f"{library.machine_name} {library.major}.{library.minor}."
    entries = ModelLogEntry.objects.filter(content_type=about, label__startswith=name)
    return [
        told(entry) for entry in entries.select_related("user").order_by("-timestamp", "-pk")[:MOST_EVENTS]
    ]


def _used() -> dict[int, tuple[int, int]]:
    """Return {library's pk: (versions, contents)}. One query."""
    through = H5PVersion.libraries.through
    rows = through.objects.values_list("library_id").annotate(
        Count("h5pversion_id"), Count("h5pversion__content", distinct=True)
    )
    return {pk: (versions, contents) for pk, versions, contents in rows}
