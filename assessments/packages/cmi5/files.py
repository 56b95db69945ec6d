"""The files of a cmi5 course as they are served: by the token of their version, documents in an origin of their own."""

from uuid import UUID

from assessments.packages.models import PackageFile
from assessments.uploads.giving.serving import POLICY_ASSET, POLICY_DOCUMENT, Asset

_DOCUMENTS = ("text/html", "application/xhtml+xml")


def asset_of(key: str, path: str) -> Asset | None:
    """Return the file of a version (its key) at a path, None when there is none."""
    file = PackageFile.objects.filter(version__key=UUID(key), path=path).first()
    if file is None:
        return None
    policy = POLICY_DOCUMENT if file.media_type in _DOCUMENTS else POLICY_ASSET
    return Asset(file.digest, file.size, file.media_type, policy)
