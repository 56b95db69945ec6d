"""What nothing points at any more is taken away: files of the assets without a row, uploads left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps

from assessments.uploads import assets
from assessments.uploads.taking.discarding import discard_left_alone, left_alone

# To store a package takes minutes: a file without a row after a day has been given up.
ASSETS_AFTER = timedelta(days=1)
# The rows that point at assets, in rooms above this one; a test sees that none is forgotten.
POINTING = ("LibraryFile", "H5PFile", "PackageFile")


@dataclass(frozen=True)
class Swept:
    """How many files and uploads were, or would be, taken away."""

    assets: int
    uploads: int


def find_dust(*, at: datetime) -> Swept:
    """Count what sweep() would take away; nothing changes."""
    orphans = assets.orphans(wanted=pointed_at, before=at - ASSETS_AFTER)
    return Swept(assets=sum(1 for _path in orphans), uploads=left_alone(at=at).count())


def sweep(*, at: datetime) -> Swept:
    """Take away files that no row has pointed at for a day, and uploads that nobody stored within one."""
    return Swept(
        assets=assets.sweep(wanted=pointed_at, before=at - ASSETS_AFTER), uploads=discard_left_alone(at=at)
    )


def pointed_at(digests: Sequence[str]) -> set[str]:
    """Return those of the digests that a file of content, a library or a package has."""
    found: set[str] = set()
    for name in POINTING:
        rows = apps.get_model("assessments", name).objects.filter(digest__in=digests)
        found.update(rows.values_list("digest", flat=True))
    return found
