"""How far every page is in every language, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from courses.content.translations.models import TextState
from courses.content.translations.stating import WRITTEN


@dataclass(frozen=True)
class PageState:
    """One page in one language. `is_stale`: its source has changed since it was last said to be true to it."""

    extent: str
    is_draft: bool
    is_stale: bool
    words: int = 0


def unknown(language: str) -> PageState:
    """Return the state of a page nobody has written down: a draft, unless its editors write in that language."""
    return PageState(extent=TextState.Extent.ALL, is_draft=language not in WRITTEN, is_stale=False)


def read_states() -> Mapping[tuple[UUID, str], PageState]:
    """Return {(page key, language): PageState} of what is live. One query."""
    rows = list(
        TextState.objects.exclude(digest="").values_list(
            "key", "language", "extent", "state", "digest", "source_digest", "words"
        )
    )
    current = {row[0]: row[4] for row in rows if row[1] == settings.LANGUAGE_CODE}
    return {
        (key, language): PageState(
            extent=extent,
            is_draft=state == TextState.State.DRAFT,
            is_stale=key in current and source != current[key],
            words=words,
        )
        for key, language, extent, state, _digest, source, words in rows
    }
