"""Terms of the glossary found in a text. Pure: the words of the terms are given (see terms.vocabulary)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from assessments.glossary.endings import term_key, text_keys

# A word: letters of any script with the marks that stand inside (soʻrovchi, child's). The joint that Persian puts
# between parts of a word (U+200C) parts words here, for many write a blank in its place.
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0640\u064B-\u0652\u0670]|['’‘ʻʼ`´](?=[^\W\d_]))*")
# What may stand between the words of one term: no end of a sentence, no empty line.
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*[,«“\"(-]?[^\S\n]*|[\u200C\u2010\u2011]")
_KEYS = lru_cache(maxsize=50_000)(text_keys)


@dataclass(frozen=True)
class Span:
    """One place where a term stands in a text: text[start:end]."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Vocabulary:
    """The ways the terms are written in one language, as sequences of keys (endings.term_key) by their first."""

    language: str
    by_first: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, language: str, terms: Iterable[tuple[int, Iterable[str]]]) -> "Vocabulary":
        """Return the vocabulary of [(number, [word, other ways of writing it, …])]."""
        found: dict[str, dict[tuple[str, ...], int]] = {}
        for number, written in terms:
            for word in written:
                keys = tuple(term_key(match[0], language) for match in _WORD.finditer(word))
                if keys:
                    # Where two terms are written alike, the first of the glossary counts.
                    found.setdefault(keys[0], {}).setdefault(keys, number)
        return cls(language, {first: tuple(own.items()) for first, own in found.items()})


def find_terms(text: str, vocabulary: Vocabulary) -> list[Span]:
    """Return where terms stand in a text, in order. The longest wins (in words, then in letters); none overlap."""
    words = list(_WORD.finditer(text))
    keys = [_KEYS(word[0], vocabulary.language) for word in words]
    found = [
        (len(sequence), Span(words[start].start(), words[start + len(sequence) - 1].end(), number))
        for start in range(len(words))
        for first in sorted(keys[start] & vocabulary.by_first.keys())
        for sequence, number in vocabulary.by_first[first]
        if _stands_at(start, sequence, text, words, keys)
    ]
    found.sort(key=lambda one: (-one[0], one[1].start - one[1].end, one[1].start, one[1].number))
    taken: list[Span] = []
    for _count, span in found:
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _stands_at(start: int, sequence: tuple[str, ...], text: str, words: list, keys: list[set[str]]) -> bool:
    end = start + len(sequence)
    return (
        end <= len(words)
        and all(key in own for key, own in zip(sequence, keys[start:end], strict=True))
        and all(
            _BETWEEN.fullmatch(text, words[at].end(), words[at + 1].start()) for at in range(start, end - 1)
        )
    )
