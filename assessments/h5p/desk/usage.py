"""Where content is used: told by whoever stands above and knows the lessons.

A function hooked as "panah_h5p_usage" takes a language and returns {H5PContent.pk: [LessonUse]}.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wagtail import hooks


@dataclass(frozen=True)
class Edition:
    """A lesson in one language: `url` is its page in the admin; only what `is_live` is read by people."""

    language: str
    name: str
    url: str
    is_live: bool


@dataclass(frozen=True)
class LessonUse:
    """A lesson that shows the content, with the languages it does so in; `title` is in the reader's language."""

    title: str
    editions: tuple[Edition, ...]


def usage(language: str) -> Mapping[int, list[LessonUse]]:
    """Return {H5PContent.pk: where it is used}. A fixed number of queries."""
    found: dict[int, list[LessonUse]] = {}
    for tell in hooks.get_hooks("panah_h5p_usage"):
        for pk, uses in tell(language).items():
            found.setdefault(pk, []).extend(uses)
    return found
