"""What the own scenario of a trainer to be has to do with the drafts of the studio."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from assessments.studio.drafting.storing import read_documents
from assessments.studio.models import Draft, SignOff
from assessments.studio.releasing.reviewing import scene_digest


def drafts_by(user) -> list[Draft]:
    """Return the drafts that the person began or saved a change to, by their codes."""
    written = Q(created_by=user) | Q(pk__in=Draft.objects.filter(changes__made_by=user).values("pk"))
    return list(Draft.objects.filter(written).select_related("scenario").order_by("scenario__code"))


def title_of(draft: Draft) -> str:
    """Return a draft's title in the language it is written in, after its code."""
    title = draft.safe_translation_getter("title", language_code=draft.structure["head"]["source_language"])
    return f"{draft.scenario.code} {title or ''}".strip()[:200]


def legally_signed(keys: Iterable[UUID]) -> set[UUID]:
    """Return those of the scenarios (by key) whose draft has every scene signed by a legal officer as it is now.

    Five queries, however many scenarios; none for no scenario.
    """
    drafts = list(Draft.objects.filter(scenario__key__in=set(keys)).select_related("scenario"))
    if not drafts:
        return set()
    documents = read_documents(drafts)
    rows = SignOff.objects.filter(draft__in=drafts, office=SignOff.Office.LEGAL)
    signed = set(rows.values_list("draft_id", "scene_key", "digest"))
    return {draft.scenario.key for draft in drafts if _is_signed(draft.pk, documents[draft.pk], signed)}


def _is_signed(pk: int, document: dict, signed: set[tuple[int, str, str]]) -> bool:
    scenes = document["scenes"]
    return bool(scenes) and all((pk, key, scene_digest(document, key)) in signed for key in scenes)
