"""The two ways through a scenario as one picture: tracks that run together and part. Pure; no words in it.

The picture is a column of rows, one for each scene that either way comes to. In a row stands a piece of both tracks,
drawn in a box of WIDTH x HEIGHT units that is stretched to the height of the row's words; the way taken lies at the
inline start (x = 0), the recommended one at the inline end. Where both came by the same choice, they lie side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 64, 100
_MIDDLE = HEIGHT // 2
# Where a track lies: alone, and beside the other one.
_OWN_ALONE, _OWN_BESIDE = 14, 29
_BEST_ALONE, _BEST_BESIDE = 50, 35


@dataclass(frozen=True)
class Stop:
    """A scene on a way and the choice made there; `choice` is "" at the ending."""

    scene: str
    choice: str = ""


@dataclass(frozen=True)
class Row:
    """A scene: which stop of the way taken and which of the recommended way it is (from 0), None where it is none.

    `own_line` and `best_line` are the data of SVG paths, "" where that way is over (or has not begun). `is_parting`:
    after this scene the ways part; `is_meeting`: before it they were apart.
    """

    own: int | None
    best: int | None
    own_line: str
    best_line: str
    is_parting: bool = False
    is_meeting: bool = False

    @property
    def is_shared(self) -> bool:
        return self.own is not None and self.best is not None


def draw(own: Sequence[Stop], best: Sequence[Stop]) -> tuple[Row, ...]:
    """Return the rows of the picture from top to bottom.

    Scenes that both ways come to in the same order are one row; of what lies between, the own way comes first.
    """
    pairs = _side_by_side(own, best)
    beside = [_is_beside(pairs, number, own, best) for number in range(len(pairs) - 1)]
    last_own, last_best = _last(pairs, 0), _last(pairs, 1)
    rows = []
    for number, (mine, theirs) in enumerate(pairs):
        above = beside[number - 1] if number else True
        below = beside[number] if number < len(beside) else True
        is_shared = mine is not None and theirs is not None
        lanes = (above, is_shared, below)
        rows.append(
            Row(
                own=mine,
                best=theirs,
                own_line=_line(number, last_own, lanes, alone=_OWN_ALONE, beside=_OWN_BESIDE),
                best_line=_line(number, last_best, lanes, alone=_BEST_ALONE, beside=_BEST_BESIDE),
                is_parting=is_shared and not below,
                is_meeting=is_shared and not above,
            )
        )
    return tuple(rows)


def _side_by_side(own: Sequence[Stop], best: Sequence[Stop]) -> list[tuple[int | None, int | None]]:
    """Return the rows as pairs of stops: the longest common sequence of scenes is shared."""
    lengths = _common_lengths(own, best)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(own) and j < len(best):
        if own[i].scene == best[j].scene:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(number, None) for number in range(i, len(own))]
    return pairs + [(None, number) for number in range(j, len(best))]


def _common_lengths(own: Sequence[Stop], best: Sequence[Stop]) -> list[list[int]]:
    """Return [i][j]: how many scenes own[i:] and best[j:] have in common in the same order."""
    lengths = [[0] * (len(best) + 1) for _ in range(len(own) + 1)]
    for i in reversed(range(len(own))):
        for j in reversed(range(len(best))):
            if own[i].scene == best[j].scene:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    return lengths


def _is_beside(pairs, number: int, own: Sequence[Stop], best: Sequence[Stop]) -> bool:
    """Return whether both ways go on from this row to the next by the same choice."""
    here, after = pairs[number], pairs[number + 1]
    return None not in (*here, *after) and own[here[0]].choice == best[here[1]].choice


def _last(pairs, way: int) -> int:
    return max((number for number, pair in enumerate(pairs) if pair[way] is not None), default=-1)


def _line(number: int, last: int, is_beside: tuple[bool, bool, bool], *, alone: int, beside: int) -> str:
    """Return the piece of a track in a row.

    It comes from the upper edge, but for the first row, and goes to the lower one, but for its last row.
    """
    if number > last:
        return ""
    above, here, below = (beside if flag else alone for flag in is_beside)
    upper = f"M{here} {_MIDDLE}" if number == 0 else f"M{above} 0{_to(above, 0, here, _MIDDLE)}"
    return upper if number == last else f"{upper}{_to(here, _MIDDLE, below, HEIGHT)}"


def _to(x: int, y: int, other_x: int, other_y: int) -> str:
    if x == other_x:
        return f"V{other_y}"
    bend = (y + other_y) // 2
    return f"C{x} {bend} {other_x} {bend} {other_x} {other_y}"
