"""Regular expressions that come with libraries, matched in time that grows with the text and not beyond.

Python's own matcher tries every way to match, and a hostile pattern has more of them than there are atoms. Here all
ways are gone together, step by step (Thompson, 1968): each letter costs at most as much as the pattern is long.
Patterns that look around or back, and those that are too large, are not judged: as in the H5P core, where a pattern
that cannot be read forbids nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from re import _constants as named
from re import _parser

MOST_STATES, LONGEST_PATTERN = 2000, 1000
# Letters times states: about a tenth of a second.
MOST_STEPS = 200_000
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "u": 0, "g": 0}


def matches(pattern: object, modifiers: object, text: str) -> bool:
    """Tell whether the pattern is found in the text; True where it cannot be judged."""
    if not isinstance(pattern, str) or not isinstance(modifiers, str):
        return True
    machine = _machine(pattern, modifiers)
    return machine is None or len(text) * len(machine.free) > MOST_STEPS or machine.finds(text)


class _NotJudged(Exception):
    """The pattern asks for more than this matcher knows."""


@dataclass
class _Machine:
    """States by number; each has ways without a letter (to, condition) and ways with one (to, test)."""

    flags: int
    free: list[list[tuple[int, str]]] = field(default_factory=list)
    letter: list[list[tuple[int, "re.Pattern"]]] = field(default_factory=list)
    last: int = 0

    def state(self) -> int:
        if len(self.free) >= MOST_STATES:
            raise _NotJudged("too large")
        self.free.append([])
        self.letter.append([])
        return len(self.free) - 1

    def finds(self, text: str) -> bool:
        now: set[int] = set()
        for place in range(len(text) + 1):
            # It may begin anywhere.
            now = self._reached([*now, 0], text, place)
            if self.last in now:
                return True
            if place < len(text):
                now = {to for state in now for to, test in self.letter[state] if test.fullmatch(text[place])}
        return False

    def _reached(self, states: Iterable[int], text: str, place: int) -> set[int]:
        found, waiting = set(), list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += [to for to, where in self.free[state] if _is_at(where, text, place)]
        return found


@lru_cache(maxsize=256)
def _machine(pattern: str, modifiers: str) -> _Machine | None:
    flags = 0
    for modifier in modifiers:
        flags |= _FLAGS.get(modifier, 0)
    if len(pattern) > LONGEST_PATTERN:
        return None
    machine = _Machine(flags)
    try:
        tree = _parser.parse(pattern, flags)
        machine.last = _all(machine, tree, machine.state())
    except (re.error, _NotJudged, OverflowError, RecursionError):
        return None
    return machine


def _all(machine: _Machine, tree: Iterable, begin: int) -> int:
    """Put the parts one behind the other; return the state at the end."""
    for kind, what in tree:
        begin = _PARTS.get(kind, _unknown)(machine, kind, what, begin)
    return begin


def _letter(machine: _Machine, kind, what, begin: int) -> int:
    end = machine.state()
    machine.letter[begin].append((end, re.compile(_written(kind, what), machine.flags)))
    return end


def _group(machine: _Machine, _kind, what, begin: int) -> int:
    _number, added, taken, tree = what
    if added or taken:
        raise _NotJudged("flags in a group")
    return _all(machine, tree, begin)


def _branch(machine: _Machine, _kind, what, begin: int) -> int:
    end = machine.state()
    for tree in what[1]:
        machine.free[_all(machine, tree, begin)].append((end, ""))
    return end


def _repeat(machine: _Machine, _kind, what, begin: int) -> int:
    least, most, tree = what
    for _ in range(least):
        begin = _counted(machine, tree, begin)
    if most == named.MAXREPEAT:
        again, end = machine.state(), machine.state()
        machine.free[begin].append((again, ""))
        machine.free[_all(machine, tree, again)].append((again, ""))
        machine.free[again].append((end, ""))
        return end
    end = machine.state()
    machine.free[begin].append((end, ""))
    for _ in range(most - least):
        begin = _counted(machine, tree, begin)
        machine.free[begin].append((end, ""))
    return end


def _counted(machine: _Machine, tree: Iterable, begin: int) -> int:
    """Put a part once more; also one that is empty counts, or "(){9999999}" would go on for long."""
    machine.state()
    return _all(machine, tree, begin)


def _at(machine: _Machine, _kind, what, begin: int) -> int:
    where = {
        named.AT_BEGINNING: "line begins" if machine.flags & re.MULTILINE else "begins",
        named.AT_BEGINNING_STRING: "begins",
        named.AT_END: "line ends" if machine.flags & re.MULTILINE else "ends",
        named.AT_END_STRING: "ends",
    }.get(what)
    if where is None:
        raise _NotJudged(str(what))
    end = machine.state()
    machine.free[begin].append((end, where))
    return end


def _unknown(_machine: _Machine, kind, _what, _begin: int) -> int:
    raise _NotJudged(str(kind))


_PARTS = {
    named.LITERAL: _letter,
    named.NOT_LITERAL: _letter,
    named.ANY: _letter,
    named.IN: _letter,
    named.SUBPATTERN: _group,
    named.BRANCH: _branch,
    named.MAX_REPEAT: _repeat,
    named.MIN_REPEAT: _repeat,
    named.AT: _at,
}
_CLASSES = {
    named.CATEGORY_DIGIT: r"\d",
    named.CATEGORY_NOT_DIGIT: r"\D",
    named.CATEGORY_SPACE: r"\s",
    named.CATEGORY_NOT_SPACE: r"\S",
    named.CATEGORY_WORD: r"\w",
    named.CATEGORY_NOT_WORD: r"\W",
}


def _written(kind, what) -> str:
    """Return a test of one letter as a pattern again."""
    if kind == named.ANY:
        return "."
    if kind == named.LITERAL:
        return re.escape(chr(what))
    if kind == named.NOT_LITERAL:
        return f"[^{re.escape(chr(what))}]"
    return f"[{''.join(_in_brackets(what))}]"


def _in_brackets(parts: Iterable) -> Iterator[str]:
    for kind, what in parts:
        if kind == named.NEGATE:
            yield "^"
        elif kind == named.LITERAL:
            yield re.escape(chr(what))
        elif kind == named.RANGE:
            yield f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}"
        else:
            yield _CLASSES[what]


def _is_at(where: str, text: str, place: int) -> bool:
    if where == "":
        return True
    if where.endswith("begins"):
        return place == 0 or (where.startswith("line") and text[place - 1] == "\n")
    return place == len(text) or (where.startswith("line") and text[place] == "\n")
