"""What was found when a version came in, and what was taken out of it on the way."""

from dataclasses import dataclass

from assessments.h5p import taken_out
from assessments.h5p.desk.places import Places
from assessments.h5p.labels import pointed
from assessments.h5p.models import H5PVersion
from assessments.uploads.models import Upload
from assessments.uploads.taking.presenting import Shown


@dataclass(frozen=True)
class TakenOut:
    """One thing that was taken out or changed; `where` are the steps of the way to it."""

    where: tuple[str, ...]
    says: str


def taken_out_of(version: H5PVersion, places: Places) -> list[TakenOut]:
    """Return what the filter did to a version. No query."""
    return [
        TakenOut(tuple(places.words(pointed(entry["path"]))), taken_out.told(entry))
        for entry in version.removed
    ]


def upload_of(version: H5PVersion) -> Shown | None:
    """Return the upload a version came by, None where it is kept no more. One query."""
    stored = Upload.objects.filter(
        kind=Upload.Kind.H5P, state=Upload.State.STORED, digest=version.digest, stored_at__isnull=False
    )
    upload = stored.select_related("uploaded_by").order_by("-stored_at").first()
    return Shown(upload) if upload else None
