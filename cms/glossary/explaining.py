"""Terms of the glossary explained where they first stand in the texts of a page."""

import re
from dataclasses import dataclass
from html import escape, unescape

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.glossary.matching import Vocabulary, find_terms
from cms.glossary.entries import Line, anchor, glossary
from courses.content.stamp import Remembered
from courses.content.tokens import TOKEN

# Tags and country tokens are left as they are, and what stands inside these elements, too.
_PIECES = re.compile(rf"(<[^<>]*>|{TOKEN.pattern.replace('(', '(?:', 1)})")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_UNTOUCHED = {"a", "button", "code", "h1", "h2", "h3", "h4", "summary"}


@dataclass(frozen=True)
class Explained:
    """A page's texts with their terms marked: {text as it was: HTML}, and the terms in the order they stand."""

    texts: dict[str, SafeString]
    lines: tuple[Line, ...]


class PageTerms:
    """Marks the first place of each term while the texts of one page are printed, in order; remembers the outcome.

    `lines` are what is to be shown; they are known when the last text is printed. Texts that were not part of the page
    when it was remembered are printed as they are.
    """

    def __init__(self, page_pk: int, language: str):
        self.language = language
        self._kept = _kept(page_pk, language, get_language())
        self._before: Explained | None = self._kept.get("explained")
        self._texts: dict[str, SafeString] = {}
        self._seen: dict[int, Line] = {}

    def explain(self, html: str) -> SafeString:
        """Return the HTML of a text with a link for each term that stands in it for the first time on the page."""
        html = str(html)
        if self._before is not None:
            return self._before.texts.get(html) or mark_safe(html)  # noqa: S308 - HTML that was printed as such
        if html not in self._texts:
            self._texts[html] = mark_safe("".join(self._pieces(html)))  # noqa: S308 - what is added is escaped
        return self._texts[html]

    @property
    def lines(self) -> tuple[Line, ...]:
        if self._before is None:
            self._before = Explained(texts=self._texts, lines=tuple(self._seen.values()))
            self._kept["explained"] = self._before
        return self._before.lines

    def _pieces(self, html: str):
        inside = 0
        for piece in _PIECES.split(html):
            if piece.startswith("{{"):
                yield piece
            elif tag := _TAG.match(piece):
                inside += (-1 if tag[1] else 1) * (tag[2] in _UNTOUCHED)
                yield piece
            else:
                yield piece if inside else "".join(self._marked(unescape(piece)))

    def _marked(self, text: str):
        lines, at = _lines(self.language), 0
        for span in find_terms(text, vocabulary_in(self.language)):
            if span.number not in self._seen:
                self._seen[span.number] = lines[span.number]
                yield escape(text[at : span.start])
                yield term_link(span.number, text[span.start : span.end])
                at = span.end
        yield escape(text[at:])


def term_link(number: int, words: str) -> SafeString:
    """Return a link into the glossary; where there is JavaScript it opens what the term means in its place."""
    url = f"{reverse('glossary')}#{anchor(number)}"
    return format_html('<a class="term" href="{}" data-term="{}">{}</a>', url, anchor(number), words)


@Remembered
def _kept(page_pk: int, language: str, interface: str) -> dict[str, Explained]:
    """Return a place to keep what was found out about a page, for as long as nothing changes."""
    return {}


@Remembered
def _lines(language: str) -> dict[int, Line]:
    return {line.number: line for line in glossary(language).lines if line.definition}


@Remembered
def vocabulary_in(language: str) -> Vocabulary:
    """Return what to look for in texts of a language: the terms that have a word in it and are explained."""
    lines = [line for line in _lines(language).values() if line.language == language]
    return Vocabulary.of(language, [(line.number, (line.word, *line.also)) for line in lines])
