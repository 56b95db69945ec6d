"""A title in the language of who reads: packages name languages by tags (en-US), or not at all."""

from collections.abc import Mapping


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language (a tag or Django's code), in one like it, in English, or in any; "" for none."""
    for wanted in (language, language.partition("-")[0], "en"):
        if found := _like(texts, wanted.lower()):
            return found
    return next((text for text in texts.values() if text), "")


def _like(texts: Mapping[str, str], wanted: str) -> str:
    tags = {tag.lower(): text for tag, text in texts.items() if text}
    if wanted in tags:
        return tags[wanted]
    return next((text for tag, text in tags.items() if tag.partition("-")[0] == wanted), "")
