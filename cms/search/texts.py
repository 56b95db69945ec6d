"""What can be found, with its words: live pages of every kind and the terms of the glossary, in every language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from assessments.glossary.terms import Entry, read_glossary
from cms.pages.models import InformationPage
from cms.search.models import SearchText
from cms.sheets.models import SheetIndexPage, SheetPage
from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.content.outline import answer_blocks

Kind = SearchText.Kind
KINDS = {
    CoursePage: Kind.COURSE,
    ModulePage: Kind.MODULE,
    LessonPage: Kind.LESSON,
    SheetPage: Kind.SHEET,
    SheetIndexPage: Kind.PAGE,
    InformationPage: Kind.PAGE,
}
# Not for the reader: names of the page elsewhere, and the lecturer's plan.
_UNREAD = {"title", "slug", "seo_title", "search_description", "session"}


@dataclass(frozen=True)
class Text:
    """What one thing says in one language; `code` (M4.1) is found, but not quoted."""

    kind: str
    key: str
    language: str
    title: str
    text: str
    code: str = ""


def all_texts() -> Iterator[Text]:
    """Yield the text of everything there is. A fixed number of queries."""
    for model in KINDS:
        for page in model.objects.live().select_related("locale").iterator(chunk_size=50):
            yield page_text(page)
    yield from term_texts(read_glossary().values())


def page_text(page: Page) -> Text:
    """Return what a page says; `page` is of one of the kinds."""
    return Text(
        kind=KINDS[type(page)],
        key=str(page.translation_key),
        language=page.locale.language_code,
        title=page.title,
        text="\n".join(_paragraphs(page)),
        code=getattr(page, "code", ""),
    )


def term_texts(entries: Iterable[Entry]) -> Iterator[Text]:
    """Yield each term in each language; the other ways of writing it come after what it means."""
    for entry in entries:
        for language, word in entry.words.items():
            lines = [word.definition, ", ".join(word.also)]
            yield Text(
                kind=Kind.TERM,
                key=str(entry.number),
                language=language,
                title=word.text,
                text="\n".join(line for line in lines if line),
            )


def _paragraphs(page: Page) -> Iterator[str]:
    hidden = answer_blocks(page)
    for segment in extract_segments(page):
        field, _, rest = segment.path.partition(".")
        is_read = field not in _UNREAD and rest.partition(".")[0] not in hidden
        if is_read and isinstance(segment, StringSegmentValue):
            yield " ".join(unescape(strip_tags(segment.string.data)).split())
