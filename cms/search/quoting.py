"""The sentence around what was found. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cms.search.words import Sought, beginnings, keys_of, places, plain

LONGEST = 240
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…؟۔](?=[\s»”\")]|$)[»”\")]*|(?=\n)|$)\s*")


@dataclass(frozen=True)
class Part:
    """A stretch of a quotation; `is_hit` if it is a word that was asked for."""

    text: str
    is_hit: bool = False


def quote(text: str, sought: tuple[Sought, ...], language: str) -> tuple[Part, ...]:
    """Return the sentence of a text that has most of the words that were asked for; none if it has no such word."""
    hits = list(_hits(text, sought, language))
    if not hits:
        return ()
    best, start, end = 0, 0, 0
    for sentence in _SENTENCE.finditer(text):
        count = len({word for at, _end, word in hits if sentence.start() <= at < sentence.end()})
        if count > best:
            best, start, end = count, sentence.start(), sentence.end()
    inside = [(at, to) for at, to, _word in hits if start <= at and to <= end]
    return tuple(_parts(text, *_shortened(text, start, end, inside[0][0]), inside))


def marked(text: str, sought: tuple[Sought, ...], language: str) -> tuple[Part, ...]:
    """Return a whole text (a title) with the words that were asked for."""
    hits = [(at, to) for at, to, _word in _hits(text, sought, language)]
    return tuple(_parts(text, 0, len(text), hits))


def _hits(text: str, sought: tuple[Sought, ...], language: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, number of the word that was asked for), in order, without overlaps."""
    found = []
    begin = beginnings(sought, language)
    for match in places(text):
        # Most words are told apart by their first letters; to cut a word into its keys takes far longer.
        if not plain(match[0][:4]).startswith(begin):
            continue
        keys = keys_of(match[0], language)
        number = next((n for n, word in enumerate(sought) if not word.keys.isdisjoint(keys)), None)
        if number is not None:
            found.append((match.start(), match.end(), number))
    last = 0
    for start, end, number in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            last = end
            yield start, end, number


def _shortened(text: str, start: int, end: int, hit: int) -> tuple[int, int]:
    """Keep a very long sentence to what stands around its first hit, cut between words."""
    end = start + len(text[start:end].rstrip())
    if end - start <= LONGEST:
        return start, end
    if hit - start > LONGEST // 3:
        start = text.find(" ", hit - LONGEST // 3, hit) + 1 or hit
    if end - start > LONGEST:
        end = max(text.rfind(" ", hit, start + LONGEST), hit)
    return start, end


def _parts(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> Iterator[Part]:
    if start and text[start - 1] == " " and not re.search(r"[.!?…؟۔»”\")\n]\s*$", text[:start]):
        yield Part("… ")
    at = start
    for begin, stop in hits:
        if begin < at or stop > end:
            continue
        if begin > at:
            yield Part(text[at:begin])
        yield Part(text[begin:stop], is_hit=True)
        at = stop
    if at < end:
        yield Part(text[at:end])
    if end < len(text) and text[end] == " " and not re.search(r"[.!?…؟۔»”\")]\s*$", text[:end]):
        yield Part(" …")
