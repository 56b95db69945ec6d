"""The terms of the glossary that stand in some pages, with the word that a translator has to use for each."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from assessments.glossary.matching import find_terms
from assessments.glossary.terms import read_glossary, vocabulary
from cms.translation.board.texts import Text


@dataclass(frozen=True)
class TermUse:
    """One term: `word` is that of the source, `target` the one to use, "" where the glossary has none yet."""

    word: str
    target: str
    also: str = ""
    is_reviewed: bool = False
    count: int = 0


def terms_used(texts: list[Text], language: str) -> list[TermUse]:
    """Return the terms in the source of pages, the most frequent first. As many queries as kinds of pages, and two."""
    glossary = read_glossary()
    words = vocabulary(glossary.values(), settings.LANGUAGE_CODE)
    counts: dict[int, int] = {}
    pages = Page.objects.filter(pk__in=[text.versions[text.source].pk for text in texts])
    for page in pages.specific():
        for segment in extract_segments(page):
            if isinstance(segment, StringSegmentValue):
                for span in find_terms(segment.string.data, words):
                    counts[span.number] = counts.get(span.number, 0) + 1
    found = []
    for number, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        entry = glossary[number].words
        target = entry.get(language)
        found.append(
            TermUse(
                word=entry[settings.LANGUAGE_CODE].text,
                target=target.text if target else "",
                also=", ".join(target.also) if target else "",
                is_reviewed=bool(target and target.is_reviewed),
                count=count,
            )
        )
    return found
