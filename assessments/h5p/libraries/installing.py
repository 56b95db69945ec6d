"""Installing H5P libraries: one copy for all content, pinned by its bytes, replaced by higher patches only."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from assessments.h5p import auditing
from assessments.h5p.libraries.relinking import needs_relinking, relink
from assessments.h5p.models import Library, LibraryFile
from assessments.h5p.package.naming import LibraryName
from assessments.h5p.package.parts import LibraryIn

PERMISSION = "assessments.add_library"


class InstallRefused(Exception):
    """The library is not installed; everything is as it was."""


class MayNotInstall(InstallRefused):
    """The person may add content, but no libraries. The argument names those that are missing."""


class OtherBytes(InstallRefused):
    """A library of this name and version is installed, and its files are others."""


@transaction.atomic
def install(*, libraries: Iterable[LibraryIn], by, at: datetime) -> dict[LibraryName, Library]:
    """Install what is new or a higher patch; return the rows of all that were given, as they are installed now.

    Raises MayNotInstall and OtherBytes. From here on content that uses a library plays with the new patch,
    and with what that needs.
    """
    given = {library.name: library for library in libraries}
    rows = installed(given, lock=True)
    wanted = [name for name, library in given.items() if _is_wanted(library, rows.get(name))]
    if wanted and not by.has_perm(PERMISSION):
        raise MayNotInstall(", ".join(sorted(map(str, wanted))))
    asking_for_more = [
        row
        for name in wanted
        if (row := rows.get(name)) and needs_relinking(row.metadata, given[name].metadata)
    ]
    for name in wanted:
        rows[name] = _write(given[name], rows.get(name), by=by, at=at)
    if asking_for_more:
        relink(asking_for_more, all_installed())
    return rows


def lock_all() -> None:
    """Let nobody change or remove a library until the end of the transaction: one order, so none waits in a circle."""
    list(Library.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def installed(names: Iterable[LibraryName], *, lock: bool = False) -> dict[LibraryName, Library]:
    """Return the rows of those that are installed."""
    wanted = set(names)
    rows = Library.objects.filter(machine_name__in={name.machine for name in wanted}).order_by("pk")
    if lock:
        rows = rows.select_for_update()
    return {name: row for row in rows if (name := name_of(row)) in wanted}


def all_installed() -> dict[LibraryName, Library]:
    """Return all there are, without their semantics: a few hundred small rows, and no query per library."""
    return {name_of(row): row for row in Library.objects.defer("semantics")}


def name_of(library: Library) -> LibraryName:
    return LibraryName(library.machine_name, library.major, library.minor)


def _is_wanted(library: LibraryIn, row: Library | None) -> bool:
    if row is None or library.patch > row.patch:
        return True
    if library.patch == row.patch and library.digest != row.digest:
        raise OtherBytes(f"{row}: {row.digest}, {library.digest}")
    return False


def _write(library: LibraryIn, row: Library | None, *, by, at: datetime) -> Library:
    before = str(row) if row else ""
    row = row or Library(
        machine_name=library.name.machine, major=library.name.major, minor=library.name.minor
    )
    row.patch, row.title = library.patch, str(library.metadata["title"])
    row.is_runnable, row.metadata, row.semantics = library.is_runnable, library.metadata, library.semantics
    row.digest, row.size = library.digest, library.size
    row.installed_at, row.installed_by = at, by
    row.save()
    row.files.all().delete()
    LibraryFile.objects.bulk_create(
        [
            LibraryFile(
                library=row, path=file.path, digest=file.digest, size=file.size, media_type=file.media_type
            )
            for file in library.files
        ],
        batch_size=500,
    )
    told = {"library": str(row), "digest": row.digest} | ({"old": before} if before else {})
    action = auditing.UPGRADED if before else auditing.INSTALLED
    auditing.write_down(action=action, instance=row, by=by, **told)
    return row
