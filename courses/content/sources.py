"""The documents facts rest on, by their codes."""

from collections.abc import Mapping

from courses.content.reference import Source
from courses.content.stamp import Remembered
from courses.content.tree import with_fallbacks


@Remembered
def source_titles(language: str) -> Mapping[str, str]:
    """Return {code: title} in the language or its first fallback. No query while nothing changes."""
    titles = {}
    for source in Source.objects.prefetch_related("translations"):
        words = {row.language_code: row.title for row in source.translations.all()}
        shown = next((code for code in with_fallbacks(language) if code in words), None)
        if shown:
            titles[source.code] = words[shown]
    return titles
