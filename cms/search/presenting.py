"""From what was found to the values a page of results prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.glossary.entries import anchor, glossary
from cms.search.finding import Found
from cms.search.models import SearchText
from cms.search.quoting import Part, marked, quote
from cms.search.words import plain
from courses.content.outline import find_lesson, find_module
from courses.content.stamp import Remembered
from courses.content.tokens import country_values, resolve_text
from courses.content.tree import address, tree
from courses.learning.access import access_to

Kind = SearchText.Kind
PER_PAGE = 10


@dataclass(frozen=True)
class Hit:
    """One result; `quotation` is empty where only the title is for everybody (`is_locked`: opens with an enrolment)."""

    kind: str
    title: tuple[Part, ...]
    url: str
    language: str
    quotation: tuple[Part, ...] = ()
    within: str = ""
    code: str = ""
    is_locked: bool = False

    @property
    def kind_name(self) -> str:
        return Kind(self.kind).label


@dataclass(frozen=True)
class Place:
    """Where something that was found stands: what it is a part of, and the course whose takers may read it."""

    url: str
    within: str = ""
    code: str = ""
    course_key: UUID | None = None


def reachable(found: Found, language: str) -> list[tuple[SearchText, Place]]:
    """Return the rows that a reader can be led to, in order: what is hidden or not public falls out. No query."""
    places = ((row, _place(row, language)) for row in found.rows)
    return [(row, place) for row, place in places if place is not None]


def hits(rows: Iterable[tuple[SearchText, Place]], found: Found, *, user) -> tuple[Hit, ...]:
    """Return the results for one page. A query for each course that lessons among them are from."""
    rows = list(rows)
    keys = {place.course_key for _row, place in rows if place.course_key}
    closed = {key for key in keys if not access_to(user=user, course_key=key).may_read}
    country = getattr(user, "country", "")
    return tuple(_hit(row, place, found, country, place.course_key in closed) for row, place in rows)


def _hit(row: SearchText, place: Place, found: Found, country: str, is_locked: bool) -> Hit:
    text = "" if is_locked else resolve_text(row.text, country_values(country, row.language))
    return Hit(
        kind=row.kind,
        title=marked(row.title, found.sought, row.language),
        url=place.url,
        language=row.language,
        quotation=quote(text, found.sought, row.language) or _beginning(text),
        within=place.within,
        code=place.code,
        is_locked=is_locked,
    )


def _beginning(text: str) -> tuple[Part, ...]:
    first = text.partition("\n")[0]
    return (Part(first),) if first and len(first) <= PER_PAGE * 24 else ()


def _place(row: SearchText, language: str) -> Place | None:
    if row.kind == Kind.TERM:
        return Place(url=f"{_glossary_url(language)}#{anchor(int(row.key))}")
    key = UUID(row.key)
    node = tree().by_key.get(key, {}).get(row.language)
    if node is None or node.place.startswith(private_places()):
        return None
    if row.kind == Kind.LESSON:
        return _lesson_place(key, language)
    if row.kind == Kind.MODULE:
        return _module_place(key, language)
    return Place(url=address(node.path, language))


def _lesson_place(key: UUID, language: str) -> Place | None:
    found = find_lesson(key, language)
    if found is None:
        return None
    course, module, lesson = found
    within = f"{module.code} {module.title}"
    return Place(url=lesson.url, within=within, code=lesson.code, course_key=course.key)


def _module_place(key: UUID, language: str) -> Place | None:
    found = find_module(key, language)
    if found is None:
        return None
    course, module = found
    return Place(url=module.url, within=course.title, code=module.code)


def _glossary_url(language: str) -> str:
    with translation.override(language):
        return reverse("glossary")


@Remembered
def private_places() -> tuple[str, ...]:
    """Return the places in the tree below which an editor made pages private."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def suggestions(asked: str, language: str) -> list[str]:
    """Return words of the glossary that look like what was asked for: a letter may be wrong."""
    words = {plain(line.word): line.word for line in glossary(language).lines if line.language == language}
    for line in glossary(language).lines:
        for part in line.word.split():
            if line.language == language and len(part) > len("word"):
                words.setdefault(plain(part), part)
    close = [get_close_matches(plain(word), words, n=2, cutoff=0.7) for word in [asked, *asked.split()][:6]]
    return list(dict.fromkeys(words[match] for matches in close for match in matches))[:5]
