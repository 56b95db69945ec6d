"""Phrases: a translated pattern with other people's words in it, as HTML or as plain text. Pure.

A name may run in another direction than the sentence: each is isolated, by <bdi> in HTML and by the isolating
characters of Unicode (UAX 9, 2.4) in text, so that commas and brackets stay where the sentence has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2066", "\u2068", "\u2069"


@dataclass(frozen=True)
class Word:
    """A text of unknown direction. `language` is its RFC 5646 tag where known, `url` where it leads."""

    content: str
    language: str = ""
    url: str = ""

    def text(self) -> str:
        return f"{_FIRST_STRONG_ISOLATE}{self.content}{_POP_ISOLATE}"

    def html(self) -> SafeString:
        language = format_html(' lang="{}"', self.language) if self.language else ""
        word = format_html("<bdi{}>{}</bdi>", language, self.content)
        return format_html('<a href="{}">{}</a>', self.url, word) if self.url else word


@dataclass(frozen=True)
class Number:
    """A number with its signs: the minus stands before it and the per cent behind it in every language."""

    content: str

    def text(self) -> str:
        return f"{_LEFT_TO_RIGHT_ISOLATE}{self.content}{_POP_ISOLATE}"

    def html(self) -> SafeString:
        return format_html('<bdi dir="ltr">{}</bdi>', self.content)


@dataclass(frozen=True)
class Phrase:
    """A pattern in the reader's language, {name} standing for each of its parts."""

    pattern: str | Promise
    parts: "Mapping[str, Part]"

    def text(self) -> str:
        return str(self.pattern).format(**{name: part.text() for name, part in self.parts.items()})

    def html(self) -> SafeString:
        # A translation is no HTML; braces of Python stand in both.
        return format_html(str(self.pattern), **{name: part.html() for name, part in self.parts.items()})


@dataclass(frozen=True)
class Isolated:
    """A phrase that keeps together in a longer one: also where only a part of a language is translated."""

    inner: "Part"

    def text(self) -> str:
        return f"{_FIRST_STRONG_ISOLATE}{self.inner.text()}{_POP_ISOLATE}"

    def html(self) -> SafeString:
        return format_html("<bdi>{}</bdi>", self.inner.html())


def phrase(pattern: str | Promise, **parts: "Part | str") -> Phrase:
    """Return a phrase; a string among its parts becomes a word."""
    made = {name: Word(part) if isinstance(part, str) else part for name, part in parts.items()}
    return Phrase(pattern, made)


Part = Word | Number | Phrase | Isolated
