"""How words are put in order in the languages of the site. Pure.

Each language has an alphabet, in which a letter can be two signs (Uzbek oʻ, sh). Small and capital letters, accents
that are no letters of their own, apostrophes and the joint of Persian do not count; a blank or hyphen comes before any
letter, so that a word stands before those it begins.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")

# The letters in their order; between blanks, because some are written with two signs.
ALPHABETS = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "ky": "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "tg": "а б в г ғ д е ё ж з и ӣ й к қ л м н о п р с т у ӯ ф х ҳ ч ҷ ш ъ э ю я",
    "tk": "a b ç d e ä f g h i j ž k l m n ň o ö p r s ş t u ü w y ý z",
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch ng",
    "fa-af": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
}
# What is the same letter in a dictionary; "" does not count at all.
_ALIKE = {
    "ru": str.maketrans("ё", "е"),
    # All that is typed for ʻ after o and g; ʼ and the rest part letters (isʼhoq) and do not count.
    "uz": str.maketrans("’‘'`ʼ", "ʻʻʻʻ'"),
    "fa-af": str.maketrans("أإٱؤئيىكةۀ", "ااا\u0648ییی\u06a9هه")
    | dict.fromkeys([0x200C, 0x200D, 0x0640, 0x0621, 0x0654, *range(0x064B, 0x0653), 0x0670], ""),
}
_BEFORE_LETTERS = {" ": 0, "-": 0, "\u2010": 0, "\u2011": 0, "/": 0}
_DIGITS, _LETTERS, _OTHERS = 10, 100, 1000


def sort_key(text: str, language: str) -> tuple[tuple[int, ...], str]:
    """Return what to sort a text by in a language; texts that differ only in what does not count keep one order."""
    ranks = _ranks(language)
    return tuple(_rank(letter, ranks) for letter in _letters(text, language)), text


def in_order(items: Iterable[Item], language: str, text: Callable[[Item], str]) -> list[Item]:
    """Return the items sorted by their text in a language."""
    return sorted(items, key=lambda item: sort_key(text(item), language))


def first_letter(text: str, language: str) -> str:
    """Return the letter of the alphabet under which a text stands ("Oʻ"), "" if it begins with none."""
    for letter in _letters(text, language):
        if letter in _ranks(language):
            return letter[0].upper() + letter[1:]
        if letter.isalnum():
            return ""
    return ""


@lru_cache
def _ranks(language: str) -> dict[str, int]:
    alphabet = ALPHABETS.get(language, ALPHABETS["en"]).split()
    return {letter: _LETTERS + place for place, letter in enumerate(alphabet)}


def _rank(letter: str, ranks: dict[str, int]) -> int:
    if letter in ranks:
        return ranks[letter]
    if letter in _BEFORE_LETTERS:
        return _BEFORE_LETTERS[letter]
    if letter.isdecimal():
        return _DIGITS + int(letter)
    return _OTHERS + ord(letter[0])


def _letters(text: str, language: str) -> list[str]:
    """Return the letters of the language, digits and blanks of a text; letters of other scripts as they are."""
    ranks, found = _ranks(language), []
    folded = unicodedata.normalize("NFC", text).casefold().translate(_ALIKE.get(language, {}))
    at = 0
    while at < len(folded):
        pair = folded[at : at + 2]
        step = 2 if len(pair) > 1 and pair in ranks else 1
        letter = _known(folded[at : at + step], ranks)
        at += step
        if letter:
            found.append(letter)
    return found


def _known(letter: str, ranks: dict[str, int]) -> str:
    if letter in ranks or letter in _BEFORE_LETTERS or letter.isdecimal():
        return letter
    base = unicodedata.normalize("NFD", letter)[0]
    if base in ranks:
        return base
    return letter if letter.isalpha() and letter not in "ʻʼ" else ""
