"""What the browser reports, read without trust: bounded before anything is looked at, cleaned of what cannot be kept.

A report has `xapi`, the tree of `getXAPIData()` ({"statement", "children"}), and `state`, what `getCurrentState()`
gives.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from assessments.h5p.scoring.scored import ReportRefused

MOST_VALUES, MOST_TEXT, DEEPEST = 20_000, 512 * 1024, 60
MOST_POINTS = 10_000
LONGEST_RESPONSE = 2_000
AND = "[,]"
_LONGEST_PLAY_MS = 24 * 60 * 60 * 1000
_SUB_CONTENT = "subContentId="
_LIBRARY = re.compile(r"/libraries/(?P<name>[A-Za-z][\w.]*)-\d")
_DURATION = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,6})?)S)?")
# What PostgreSQL and UTF-8 have no place for.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def require_bounds(report: object) -> None:
    """Raise ReportRefused for a report that is too large, too deep or not an object."""
    if not isinstance(report, Mapping):
        raise ReportRefused("report", "not an object")
    values, text, waiting = 0, 0, [(report, 0)]
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if isinstance(value, str):
            text += len(value)
        if values > MOST_VALUES or text > MOST_TEXT or depth > DEEPEST:
            raise ReportRefused("report", "too large")
        if isinstance(value, Mapping):
            text += sum(len(str(name)) for name in value)
            waiting += ((one, depth + 1) for one in value.values())
        elif isinstance(value, list):
            waiting += ((one, depth + 1) for one in value)


def clean(text: str) -> str:
    """Return a text that can be kept: cut, and without what has no place in a database."""
    return _UNKEPT.sub("", text[:LONGEST_RESPONSE])


def mapping(value: object) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def listed(value: object) -> list:
    return value if isinstance(value, list) else []


def whole(value: object) -> int | None:
    """Return a number of something, from 0; also written as a text. None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def points(value: object, place: str) -> Fraction:
    """Return points as reported; none for nothing. Raises ReportRefused for what no points can be."""
    if value is None:
        return Fraction(0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_POINTS:
        raise ReportRefused(place, f"not a number from 0 to {MOST_POINTS}")
    return Fraction(value).limit_denominator(1000)


@dataclass(frozen=True)
class Told:
    """What is said of one part of the content: its state, its statement, and what is said of the parts inside."""

    state: object = None
    statement: Mapping = field(default_factory=dict)
    children: tuple["Told", ...] = ()

    @classmethod
    def of(cls, tree: object, state: object = None) -> "Told":
        """Return a node of the tree of getXAPIData(); parts that say nothing are left out."""
        tree = mapping(tree)
        children = tuple(cls.of(child) for child in listed(tree.get("children")) if child)
        return cls(state, mapping(tree.get("statement")), children)

    @cached_property
    def key(self) -> str:
        """The subContentId, which is everywhere in the object's id; "" for the content itself."""
        iri = mapping(self.statement.get("object")).get("id")
        return iri.partition(_SUB_CONTENT)[2] if isinstance(iri, str) else ""

    @cached_property
    def library(self) -> str:
        """The machine name of the library that speaks, "" where it does not say."""
        activities = mapping(mapping(self.statement.get("context")).get("contextActivities"))
        for one in listed(activities.get("category")):
            iri = mapping(one).get("id")
            if found := _LIBRARY.search(iri) if isinstance(iri, str) else None:
                return found["name"]
        return ""

    @property
    def result(self) -> Mapping:
        return mapping(self.statement.get("result"))

    @property
    def response(self) -> str | None:
        """The response as a text; a Branching Question gives a number. None: there is none."""
        told = self.result.get("response")
        if isinstance(told, int) and not isinstance(told, bool):
            return str(told)[:20]
        return told if isinstance(told, str) else None

    @property
    def duration_ms(self) -> int | None:
        told = self.result.get("duration")
        found = _DURATION.fullmatch(told) if isinstance(told, str) else None
        if not found or not any(found.groups()):
            return None
        hours, minutes, seconds = (float(one or 0) for one in found.groups())
        return min(_LONGEST_PLAY_MS, round(1000 * (3600 * hours + 60 * minutes + seconds)))

    def score(self, place: str) -> tuple[Fraction, Fraction]:
        """Return (points, points to win) as the browser says. Raises ReportRefused when they cannot be."""
        score = mapping(self.result.get("score"))
        won, most = points(score.get("raw"), place), points(score.get("max"), place)
        if won > most:
            raise ReportRefused(place, "more points than there are to win")
        return won, most

    def below(self) -> Iterator["Told"]:
        """Yield all that is said of the parts inside, whatever they are in."""
        for child in self.children:
            yield child
            yield from child.below()

    def find(self, key: str) -> "Told | None":
        """Return what is said of the part with that subContentId, wherever inside it is."""
        return next((one for one in self.below() if one.key == key), None) if key else None
