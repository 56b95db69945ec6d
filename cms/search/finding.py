"""What a question finds: the same on every database, in an order of our own."""

from dataclasses import dataclass

from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText

from cms.search.models import SearchText
from cms.search.words import Sought, key_text, plain, question
from courses.content.tree import with_fallbacks

# What is looked for is most often named in the glossary; then come the texts in the order of the site.
_ORDER = [kind.value for kind in SearchText.Kind]
MOST = 500


@dataclass(frozen=True)
class Found:
    """What a question found: rows in `language`, which is a fallback where the wanted one has nothing."""

    language: str
    sought: tuple[Sought, ...]
    rows: tuple[SearchText, ...]


def find(asked: str, language: str) -> Found:
    """Return what has every word of the question, in the language or in the first fallback that has anything."""
    for code in with_fallbacks(language):
        sought = question(asked, code)
        rows = _rows(sought, code) if sought else ()
        if rows:
            return Found(language=code, sought=sought, rows=rows)
    return Found(language=language, sought=question(asked, language), rows=())


def _rows(sought: tuple[Sought, ...], language: str) -> tuple[SearchText, ...]:
    words = [Or([PlainText(key) for key in sorted(word.keys)]) for word in sought]
    texts = SearchText.objects.filter(language=language)
    found = get_search_backend().search(And(words), texts, order_by_relevance=False)[:MOST]
    return tuple(sorted(found, key=lambda row: _rank(row, sought)))


def _rank(row: SearchText, sought: tuple[Sought, ...]):
    """Return what to sort by: words in the title (of terms first, of short ones first), then how often they occur."""
    words = f" {row.words} "
    title = key_text(row.title, row.language).split()
    in_title = sum(not word.keys.isdisjoint(title) for word in sought)
    kind = _ORDER.index(row.kind) if in_title else 0
    count = sum(max(words.count(f" {key} ") for key in word.keys) for word in sought)
    return -in_title, kind, len(title) if in_title else 0, -count, plain(row.title), row.key
