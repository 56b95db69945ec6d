"""A checked file is taken over: one batch of changes, the states beside it, all or nothing; and back again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from assessments.studio.drafting.changes import inverse
from assessments.studio.drafting.saving import save_changes
from assessments.studio.models import Draft, DraftChange
from assessments.studio.translating.accepting import note_states
from assessments.studio.translating.handoff.checking import Item
from assessments.studio.translating.states import Place


@transaction.atomic
def take_over(
    *, draft: Draft, language: str, key: UUID, items: Iterable[Item], by, at: datetime
) -> DraftChange | None:
    """Write the texts of a hand-off file and their states; None when only states came.

    `key` is made with the preview: taking the same preview over twice has no second effect.
    Raises ChangesConflict when a text is no longer what the preview showed, ChangesInvalid.
    """
    Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if earlier := DraftChange.objects.filter(key=key, draft=draft).first():
        return earlier
    items = list(items)
    changes = [
        {"path": item.place.path(language), "old": item.old or None, "new": item.new}
        for item in items
        if item.new != item.old
    ]
    saved = None
    if changes:
        saved = save_changes(draft=draft, key=key, changes=changes, by=by, at=at)
    entries: Mapping[Place, tuple[str, str]] = {item.place: (item.state, item.source) for item in items}
    note_states(draft=draft, language=language, entries=entries, by=by, at=at)
    return saved


def take_back(*, draft: Draft, batch: DraftChange, by, at: datetime) -> DraftChange:
    """Undo a batch; twice is the same as once. Texts that come back are drafts again.

    Raises ChangesConflict when a text was changed since.
    """
    changes = inverse(batch.changes)
    return save_changes(draft=draft, key=uuid5(batch.key, "take back"), changes=changes, by=by, at=at)
