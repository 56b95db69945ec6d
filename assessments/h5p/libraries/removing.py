"""A library that nothing uses is removed; one that something uses never is."""

from django.db import transaction

from assessments.h5p import auditing
from assessments.h5p.libraries.installing import lock_all, name_of
from assessments.h5p.models import Library
from assessments.h5p.package.dependencies import dependencies_of
from assessments.h5p.package.naming import LibraryName


class InUse(Exception):
    """A version of content, or another library, needs it; nothing was removed."""


@transaction.atomic
def remove(*, library: Library, by) -> None:
    """Remove a library and its files. Raises InUse; Library.DoesNotExist when somebody else removed it.

    All libraries are locked meanwhile, as they are where content is stored: content that is stored now either has the
    library before we look, or finds it gone.
    """
    lock_all()
    rows = list(Library.objects.defer("semantics"))
    found = next((row for row in rows if row.pk == library.pk), None)
    if found is None:
        raise Library.DoesNotExist
    if found.versions.exists() or dependents(found, rows):
        raise InUse(str(found))
    auditing.write_down(
        action=auditing.REMOVED, instance=found, by=by, library=str(found), digest=found.digest
    )
    found.delete()


def dependents(library: Library, rows) -> list[Library]:
    """Return those of the rows that need the library to be played."""
    wanted = name_of(library)
    return [row for row in rows if row.pk != library.pk and wanted in needs(row)]


def needs(row: Library) -> set[LibraryName]:
    """Return what the library itself names as needed to be played."""
    return set(dependencies_of(row.metadata))
