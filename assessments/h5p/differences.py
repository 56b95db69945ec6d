"""What differs between two content.json (pure)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

Path = tuple[str | int, ...]
# Above this, two lists are laid side by side by their numbers: aligning them would take too long.
MOST_ALIGNED = 2000
# What says nothing to people: it comes and goes with what it belongs to; the second are of files.
_SILENT = frozenset({"subContentId", "contentType"})
_SILENT_OF_FILES = _SILENT | {"mime", "width", "height", "bitrate", "codecs"}


class _Missing:
    """There is no value on this side."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True)
class Position:
    """The value stands at this number in its list, counted from 1."""

    number: int


@dataclass(frozen=True)
class Difference:
    """One value that differs: where it stands in each of the two (None: nowhere), and what it is (or MISSING)."""

    before: Path | None
    after: Path | None
    old: object
    new: object


def differences(old: object, new: object) -> list[Difference]:
    """Return what differs, in the order of the new one; parts that moved are followed by their subContentId."""
    return list(_differ(old, new, (), ()))


def _differ(old, new, before: Path, after: Path) -> Iterator[Difference]:
    if _same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _mappings(old, new, before, after)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, before, after)
    elif _is_plain(old) and _is_plain(new):
        yield Difference(before, after, old, new)
    else:
        yield from _gone(old, before)
        yield from _come(new, after)


def _mappings(old: dict, new: dict, before: Path, after: Path) -> Iterator[Difference]:
    for key in _told(new | old):
        if key not in old:
            yield from _come(new[key], (*after, key))
        elif key not in new:
            yield from _gone(old[key], (*before, key))
        else:
            yield from _differ(old[key], new[key], (*before, key), (*after, key))


def _lists(old: list, new: list, before: Path, after: Path) -> Iterator[Difference]:
    pairs = _paired(old, new)
    moved = _moved(pairs, old, new)
    for i, j in pairs:
        if i is None:
            yield from _come(new[j], (*after, j))
        elif j is None:
            yield from _gone(old[i], (*before, i))
        else:
            if (i, j) in moved:
                yield Difference((*before, i), (*after, j), Position(i + 1), Position(j + 1))
            yield from _differ(old[i], new[j], (*before, i), (*after, j))


def _paired(old: list, new: list) -> list[tuple[int | None, int | None]]:
    """Return (index in old, index in new) of what is the same thing, in the order of new; what is gone comes last."""
    if any(_key(each) for each in [*old, *new]):
        return _by_key(old, new)
    if max(len(old), len(new)) > MOST_ALIGNED:
        return _by_number(range(len(old)), range(len(new)))
    words = [[json.dumps(each, sort_keys=True, default=str) for each in side] for side in (old, new)]
    pairs: list[tuple[int | None, int | None]] = []
    for _kind, i1, i2, j1, j2 in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        pairs += _by_number(range(i1, i2), range(j1, j2))
    return pairs


def _by_key(old: list, new: list) -> list[tuple[int | None, int | None]]:
    places = {_key(each): i for i, each in enumerate(old) if _key(each)}
    pairs = [(places.pop(_key(each), None), j) for j, each in enumerate(new)]
    taken = {i for i, _j in pairs}
    return [*pairs, *((i, None) for i in range(len(old)) if i not in taken)]


def _by_number(before: range, after: range) -> list[tuple[int | None, int | None]]:
    most = max(len(before), len(after))
    return [
        (before[n] if n < len(before) else None, after[n] if n < len(after) else None) for n in range(most)
    ]


def _moved(pairs, old: list, new: list) -> set[tuple[int, int]]:
    """Return the pairs that stand in another order among those that stayed; only what has a key can move."""
    stayed = [(i, j) for i, j in pairs if i is not None and j is not None and _key(new[j])]
    ranks = {i: rank for rank, i in enumerate(sorted(i for i, _j in stayed))}
    return {(i, j) for rank, (i, j) in enumerate(stayed) if ranks[i] != rank}


def _key(value: object) -> str:
    key = value.get("subContentId") if isinstance(value, dict) else None
    if isinstance(key, str):
        return key
    # Nodes of a branching scenario hold their sub-content under "type".
    inner = value.get("type") if isinstance(value, dict) else None
    return _key(inner) if isinstance(inner, dict) else ""


def _gone(value, path: Path) -> Iterator[Difference]:
    for place, each in _leaves(value, path):
        yield Difference(place, None, each, MISSING)


def _come(value, path: Path) -> Iterator[Difference]:
    for place, each in _leaves(value, path):
        yield Difference(None, place, MISSING, each)


def _leaves(value, path: Path) -> Iterator[tuple[Path, object]]:
    """Yield all plain values below a path; what is empty is not worth a line."""
    if isinstance(value, dict):
        for key in _told(value):
            yield from _leaves(value[key], (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(each, (*path, index))
    elif value not in (None, ""):
        yield path, value


def _told(value: dict) -> list[str]:
    silent = _SILENT_OF_FILES if "path" in value and "mime" in value else _SILENT
    return [key for key in value if key not in silent]


def _is_plain(value: object) -> bool:
    return not isinstance(value, (dict, list))


def _same(old: object, new: object) -> bool:
    # True is 1 in Python, not in content.
    return old == new and isinstance(old, bool) == isinstance(new, bool)
