"""The source texts that stale translations were made from, found in the draft's own history."""

from collections.abc import Mapping

from assessments.studio.drafting.document import digest
from assessments.studio.models import Draft
from assessments.studio.translating.states import Place


def earlier_sources(draft: Draft, language: str, wanted: Mapping[Place, str]) -> dict[Place, str]:
    """Return {place: source text} for the places whose text with the wanted digest is in a saved batch.

    `language` is the source language. One query, none where nothing is wanted; newest batches first, no further
    than needed.
    """
    found: dict[Place, str] = {}
    if not wanted:
        return found
    batches = draft.changes.order_by("-serial").values_list("changes", flat=True)
    for changes in batches.iterator(chunk_size=50):
        for change in changes:
            _look_at(change, language, wanted, found)
        if len(found) == len(wanted):
            break
    return found


def _look_at(change: dict, language: str, wanted: Mapping[Place, str], found: dict[Place, str]) -> None:
    path = change["path"]
    if path[:2] != ["words", language]:
        return
    place = Place(path[2], path[3])
    for text in (change["old"], change["new"]):
        if text and place not in found and wanted.get(place) == digest(text):
            found[place] = text
