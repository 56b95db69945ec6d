"""Keeping what is searched true to what is there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from assessments.glossary.models import Term
from assessments.glossary.terms import read_glossary
from cms.search.models import SearchText
from cms.search.texts import KINDS, Text, all_texts, page_text, term_texts
from cms.search.words import key_text

_is_postponed: ContextVar[bool] = ContextVar("search_is_postponed", default=False)


@contextmanager
def postponed() -> Iterator[None]:
    """Leave single pages and terms alone: whoever changes many of them calls renew_search at the end."""
    token = _is_postponed.set(True)
    try:
        yield
    finally:
        _is_postponed.reset(token)


@transaction.atomic
def renew_search(pages: Iterable[Page] | None = None) -> int:
    """Bring what can be found up to date; return how many texts were new, changed or gone.

    `pages` are those that were written, if nothing else can have changed but terms; left out: look at everything.
    """
    if pages is not None and SearchText.objects.exists():
        changed = [page_text(page) for page in pages if type(page) in KINDS]
        return _write([*changed, *term_texts(read_glossary().values())])
    texts = {(text.kind, text.key, text.language): text for text in all_texts()}
    gone = [row for row in SearchText.objects.all() if (row.kind, row.key, row.language) not in texts]
    return _write(texts.values()) + _forget(gone)


def follow_page(*, page: Page) -> None:
    """Take over what a page says now that it was published."""
    if type(page) in KINDS and not _is_postponed.get():
        _write([page_text(page)])


def follow_words(*, term_pk: int) -> None:
    """Take over what a term says now; one that is being deleted says nothing more, and is taken out when it is gone."""
    number = Term.objects.filter(pk=term_pk).values_list("number", flat=True).first()
    if number is not None:
        follow_term(number=number)


@transaction.atomic
def follow_term(*, number: int) -> None:
    """Take over what a term says now in all languages."""
    if _is_postponed.get():
        return
    entry = read_glossary(number=number).get(number)
    texts = list(term_texts([entry])) if entry else []
    there = SearchText.objects.filter(kind=SearchText.Kind.TERM, key=str(number))
    _forget(there.exclude(language__in=[text.language for text in texts]))
    _write(texts)


@transaction.atomic
def _write(texts: Iterable[Text]) -> int:
    """Write the texts that are not there as they are, and hand them to the search of the database."""
    texts = list(texts)
    keys = {text.key for text in texts}
    known = SearchText.objects.all() if len(keys) > 100 else SearchText.objects.filter(key__in=keys)
    there = {(row.kind, row.key, row.language): row for row in known}
    changed = []
    for text in texts:
        row = there.get((text.kind, text.key, text.language)) or SearchText(
            kind=text.kind, key=text.key, language=text.language
        )
        if row.pk is None or (row.title, row.text) != (text.title[:255], text.text):
            row.title, row.text = text.title[:255], text.text
            row.words = key_text(f"{text.code} {text.title} \n{text.text}", text.language)
            row.save()
            changed.append(row)
    if changed:
        get_search_backend().add_bulk(SearchText, changed)
    return len(changed)


def _forget(rows: Iterable[SearchText]) -> int:
    rows, backend = list(rows), get_search_backend()
    for row in rows:
        backend.delete(row)
        row.delete()
    return len(rows)
