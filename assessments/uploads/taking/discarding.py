"""What was sent and is not wanted goes: thrown away by hand, or by the sweep after a day."""

from datetime import datetime, timedelta

from django.db import transaction

from assessments.uploads.models import Upload
from assessments.uploads.taking.auditing import note_discarded
from assessments.uploads.taking.waiting import forget, forget_strays

# So long an upload that nobody stored is kept.
AFTER = timedelta(days=1)


@transaction.atomic
def discard(*, upload: Upload, by) -> None:
    """Throw an upload away with its file. One that was stored stays: it says where the content came from."""
    locked = (
        Upload.objects.select_for_update().filter(pk=upload.pk).exclude(state=Upload.State.STORED).first()
    )
    if locked is not None:
        note_discarded(upload=locked, by=by)
        transaction.on_commit(lambda: forget(locked))
        Upload.objects.filter(pk=locked.pk).delete()


def left_alone(*, at: datetime):
    """Return the uploads that nobody went on with for a day."""
    return Upload.objects.filter(uploaded_at__lt=at - AFTER).exclude(state=Upload.State.STORED)


def discard_left_alone(*, at: datetime) -> int:
    """Throw away what was left alone, and files without an upload; return how many uploads."""
    uploads = list(left_alone(at=at).defer("findings", "report"))
    for upload in uploads:
        discard(upload=upload, by=None)
    waiting = Upload.objects.exclude(state=Upload.State.STORED).values_list("key", flat=True)
    forget_strays(wanted={str(key) for key in waiting}, before=at - AFTER)
    return len(uploads)
