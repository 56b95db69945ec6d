"""One key for a name however it is spelled: in Latin or Cyrillic letters, of today or as in a passport. Pure.

Uzbek and Kazakh are written in both scripts, and one name has many spellings (Ғайрат, Gʻayrat, GAYRAT, Гайрат). What
tells such spellings apart is taken out, so a key is good for finding people and for nothing else.
"""

import re

from cms.search.words import plain


def _pairs(text: str) -> dict[str, str]:
    """Return {letter: what stands for it}; a letter alone stands for nothing."""
    return {pair[0]: pair[1:] for pair in text.split()}


_LETTERS = _pairs(
    """
    аa бb вv гg дd еe ёio жj зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цs чch шsh щsh ъ ыi ь эe юiu яia
    іi әa ғg қk ңn өo ұu үu һh ўo ӣi ӯu ҳh ҷj
    qk wv yi xh şsh çch žj äa ňn öo üu ýi ıi əa ñn
    """
)
_APOSTROPHES = re.compile("[ʻʼ’‘'`´]")
# What two letters of Latin say together, in the order it is looked for.
_TOGETHER = (
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ts", "s"),
    ("ye", "e"),
    ("shch", "sh"),
    ("ng", "n"),
)
_TWICE = re.compile(r"(.)\1+")


def name_key(name: str) -> str:
    """Return the key of a name, words between single blanks; "" for one without letters."""
    return " ".join(key for word in re.split(r"[\s\-]+", name) if (key := _word_key(word)))


def name_keys(*names: str) -> str:
    """Return the keys of several spellings in one line, each word once."""
    return " ".join(dict.fromkeys(" ".join(name_key(name) for name in names).split()))


def _word_key(word: str) -> str:
    letters = _APOSTROPHES.sub("", word.casefold())
    for together, alone in _TOGETHER:
        letters = letters.replace(together, alone)
    spelled = "".join(_LETTERS.get(letter, letter) for letter in letters)
    return _TWICE.sub(r"\1", plain(spelled))
