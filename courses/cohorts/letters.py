"""Letters that are not what they look like, and what has no business in a name. Pure.

Latin and Cyrillic share the looks of some twenty letters (Unicode TR 39, "confusables"). A name typed with the wrong
one looks right, is found by no search and does not equal itself.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_LATIN_ALIKE = "ABCEHIKMOPTXYSJaceopxysijhə"
_CYRILLIC_ALIKE = "АВСЕНІКМОРТХУЅЈасеорхуѕіјһә"
TO_CYRILLIC = str.maketrans(_LATIN_ALIKE, _CYRILLIC_ALIKE)
TO_LATIN = str.maketrans(_CYRILLIC_ALIKE, _LATIN_ALIKE)
# Signs that direct, join or hide and have no shape: between letters of Arabic two of them are spelling.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_JOINERS = re.compile("(?<![\u0600-\u06ff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u06ff])")
_APOSTROPHES = "ʻʼ’‘'`´"
_NAME_SIGNS = frozenset(" .-" + _APOSTROPHES)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)

LATIN, CYRILLIC, ARABIC, OTHER = "Latin", "Cyrillic", "Arabic", "other"


def without_invisible(text: str) -> str:
    """Return the text in composed letters without signs that nobody sees."""
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    return unicodedata.normalize("NFC", _JOINERS.sub("", _INVISIBLE.sub("", text)))


def has_invisible(text: str) -> bool:
    return bool(_INVISIBLE.search(text) or _JOINERS.search(text))


@lru_cache(maxsize=4_000)
def script_of(letter: str) -> str:
    """Return the script of a letter, by the name Unicode gives it."""
    name = unicodedata.name(letter, "")
    return next((script for script in (LATIN, CYRILLIC, ARABIC) if name.startswith(script.upper())), OTHER)


def scripts_in(text: str) -> set[str]:
    """Return the scripts of the letters of a text; ʻ and ʼ are of any."""
    return {script_of(letter) for letter in text if letter.isalpha() and letter not in _APOSTROPHES}


def main_script(text: str) -> str:
    """Return the script that most letters of a text are in."""
    counts = Counter(script_of(letter) for letter in text if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else OTHER


def in_one_script(text: str, wanted: str = "") -> str:
    """Return a name whose look-alike letters are put into its own script; "" where that does not make it whole.

    The script is the one of the letters that have no double in the other, or `wanted`.
    """
    if wanted:
        mended = text.translate(TO_LATIN if wanted == LATIN else TO_CYRILLIC)
        return mended if scripts_in(mended) == {wanted} else ""
    for table, script in ((TO_CYRILLIC, CYRILLIC), (TO_LATIN, LATIN)):
        mended = text.translate(table)
        if scripts_in(mended) == {script}:
            return mended
    return ""


def marked(text: str) -> str:
    """Return a mixed text with the letters of the rarer script in brackets: И[B]АНОВ. So they can be seen."""
    counts = {script: sum(script_of(letter) == script for letter in text) for script in (LATIN, CYRILLIC)}
    rare = min(counts, key=counts.get)
    return re.sub(r"\]\[", "", "".join(f"[{one}]" if script_of(one) == rare else one for one in text))


def plain_apostrophes(text: str) -> str:
    """Return a Latin name with the apostrophes that passports have."""
    return re.sub("[\u2019\u2018\u00b4`]", "'", text)


def digits_in(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def strange_in_name(text: str) -> str:
    """Return the signs that no name has, each once."""
    strange = (one for one in text if not (one.isalpha() or unicodedata.combining(one) or one in _NAME_SIGNS))
    return "".join(dict.fromkeys(one for one in strange if one not in "\u200c\u200d"))


def skeleton(number: str) -> str:
    """Return a service number as it looks: equal for numbers that only their alphabets tell apart."""
    return number.translate(TO_LATIN).casefold()
