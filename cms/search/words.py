"""Words as they are searched: the keys a text is found by, and those a question asks for. Pure.

Database engines part and stem words in different ways, and none knows Kazakh or Dari. So texts are cut into keys here,
in small letters without marks (ё = е, ي = ی, ʻ does not count), and without the endings of the language; the engine
only compares them. Texts and questions are cut alike, so a word is found in any case or number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assessments.glossary.endings import LANGUAGES, Endings, term_key, text_keys

LONGEST_QUESTION, MOST_WORDS = 200, 12
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064B-\u0655\u0670]|['’‘ʻʼ`´](?=[^\W_]))*")
# Persian joins parts of a word with a sign that many leave out, or write a blank for.
_JOINED = re.compile(rf"{_WORD.pattern}(?:[\u200C\u200D]+{_WORD.pattern})+")
# Letters of Arabic for those of Persian; what is no letter or digit at all (the line that stretches a word, ʻ).
_ALIKE = {"ي": "ی", "ى": "ی", "ك": "ک", "\u0640": "", "ʻ": "", "ʼ": ""}


@dataclass(frozen=True)
class Sought:
    """One word of a question: a text has it if it has any of the `keys`."""

    keys: frozenset[str]


def question(text: str, language: str) -> tuple[Sought, ...]:
    """Return the words of what somebody typed, whatever it is; none where there is no letter or digit in it."""
    found = (_sought(word, language) for word in _words(text[:LONGEST_QUESTION]))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def key_text(text: str, language: str) -> str:
    """Return the keys of a text, between blanks: each word gives one or more."""
    return " ".join(key for match in places(text) for key in sorted(keys_of(match[0], language)))


def places(text: str) -> Iterator[re.Match]:
    """Yield where the words of a text stand; joined Persian words also as a whole."""
    yield from _WORD.finditer(text)
    yield from _JOINED.finditer(text)


@lru_cache(maxsize=100_000)
def keys_of(word: str, language: str) -> frozenset[str]:
    """Return every key under which a word of a text can be found."""
    joined = _without_joints(word)
    keys = {plain(joined), *map(plain, text_keys(joined, language)), plain(term_key(joined, language))}
    return frozenset(key for key in keys if key)


def beginnings(sought: Iterable[Sought], language: str) -> tuple[str, ...]:
    """Return what a word must begin with (in plain letters) to be one of those that are sought."""
    keys = {key for word in sought for key in word.keys}
    irregular = LANGUAGES.get(language, Endings()).irregular
    others = {plain(word) for word, stem in irregular.items() if plain(stem) in keys}
    return tuple({key[:2] for key in keys | others})


def plain(word: str) -> str:
    """Return a word in small letters without marks: қ stays, й becomes и, ʻ goes, ك becomes ک."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_sign(sign) for sign in parts if sign.isalnum())


def _sign(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else _ALIKE.get(sign, sign)


def _words(text: str) -> Iterator[str]:
    at = 0
    for match in re.finditer(rf"{_JOINED.pattern}|{_WORD.pattern}", text):
        if match.start() >= at:
            at = match.end()
            yield match[0]


def _sought(word: str, language: str) -> Sought:
    whole = _without_joints(word)
    rules = LANGUAGES.get(language, Endings())
    if rules.cut_terms:
        keys = {plain(term_key(whole, language))}
    else:
        keys = {plain(whole), *map(plain, text_keys(whole, language))}
    return Sought(frozenset(key for key in keys if key))


def _without_joints(word: str) -> str:
    return re.sub("[\u200c\u200d]", "", word)
