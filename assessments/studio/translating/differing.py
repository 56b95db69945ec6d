"""What changed in a text, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both texts (same), only in the old (gone) or only in the new (new)."""

    kind: str
    text: str


def word_differences(old: str, new: str) -> list[Piece]:
    """Return the pieces that make up both texts: same + gone is the old one, same + new the new one."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece(SAME, "".join(before[a:b])))
            continue
        found += [Piece(GONE, "".join(before[a:b]))] if b > a else []
        found += [Piece(NEW, "".join(after[c:d]))] if d > c else []
    return found
