"""What a version is played from: the files behind its token, and the addresses of its frame."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse

from assessments.h5p.models import H5PFile, H5PVersion, LibraryFile
from assessments.h5p.package.naming import LibraryName, NoLibraryName
from assessments.uploads.giving.serving import Asset
from assessments.uploads.giving.signing import sign

# Two tokens, so that an address of a file never opens the frame, nor the other way round.
FILES, FRAME = "h5p", "h5pframe"
CONTENT, LIBRARIES = "content/", "libraries/"


def resolve(key: str, path: str) -> Asset | None:
    """Return the file of a version: `content/…` is its own, `libraries/H5P.Foo-1.2/…` one of a library it uses.

    One query. What the version does not name is not there, whatever is in the storage.
    """
    if path.startswith(CONTENT):
        files = H5PFile.objects.filter(version=key, path=path.removeprefix(CONTENT))
    elif path.startswith(LIBRARIES):
        files = _of_library(key, path.removeprefix(LIBRARIES))
    else:
        return None
    found = files.values_list("digest", "size", "media_type").first()
    return Asset(*found) if found else None


def _of_library(key: str, path: str):
    folder, _, inside = path.partition("/")
    name, _, version = folder.rpartition("-")
    try:
        library = LibraryName.of_string(f"{name} {version}")
    except NoLibraryName:
        return LibraryFile.objects.none()
    if library.folder != folder:
        return LibraryFile.objects.none()
    return LibraryFile.objects.filter(
        library__versions=key,
        library__machine_name=library.machine,
        library__major=library.major,
        library__minor=library.minor,
        path=inside,
    )


def frame_address(version: H5PVersion, *, at: datetime) -> str:
    """Return where the frame of a version is: good for half a day at least, for whoever is shown it."""
    return reverse("h5p:frame", args=[sign(FRAME, version.pk, at=at)])


def preview_frame(version: H5PVersion, *, at: datetime) -> str:
    """Return the frame to look at a version in, without a try: nothing of what is done there is kept.

    It is shown by the component "components/h5p_preview.html", whose script begins it.
    """
    return frame_address(version, at=at)


def files_address(version: H5PVersion, *, at: datetime) -> str:
    """Return the address below which the files of a version are, with a slash at its end."""
    return reverse("asset", args=[sign(FILES, version.pk, at=at), "x"]).removesuffix("x")


def scripts_and_styles(version: H5PVersion, files: str) -> tuple[list[str], list[str]]:
    """Return the addresses of all scripts and style sheets of a version's libraries in the order of loading.

    `files` is that of `files_address`. One query.
    """
    installed = {library.folder: library for library in version.libraries.defer("semantics")}
    scripts: list[str] = []
    styles: list[str] = []
    for needed in version.package["preloadedDependencies"]:
        library = installed.get(LibraryName.of_json(needed).folder)
        if library is not None:
            base = f"{files}{LIBRARIES}{library.folder}/"
            scripts += _addresses(base, library.metadata, "preloadedJs")
            styles += _addresses(base, library.metadata, "preloadedCss")
    return scripts, styles


def _addresses(base: str, metadata: Mapping, kind: str) -> list[str]:
    return [base + quote(file["path"].removeprefix("./").lstrip("/")) for file in metadata.get(kind) or []]
