"""The strings of some pages as they go out to a translator and come back, each with the place it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from assessments.glossary.matching import Vocabulary, find_terms
from assessments.glossary.terms import Entry, read_glossary, vocabulary
from cms.translation.board.starting import page_in
from cms.translation.board.states import MISSING, cell_of_page
from cms.translation.board.texts import Text
from courses.content.curriculum.pairing import ensure_paired

DIGITS = 16


@dataclass(frozen=True)
class Phrase:
    """One string: `place` names it for good as long as its source has it, `source` and `target` may have inline tags.

    `digest` is of today's source; `state` as on the board; `terms` are "source word = word to use". `is_whole`: its
    page is not built like its source and is edited as a whole.
    """

    place: str
    page: UUID
    code: str
    source: str
    target: str
    digest: str
    state: str = ""
    terms: tuple[str, ...] = ()
    string_pk: int = 0
    context_pk: int = 0
    is_whole: bool = False


def digest(text: str) -> str:
    """Return the fingerprint of a source text."""
    return sha256(text.strip().encode()).hexdigest()[:DIGITS]


def cut(texts: Iterable[Text]) -> None:
    """Cut pages into strings that were never opened by a translator; what is cut already stays."""
    for text in texts:
        source = page_in(text.key, settings.LANGUAGE_CODE)
        if source is not None:
            ensure_paired(source)
            TranslationSource.get_or_create_from_instance(source)


def phrases(texts: list[Text], language: str) -> list[Phrase]:
    """Return the strings of pages that are `cut`, in the order of the pages. Six queries, however many pages."""
    by_key = {text.key: text for text in texts}
    segments = (
        StringSegment.objects.filter(
            source__object_id__in=by_key, source__locale__language_code=settings.LANGUAGE_CODE
        )
        .select_related("source", "string", "context")
        .order_by("source", "order", "pk")
    )
    answers = {
        (row.translation_of_id, row.context_id): row.data
        for row in StringTranslation.objects.filter(
            locale__language_code=language, context__object_id__in=by_key
        )
    }
    whole = set(
        Translation.objects.filter(
            enabled=False, source__object_id__in=by_key, target_locale__language_code=language
        ).values_list("source__object_id", flat=True)
    )
    glossary = read_glossary()
    words = vocabulary(glossary.values(), settings.LANGUAGE_CODE)
    found: dict[UUID, list[Phrase]] = {key: [] for key in by_key}
    counts: dict[tuple[UUID, str], int] = {}
    for segment in segments:
        text = by_key[segment.source.object_id]
        path = segment.context.path
        number = counts[text.key, path] = counts.get((text.key, path), 0) + 1
        target = answers.get((segment.string_id, segment.context_id), "")
        found[text.key].append(
            Phrase(
                place=f"{text.key}:{path}:{number}",
                page=text.key,
                code=text.code or text.title,
                source=segment.string.data,
                target=target,
                digest=digest(segment.string.data),
                state=cell_of_page(text, language).state if target else MISSING,
                terms=terms_in(segment.string.data, words, glossary, language),
                string_pk=segment.string_id,
                context_pk=segment.context_id,
                is_whole=text.key in whole,
            )
        )
    return [phrase for own in found.values() for phrase in own]


def terms_in(text: str, words: Vocabulary, glossary: dict[int, Entry], language: str) -> tuple[str, ...]:
    """Return the terms of the glossary in a text with the word to use for each, in their order."""
    numbers = dict.fromkeys(span.number for span in find_terms(text, words))
    entries = (glossary[number].words for number in numbers)
    return tuple(
        f"{entry[words.language].text} = {entry[language].text}" for entry in entries if language in entry
    )


def locale_of(language: str) -> Locale:
    return Locale.objects.get(language_code=language)
