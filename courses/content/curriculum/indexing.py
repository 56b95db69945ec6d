"""Searching and references while many pages are written: each page is indexed once, at the end.

Wagtail saves a page three times to publish it and indexes it at each.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexing_afterwards(models: Iterable[type[Page]]) -> Iterator[list[tuple[Page, str]]]:
    """Yield a list for what was written, (page, anything); indexed when the block is left without an error."""
    written: list[tuple[Page, str]] = []
    silenced = [model for model in models if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield written
    finally:
        for model in silenced:
            post_save.connect(post_save_signal_handler, sender=model)
    _index([page for page, _state in written])


def _index(pages: list[Page]) -> None:
    by_model: dict[type[Page], list[int]] = {}
    for page in pages:
        by_model.setdefault(type(page), []).append(page.pk)
    backend = get_search_backend()
    for model, keys in by_model.items():
        found = list(model.objects.filter(pk__in=keys))
        backend.add_bulk(model, found)
        for page in found:
            ReferenceIndex.create_or_update_for_object(page)
