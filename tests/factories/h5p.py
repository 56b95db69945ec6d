"""H5P content as it is stored, built through the acts."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from django.utils import timezone

from assessments.h5p import storing
from assessments.h5p.models import H5PVersion
from assessments.h5p.package.describing import described
from assessments.h5p.package.json_files import parse
from assessments.h5p.package.parts import KeptFile, LibraryIn, PackageIn
from assessments.uploads import assets
from assessments.uploads.judging.media import DOWNLOAD, media_type_of
from cms.accounts.models import User
from tests.factories.h5p_packages import package
from tests.factories.people import make_person


def make_version(*, by=None, at=None, content=None, data=None, **changes) -> H5PVersion:
    """Store a package (see h5p_packages.package for the changes) as new content, or as the next version of `content`.

    Its libraries are installed, too: `by` must be allowed to, and is somebody who is when it is not given.
    """
    sent = package_in(package(**changes) if data is None else data)
    return storing.keep(package=sent, by=by or installer(), at=at or timezone.now(), content=content)


def installer() -> User:
    """Somebody who may install libraries."""
    return User.objects.filter(username="h5p-installer").first() or make_person(
        username="h5p-installer", is_superuser=True, is_staff=True
    )


def package_in(data: bytes) -> PackageIn:
    """Read a good package and keep its files, without the checks of an upload."""
    with ZipFile(BytesIO(data)) as inside:
        contents = {name: inside.read(name) for name in inside.namelist()}
    folders = sorted({name.split("/")[0] for name in contents if "/" in name} - {"content"})
    return PackageIn(
        digest=sha256(data).hexdigest(),
        h5p=described(parse(contents["h5p.json"])),
        params=parse(contents["content/content.json"]),
        files=_kept("content/", contents, without="content.json"),
        libraries=tuple(_library(folder, contents) for folder in folders),
    )


def _library(folder: str, contents: dict[str, bytes]) -> LibraryIn:
    semantics = contents.get(f"{folder}/semantics.json")
    return LibraryIn(
        metadata=parse(contents[f"{folder}/library.json"]),
        semantics=parse(semantics) if semantics else None,
        files=_kept(f"{folder}/", contents),
    )


def _kept(folder: str, contents: dict[str, bytes], without: str = "") -> tuple[KeptFile, ...]:
    files = []
    for name in sorted(contents):
        path = name.removeprefix(folder)
        if name.startswith(folder) and path != without:
            kept = assets.keep_bytes(contents[name])
            media_type = media_type_of(path, contents[name][:512]) or DOWNLOAD
            files.append(KeptFile(path, kept.digest, kept.size, media_type))
    return tuple(files)
