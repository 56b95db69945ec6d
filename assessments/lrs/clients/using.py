"""That a key is in use is noted, seldom enough to cost nothing."""

from datetime import datetime, timedelta

from assessments.lrs.models import LrsKey

NOTED_EVERY = timedelta(minutes=10)


def note_use(*, key: LrsKey, at: datetime) -> None:
    """Stamp the key as used, unless it was stamped within the last ten minutes."""
    if key.last_used_at is not None and at - key.last_used_at < NOTED_EVERY:
        return
    # By name: a key that is revoked in the same moment stays revoked.
    LrsKey.objects.filter(pk=key.pk).update(last_used_at=at)
    key.last_used_at = at
