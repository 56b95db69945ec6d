"""What nothing points at any more is taken away: contents without a row, credentials of launches long over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.lrs import blobs
from assessments.lrs.clients.granting import forget_launches
from assessments.lrs.models import Attachment, Document, LaunchToken

# No request takes so long: a content without a row after it has been given up.
CONTENTS_AFTER = timedelta(days=1)
# So long it can still be seen whose launch a statement came from.
LAUNCHES_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Swept:
    """How many contents and credentials of launches were, or would be, taken away."""

    contents: int
    launches: int


def find_dust(*, at: datetime) -> Swept:
    """Count what sweep() would take away; nothing changes."""
    orphans = blobs.orphans(wanted=pointed_at, before=at - CONTENTS_AFTER)
    launches = LaunchToken.objects.expired_before(at - LAUNCHES_AFTER)
    return Swept(contents=sum(1 for _path in orphans), launches=launches.count())


def sweep(*, at: datetime) -> Swept:
    """Take away contents that no row has pointed at for a day, and credentials of launches that ended 30 days ago."""
    return Swept(
        contents=blobs.sweep(wanted=pointed_at, before=at - CONTENTS_AFTER),
        launches=forget_launches(before=at - LAUNCHES_AFTER),
    )


def pointed_at(digests: Sequence[str]) -> set[str]:
    """Return those of the digests that a document or an attachment has."""
    documents = Document.objects.filter(digest__in=digests).values_list("digest", flat=True)
    attachments = Attachment.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return {*documents, *attachments}
