"""Acts on the states of translated texts. Each is one transaction; each says what it did and what it left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from assessments.studio.drafting.document import digest
from assessments.studio.drafting.storing import read_document, write_document
from assessments.studio.models import Draft
from assessments.studio.translating.states import (
    DRAFT,
    MISSING,
    REVIEWED,
    STALE,
    Place,
    source_digest,
    source_language,
    state_of,
    text_at,
)

# Why a text was left as it was.
CHANGED = "changed"


class NotATranslation(ValueError):
    """The language is the one the scenario is written in: its texts have no states."""


@dataclass(frozen=True)
class Outcome:
    """`left` says why: missing, stale, or changed since the person saw it."""

    done: tuple[Place, ...] = ()
    left: Mapping[Place, str] = field(default_factory=dict)


def mark_reviewed(*, draft: Draft, language: str, seen: Mapping[Place, str], by, at: datetime) -> Outcome:
    """Take translated texts as reviewed. `seen` is {place: digest of the translation the person looked at}.

    A text that is not there, that is behind its source, or that is another by now is left. Raises NotATranslation.
    """

    def judge(document: dict, place: Place) -> str:
        state = state_of(document, language, place)
        if state in (MISSING, STALE):
            return state
        return "" if digest(text_at(document, language, place)) == seen[place] else CHANGED

    def entry(document: dict, place: Place, kept: dict) -> dict:
        return {"state": REVIEWED, "source": source_digest(document, place)}

    return _act(draft, language, seen, judge, entry, by, at)


def keep_reviewed(*, draft: Draft, language: str, seen: Mapping[Place, str], by, at: datetime) -> Outcome:
    """Take translations of texts whose source changed in nothing that matters: they keep the state they had.

    `seen` is {place: digest of the source text the person looked at}: had it changed once more, the translation is
    left stale. Raises NotATranslation.
    """

    def judge(document: dict, place: Place) -> str:
        if not text_at(document, language, place).strip():
            return MISSING
        return "" if source_digest(document, place) == seen[place] else CHANGED

    def entry(document: dict, place: Place, kept: dict) -> dict:
        return {"state": kept.get("state", DRAFT), "source": source_digest(document, place)}

    return _act(draft, language, seen, judge, entry, by, at)


def back_to_draft(*, draft: Draft, language: str, seen: Mapping[Place, str], by, at: datetime) -> Outcome:
    """Take reviews back; a stale text stays stale. `seen` as in mark_reviewed. Raises NotATranslation."""

    def judge(document: dict, place: Place) -> str:
        text = text_at(document, language, place)
        if not text.strip():
            return MISSING
        return "" if digest(text) == seen[place] else CHANGED

    def entry(document: dict, place: Place, kept: dict) -> dict:
        return {"state": DRAFT, "source": kept.get("source") or source_digest(document, place)}

    return _act(draft, language, seen, judge, entry, by, at)


def note_states(
    *, draft: Draft, language: str, entries: Mapping[Place, tuple[str, str]], by, at: datetime
) -> Outcome:
    """Write {place: (state, digest of the source text it was made from)}, for texts that came from outside.

    A place without a text is left. Raises NotATranslation.
    """

    def judge(document: dict, place: Place) -> str:
        return "" if text_at(document, language, place).strip() else MISSING

    def entry(document: dict, place: Place, kept: dict) -> dict:
        state, source = entries[place]
        return {"state": state, "source": source}

    return _act(draft, language, entries, judge, entry, by, at)


@transaction.atomic
def _act(draft, language, places, judge: Callable, entry: Callable, by, at) -> Outcome:
    locked = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    document = read_document(locked)
    if language == source_language(document):
        raise NotATranslation(language)
    done, left = [], {}
    for place in places:
        if reason := judge(document, place):
            left[place] = reason
            continue
        texts = document["states"].setdefault(language, {}).setdefault(place.address, {})
        signed = {"by": by.get_username(), "at": at.isoformat()}
        texts[place.field] = entry(document, place, texts.get(place.field, {})) | signed
        done.append(place)
    if done:
        write_document(locked, document, {(language, place.address) for place in done})
    return Outcome(tuple(done), left)
