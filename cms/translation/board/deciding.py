"""What people decide on the board about pages and scenarios, one at a time or a whole line at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail_localize.models import Translation

from assessments.scenarios.models import Scenario
from assessments.studio.drafting.saving import open_draft
from assessments.studio.drafting.storing import read_document
from assessments.studio.translating.accepting import keep_reviewed
from assessments.studio.translating.listing import places_of, texts_to_translate
from assessments.studio.translating.states import STALE, source_digest, source_language, state_of
from cms.translation.board.starting import page_in
from cms.translation.board.texts import Text, Wording
from courses.content.curriculum.pairing import take_over_strings
from courses.content.translations import stating


@dataclass(frozen=True)
class Outcome:
    """How many texts were changed, and how many left because it does not apply to them."""

    done: int = 0
    left: int = 0


@transaction.atomic
def state_reviewed(*, texts: Iterable[Text], languages: Iterable[str], by, at: datetime) -> Outcome:
    """Say that a native reader has approved the pages; what is missing or out of date is left."""
    return _each(
        texts,
        languages,
        lambda wording: wording.is_known and wording.is_draft and not wording.is_stale,
        lambda text, language: stating.state_reviewed(key=text.key, language=language, by=by, at=at),
    )


@transaction.atomic
def state_draft(*, texts: Iterable[Text], languages: Iterable[str], by, at: datetime) -> Outcome:
    """Take approvals back."""
    return _each(
        texts,
        languages,
        lambda wording: wording.is_known and not wording.is_draft,
        lambda text, language: stating.state_draft(key=text.key, language=language, by=by, at=at),
    )


@transaction.atomic
def confirm_still_valid(*, texts: Iterable[Text], languages: Iterable[str], by, at: datetime) -> Outcome:
    """Say of pages that are out of date that their source changed in nothing that matters.

    What stands in them is taken over to the new strings of the source, so that nothing waits for its translation
    in vain.
    """

    def confirm(text: Text, language: str) -> None:
        stating.confirm_still_valid(key=text.key, language=language, by=by, at=at)
        source, target = page_in(text.key, settings.LANGUAGE_CODE), page_in(text.key, language)
        strings = Translation.objects.filter(
            source__object_id=text.key, target_locale__language_code=language, enabled=True
        )
        if source and target and strings.exists():
            take_over_strings(source=source, target=target)

    return _each(texts, languages, lambda wording: wording.is_stale, confirm)


@transaction.atomic
def assign(*, places: Iterable[tuple[UUID, str]], languages: Iterable[str], to, by, at: datetime) -> Outcome:
    """Give [(key, kind of page)] to somebody, or to nobody (None)."""
    languages = list(languages)
    done = 0
    for key, model in places:
        for language in languages:
            stating.assign(key=key, language=language, model=model, to=to, by=by, at=at)
            done += 1
    return Outcome(done=done)


@transaction.atomic
def confirm_scenario_still_valid(
    *, scenario: Scenario, languages: Iterable[str], by, at: datetime
) -> Outcome:
    """Say of the texts of a scenario that are out of date that their source changed in nothing that matters."""
    draft = open_draft(scenario=scenario, by=by, at=at)
    document = read_document(draft)
    source = source_language(document)
    places = places_of(texts_to_translate(document, source))
    done = 0
    for language in languages:
        stale = [
            place for place in places if language != source and state_of(document, language, place) == STALE
        ]
        if stale:
            seen = {place: source_digest(document, place) for place in stale}
            done += len(keep_reviewed(draft=draft, language=language, seen=seen, by=by, at=at).done)
    return Outcome(done=done)


def _each(
    texts: Iterable[Text],
    languages: Iterable[str],
    applies: Callable[[Wording], bool],
    act: Callable[[Text, str], object],
) -> Outcome:
    languages = list(languages)
    done = left = 0
    for text in texts:
        for language in languages:
            if applies(text.wording(language)):
                act(text, language)
                done += 1
            else:
                left += 1
    return Outcome(done, left)
