"""Storing H5P content: what a package holds becomes a version, its libraries are installed, in one transaction."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from assessments.h5p import auditing
from assessments.h5p.inspection import Inspection, inspect
from assessments.h5p.libraries import installing
from assessments.h5p.libraries.comparing import Standing
from assessments.h5p.models import H5PContent, H5PFile, H5PVersion, Library
from assessments.h5p.package.dependencies import closure, dependencies_of, libraries_in
from assessments.h5p.package.describing import described
from assessments.h5p.package.naming import LibraryName
from assessments.h5p.package.parts import KeptFile, LibraryIn, PackageIn
from assessments.h5p.package.reading import CONTENT, CONTENT_FOLDER, is_skipped
from assessments.uploads.findings import error
from assessments.uploads.models import Upload
from assessments.uploads.taking.checkers import StoredFile
from assessments.uploads.zips.archive import ArchiveRefused, Readable


class StoreRefused(Exception):
    """Nothing was stored."""


class LibraryMissing(StoreRefused):
    """The content needs a library that is neither installed nor in the package."""


@transaction.atomic
def store(
    *, upload: Upload, archive: Readable, files: Mapping[str, StoredFile], by, at: datetime
) -> H5PVersion | None:
    """Store a package whose files are in the assets; return its version, None where it holds libraries alone.

    It is inspected once more: what was installed since it was checked counts. Raises ArchiveRefused.
    """
    may_install = by.has_perm(installing.PERMISSION)
    found = inspect(archive, files, may_install=may_install)
    if found.is_refused:
        raise ArchiveRefused([finding for finding in found.findings if finding.level == "error"])
    libraries = tuple(_library_in(standing) for standing in found.wanted) if may_install else ()
    try:
        if found.filtered is None:
            installing.install(libraries=libraries, by=by, at=at)
            return None
        package = _package_in(upload, found, libraries, files)
        return keep(package=package, by=by, at=at, content=_replaced(upload))
    except (StoreRefused, installing.InstallRefused) as problem:
        # Somebody installed or removed a library between the look and this.
        raise ArchiveRefused([error("changed-meanwhile", library=str(problem))]) from problem


@transaction.atomic
def keep(*, package: PackageIn, by, at: datetime, content: H5PContent | None = None) -> H5PVersion:
    """Install the libraries and insert the version: the next one of `content`, or the first of something new.

    Raises StoreRefused and installing.InstallRefused; then nothing is stored.
    """
    installing.lock_all()
    installing.install(libraries=package.libraries, by=by, at=at)
    main = main_library_of(package.h5p)
    used = needed([main, *libraries_in(package.params)])
    title = str(package.h5p["title"])[:255]
    content, number = _next(content, title) if content else (_new(title, by=by, at=at), 1)
    version = H5PVersion.objects.create(
        content=content,
        number=number,
        title=title,
        language=str(package.h5p.get("language", ""))[:12],
        main_library=used[main],
        package={**package.h5p, "preloadedDependencies": [name.as_json() for name in used]},
        params=package.params,
        removed=list(package.removed),
        digest=package.digest,
        created_at=at,
        created_by=by,
    )
    version.libraries.set(used.values())
    H5PFile.objects.bulk_create(
        [
            H5PFile(
                version=version,
                path=file.path,
                digest=file.digest,
                size=file.size,
                media_type=file.media_type,
            )
            for file in package.files
        ],
        batch_size=500,
    )
    action = auditing.ADDED if version.number == 1 else auditing.REPLACED
    auditing.write_down(action=action, instance=content, by=by, version=version.number)
    return version


def main_library_of(h5p) -> LibraryName:
    """Return the library that h5p.json names as the main one. Raises LibraryMissing."""
    for name in dependencies_of(h5p, ("preloadedDependencies",)):
        if name.machine == h5p["mainLibrary"]:
            return name
    raise LibraryMissing(str(h5p["mainLibrary"]))


def needed(names) -> dict[LibraryName, Library]:
    """Return all installed libraries that these need to be played, in the order of loading. Raises LibraryMissing."""
    rows = installing.all_installed()
    order = closure(names, {name: row.metadata for name, row in rows.items()})
    if missing := [str(name) for name in order if name not in rows]:
        raise LibraryMissing(", ".join(sorted(missing)))
    return {name: rows[name] for name in order}


def _new(title: str, *, by, at: datetime) -> H5PContent:
    return H5PContent.objects.create(title=title, created_at=at, created_by=by)


def _next(content: H5PContent, title: str) -> tuple[H5PContent, int]:
    """Return the content, locked, and the number of its next version."""
    content = H5PContent.objects.select_for_update().get(pk=content.pk)
    newest = content.versions.order_by("-number").first()
    # A title that somebody gave by hand stays.
    if newest is None or content.title == newest.title:
        content.title = title
        content.save(update_fields=["title"])
    return content, newest.number + 1 if newest else 1


def _replaced(upload: Upload) -> H5PContent | None:
    if upload.replaces_key is None:
        return None
    content = H5PContent.objects.filter(key=upload.replaces_key).first()
    if content is None:
        raise ArchiveRefused([error("replaces-nothing")])
    return content


def _package_in(
    upload: Upload, found: Inspection, libraries: tuple[LibraryIn, ...], files: Mapping[str, StoredFile]
) -> PackageIn:
    return PackageIn(
        digest=upload.digest,
        h5p=described(found.h5p),
        params=found.filtered.params,
        removed=found.filtered.removed,
        files=tuple(_content_files(files)),
        libraries=libraries,
    )


def _content_files(files: Mapping[str, StoredFile]) -> Iterator[KeptFile]:
    begin = f"{CONTENT_FOLDER}/"
    for path, file in files.items():
        if path.startswith(begin) and path != CONTENT and not is_skipped(path):
            yield KeptFile(path.removeprefix(begin), file.digest, file.size, file.media_type)


def _library_in(standing: Standing) -> LibraryIn:
    kept = (KeptFile(path, file.digest, file.size, file.media_type) for path, file in standing.files.items())
    return LibraryIn(standing.read.metadata, standing.read.semantics, tuple(kept))
