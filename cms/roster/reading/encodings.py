"""Which encoding a text file is in, told by evidence. Pure.

Before UTF-8 each system of the region had its own: the bytes of one read as another give letters, only never those
that names and headings are made of. So each is tried, and the text that looks most like the region's wins.
"""

import re
from collections import Counter

# In the order in which they are taken where nothing speaks for one of them.
LEGACY = ("cp1251", "cp866", "koi8_r", "mac_cyrillic", "kz1048", "koi8_t", "cp1256", "cp1254", "cp1250")
NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": "Windows-1251",
    "cp866": "CP866",
    "koi8_r": "KOI8-R",
    "mac_cyrillic": "MacCyrillic",
    "kz1048": "KZ-1048",
    "koi8_t": "KOI8-T",
    "cp1256": "Windows-1256",
    "cp1254": "Windows-1254",
    "cp1250": "Windows-1250",
}
_USUAL = frozenset(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіўҳҷӯӣçäňöşüýžğıñابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآأئؤةيك"
)
# The letters that Russian, Kazakh, Tajik and Uzbek names have most of.
_FREQUENT = frozenset("оаеинвртслкмбд")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 0.75


def decode(content: bytes) -> tuple[str, str]:
    """Return (text, name of the encoding); ("", "") where no encoding makes sense of the bytes."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(content, encoding), NAMES[encoding.removesuffix("-sig")]
    if encoding := _wide(content):
        text = _strict(content, encoding)
        # Bytes of a program can look like it, and have signs that no text has.
        return ("", "") if _CONTROL.search(text) else (text, NAMES["utf-16"])
    if b"\0" in content:
        return "", ""
    if text := _strict(content, "utf-8"):
        return text, NAMES["utf-8"]
    return _best(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _wide(content: bytes) -> str:
    """Return the order of bytes of UTF-16 without a mark: every other byte of a separator or digit is zero."""
    sample = content[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) / 20 or min(even, odd) > max(even, odd) / 20:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _best(content: bytes) -> tuple[str, str]:
    tried = [(likeness(text), name, text) for name in LEGACY if (text := _strict(content, name))]
    # max keeps the first of equals.
    best = max(tried, key=lambda one: one[0], default=(0.0, "", ""))
    return (best[2], NAMES[best[1]]) if best[0] > _LEAST else ("", "")


def likeness(text: str) -> float:
    """Return how much a text looks like the region's, 1 for entirely; less than 0.75 is no text of it."""
    signs = Counter(letter for letter in text if ord(letter) > 0x7F)
    total = sum(signs.values())
    if not total:
        return 1.0
    usual = sum(count for letter, count in signs.items() if letter.lower() in _USUAL)
    frequent = sum(count for letter, count in signs.items() if letter.lower() in _FREQUENT)
    cased = [word for word in _WORD.findall(text) if not word.isascii() and word.lower() != word.upper()]
    # иВАНОВ: another table has capitals where this one has small letters.
    # Эazmyradow: letters of two alphabets in one word.
    odd = sum(_is_odd(word) for word in cased)
    return usual / total + 0.5 * frequent / total - odd / max(len(cased), 1)


def _is_odd(word: str) -> bool:
    is_mixed = any(letter.isascii() for letter in word) and any(
        "\u0400" <= letter <= "\u04ff" for letter in word
    )
    return is_mixed or not (word.islower() or word.isupper() or word.istitle())
