"""Whether a name that somebody types is the holder's. Pure; static/js/naming.js reads names in the same way.

People type names without the letters their keyboard lacks, in another order, with a hyphen or without. All of that is
the same name here; another letter is another name.
"""

import unicodedata

LONGEST = 200
# More words have no name that is on a certificate.
MOST_WORDS = 12

# Letters that look alike, or stand for another where a keyboard lacks them: left is read as right. Marks above and
# below are gone already (й is и, ş is s).
_ALIKE = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕһԛԝ", "abekmhopctyxijshqw", strict=True)),
        **dict(zip("қҳғҷңүұөәı", "kxгчhyyoəi", strict=True)),
        **dict(zip("يىېۍكگګةہەھۃٱ", "یییی" + "کګګ" + "ههههه" + "ا", strict=True)),
    }
)
# Written or not, they do not part a word: apostrophes and hyphens of any form.
_JOINING = frozenset("'`´‘’‛′-")
_LETTERS = frozenset({"Ll", "Lo", "Lu", "Lt"})
_LEFT_OUT = frozenset({"Mn", "Cf", "Lm", "Sk", "Pd"})


def same_person(typed: str, facts: dict) -> bool:
    """Tell whether a typed name is one of those on the certificate: in full, by either script."""
    return any(same_name(typed, facts[field]) for field in ("name_native", "name_latin") if facts[field])


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same: one of them may have a word in two (Ибрагим зода, Ибрагимзода)."""
    return plain(one) in readings(other) or plain(other) in readings(one)


def plain(name: str) -> str:
    """Return the words of a name in alphabetical order, each without what people write differently; "" for none."""
    return " ".join(sorted(_words(name)))


def readings(name: str) -> list[str]:
    """Return the name as `plain` does, then with each two neighbouring words as one; empty for no name."""
    words = _words(name)
    if not words or len(words) > MOST_WORDS:
        return []
    joined = [
        words[:place] + [words[place] + words[place + 1]] + words[place + 2 :]
        for place in range(len(words) - 1)
    ]
    return [" ".join(sorted(found)) for found in [words, *joined]]


def _words(name: str) -> list[str]:
    # Before normalising, which makes a space and an accent of some apostrophes.
    joined = "".join(one for one in name[:LONGEST] if one not in _JOINING)
    letters = "".join(_letter(one) for one in unicodedata.normalize("NFKD", joined))
    return letters.lower().translate(_ALIKE).split()


def _letter(character: str) -> str:
    """Return a letter, nothing for what does not part words, a space for the rest."""
    kind = unicodedata.category(character)
    if kind in _LETTERS:
        return character
    return "" if kind in _LEFT_OUT else " "
