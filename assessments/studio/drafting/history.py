"""Kept states of a draft: keep one under a name, compare two, go back to one. Going back is undone like any edit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.scenarios.models import ScenarioVersion
from assessments.studio.drafting.saving import document_of_version, replace_document
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft, DraftChange, DraftSnapshot

NAME_LENGTH = 120


class StateUnknown(LookupError):
    """No draft, kept state or version has this name."""


@transaction.atomic
def keep(*, draft: Draft, name: str, by, at: datetime, automatic: bool = False) -> DraftSnapshot:
    """Return the draft as it is now, kept under a name (cut to NAME_LENGTH)."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    return DraftSnapshot.objects.create(
        draft=draft,
        name=name[:NAME_LENGTH],
        is_automatic=automatic,
        document=read_document(draft),
        serial=draft.serial,
        made_at=at,
        made_by=by,
    )


def find_state(draft: Draft, name: str) -> tuple[str, dict]:
    """Return (name for people, document) of "draft", "snapshot:<id>" or "version:<number>". Raises StateUnknown."""
    kind, _colon, number = name.partition(":")
    if name == "draft":
        return _("The draft as it is now"), read_document(draft)
    if not number.isdecimal() or len(number) > 9:
        raise StateUnknown(name)
    if kind == "snapshot":
        snapshot = draft.snapshots.filter(pk=number).first()
        if snapshot:
            return snapshot.name, snapshot.document
    if kind == "version":
        version = ScenarioVersion.objects.filter(scenario=draft.scenario_id, number=number).first()
        if version:
            return _("Version %(number)s") % {"number": version.number}, document_of_version(version)
    raise StateUnknown(name)


@transaction.atomic
def restore(*, draft: Draft, name: str, by, at: datetime) -> DraftChange | None:
    """Make the draft what it was in a kept state or a version; None when it is so already.

    What it is now is kept first. Raises StateUnknown.
    """
    title, doc = find_state(draft, name)
    keep(
        draft=draft, name=_("Before going back to: %(name)s") % {"name": title}, by=by, at=at, automatic=True
    )
    return replace_document(draft=draft, doc=doc, by=by, at=at)
