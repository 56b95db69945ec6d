"""The rules: each yields what it finds on one page. Pure: what they need to know is given (Known)."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.html import strip_tags

from assessments.glossary.matching import Vocabulary, find_terms
from courses.content.checking import findings
from courses.content.checking.avoiding import avoided_in
from courses.content.checking.findings import Finding
from courses.content.checking.texts import Sheet
from courses.content.screens.labels import slots_of

TOKEN = re.compile(r"\{\{(.*?)\}\}|\{\{|\}\}")
LINK = re.compile(r"<a\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
# A name, a number or a word that is the same in both languages is no text that somebody forgot.
FEW_WORDS = 3


@dataclass(frozen=True)
class Known:
    """What pages refer to. `terms` is {number: {language: word}}, `pages` the primary keys of live pages,
    `paths` their addresses ("/en/manual/")."""

    source: str
    tokens: Collection[str] = ()
    terms: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    pages: Collection[int] = ()
    paths: Collection[str] = ()


@dataclass(frozen=True)
class Page:
    """One page to be checked; `original` is the same page in the source language, None for the source itself."""

    language: str
    sheet: Sheet
    original: Sheet | None = None


Rule = Callable[[Page, Known], Iterator[Finding]]


def plain(text: str) -> str:
    """Return a text without its tags and tokens; what stands in two blocks stays apart."""
    text = strip_tags(re.sub(r"<(?:/p|/li|br ?/?)>", ".\n", text)) if "<" in text else text
    return TOKEN.sub("…", text)


def missing_alt(page: Page, known: Known):
    for screen in page.sheet.screens:
        if screen.type in ("image", "diagram") and not (screen.value.get("alt") or "").strip():
            yield Finding(findings.MISSING_ALT, f"{screen.place}.alt", screen.label)


def untranslated(page: Page, known: Known):
    if page.original is None:
        return
    there = {screen.place for screen in page.sheet.screens}
    # A language that has only the titles, or no session plan, can do without: the translation board counts those.
    begun = {place.partition(".")[0] for place in there}
    for screen in page.original.screens:
        if screen.place not in there and screen.place.partition(".")[0] in begun:
            yield Finding(findings.UNTRANSLATED, screen.place.partition(".")[0], screen.label)
    for text in page.sheet.texts:
        original = page.original.by_place.get(text.place, "")
        if _is_forgotten(text.text, original):
            yield Finding(findings.UNTRANSLATED, text.place, text.label, _short(plain(original)))


def _is_forgotten(text: str, original: str) -> bool:
    # Capitals stand for something and stay (CORE, STOP), in whatever language.
    words = [word for word in WORD.findall(plain(original)) if not word.isupper()]
    if not words:
        return False
    return not text.strip() or (text == original and len(words) >= FEW_WORDS)


def unknown_token(page: Page, known: Known):
    for text in page.sheet.texts:
        for match in TOKEN.finditer(text.text):
            if (match[1] or "").strip() not in known.tokens:
                yield Finding(findings.UNKNOWN_TOKEN, text.place, text.label, match[0])


def term_against_glossary(page: Page, known: Known):
    own, source = known.vocabularies.get(page.language), known.vocabularies.get(known.source)
    if page.original is None or own is None or source is None:
        return
    for text in page.sheet.texts:
        original = page.original.by_place.get(text.place, "")
        if not text.text.strip() or text.text == original:
            continue
        wanted = _numbers(plain(original), source)
        for number in sorted(wanted - _numbers(plain(text.text), own)):
            words = known.terms[number]
            if page.language in words:
                detail = f"{words[known.source]} → {words[page.language]}"
                yield Finding(findings.TERM, text.place, text.label, detail)


def _numbers(text: str, vocabulary: Vocabulary) -> set[int]:
    return {span.number for span in find_terms(text, vocabulary)}


def word_to_avoid(page: Page, known: Known):
    for text in page.sheet.texts:
        for word, instead in avoided_in(plain(text.text), page.language):
            yield Finding(findings.AVOID, text.place, text.label, f"{word} → {instead}")


def drawing_without_words(page: Page, known: Known):
    for screen in page.sheet.screens:
        if screen.type == "diagram":
            labels = screen.value.get("labels") or []
            given = {item["value"]["slot"] for item in labels if item["value"]["text"].strip()}
            for slot in slots_of(screen.value.get("drawing") or ""):
                if slot not in given:
                    yield Finding(findings.LABEL, f"{screen.place}.labels", screen.label, slot)


def links(page: Page, known: Known):
    for text in page.sheet.texts:
        for match in LINK.finditer(text.text):
            link = dict(ATTRIBUTE.findall(match[1]))
            url = link.get("href", "")
            if url.startswith("http://"):
                yield Finding(findings.INSECURE_LINK, text.place, text.label, url)
            elif _is_dead(link, url, known):
                yield Finding(findings.DEAD_LINK, text.place, text.label, url or link.get("id", ""))


def _is_dead(link: Mapping[str, str], url: str, known: Known) -> bool:
    if link.get("linktype") == "page":
        return not link.get("id", "").isdecimal() or int(link["id"]) not in known.pages
    path = url.partition("#")[0].partition("?")[0]
    language = path.strip("/").partition("/")[0]
    # Other addresses that begin with a stroke (a file, the glossary) are no pages of the tree.
    return (
        path.startswith("/")
        and path.count("/") > 2
        and language in known.vocabularies
        and path not in known.paths
    )


def fact_without_source(page: Page, known: Known):
    for screen in page.sheet.screens:
        if screen.type == "chart" and not screen.value.get("sources"):
            yield Finding(findings.NO_SOURCE, f"{screen.place}.sources", screen.label)
        for fact in _facts(screen):
            if not fact["value"].get("sources"):
                place = f"{screen.place}.facts.{fact['id']}.sources"
                yield Finding(findings.NO_SOURCE, place, screen.label, _short(fact["value"]["text"]))


def fact_to_confirm(page: Page, known: Known):
    # What is to be confirmed is the same in every language.
    if page.original is not None:
        return
    for screen in page.sheet.screens:
        for fact in _facts(screen):
            if fact["value"].get("needs_confirmation"):
                place = f"{screen.place}.facts.{fact['id']}.needs_confirmation"
                day = fact["value"].get("checked_on")
                detail = _short(fact["value"]["text"]) + (f" ({day})" if day else "")
                yield Finding(findings.TO_CONFIRM, place, screen.label, detail)


def _facts(screen) -> list:
    return screen.value.get("facts") or [] if screen.type == "facts" else []


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119].rstrip()}…"


RULES: tuple[Rule, ...] = (
    missing_alt,
    untranslated,
    unknown_token,
    term_against_glossary,
    word_to_avoid,
    drawing_without_words,
    links,
    fact_without_source,
    fact_to_confirm,
)


def check(page: Page, known: Known) -> list[Finding]:
    """Return everything the rules find on a page."""
    return [finding for rule in RULES for finding in rule(page, known)]
